// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// `count` numbers from `low` to `high`, each the same multiple of the one before: NumPy's `geomspace`.
///
///     log_space(0.001, 10, 5)    // 0.001, 0.01, 0.1, 1, 10
///
///     number i = low (high / low)^(i / (count - 1));    the first is `low` and the last `high` exactly
///
/// `low` and `high` are positive and finite, in either order; `count` is 2 or more.
[[nodiscard]] std::vector<double> log_space(double low, double high, Index count);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC std::vector<double> log_space(double low, double high, Index count) {
    check::positive("log_space", "low", low);
    check::positive("log_space", "high", high);
    check::value(count >= 2, "log_space", "count", "2 or more", static_cast<double>(count));
    std::vector<double> numbers(static_cast<std::size_t>(count));
    const double from = std::log10(low), to = std::log10(high);
    // By powers of ten, which come out exactly.
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] =
            std::pow(10, from + (to - from) * static_cast<double>(i) / static_cast<double>(count - 1));
    numbers.front() = low;
    numbers.back() = high;
    return numbers;
}

}  // namespace ockham

#endif
