// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

namespace ockham {

/// A number as it is written in a program. A `float` means the shortest decimal number that is this float: `0.1F` is a
/// tenth, as `0.1` is, and not 0.100000001490116, of which the next whole number above 150 times as much would be 16.
class Decimal final {
public:
    template <class Number>
    requires std::is_arithmetic_v<Number>
    constexpr Decimal(Number number) : value_{static_cast<double>(number)} {}
    constexpr Decimal(float number) : value_{written(number)} {}

    constexpr operator double() const { return value_; }

private:
    /// `digits / 10^places` with as few places as will do. Both are exact, so that the quotient is the nearest double.
    static constexpr double written(float number) {
        const double exact = number;
        double power = 1;
        for (int places = 0; places <= 22; ++places, power *= 10) {
            const double scaled = exact * power;
            if (!(scaled < 0x1p53 && scaled > -0x1p53)) break;
            const auto digits =
                static_cast<double>(static_cast<long long>(scaled + (scaled < 0 ? -0.5 : 0.5)));
            if (static_cast<float>(digits / power) == number) return digits / power;
        }
        return exact;
    }

    double value_;
};

}  // namespace ockham
