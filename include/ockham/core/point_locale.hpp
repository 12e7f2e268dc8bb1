// SPDX-License-Identifier: MIT
#pragma once

#include <locale.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

namespace ockham::detail {

/// While it lives, `snprintf` and `strtod` of this thread write and read numbers with a point, whatever locale
/// the program has set: in a German one, 0.5 would be `0,5`. Other threads keep theirs.
class PointLocale final {
public:
    PointLocale() : before_{::uselocale(plain())} {}
    PointLocale(const PointLocale&) = delete;
    PointLocale& operator=(const PointLocale&) = delete;
    ~PointLocale() { ::uselocale(before_); }

private:
    static locale_t plain() {
        static const locale_t locale = ::newlocale(LC_ALL_MASK, "C", nullptr);
        return locale;
    }

    locale_t before_;
};

}  // namespace ockham::detail
