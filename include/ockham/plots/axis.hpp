// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include <ockham/plots/panel.hpp>

namespace ockham::plots {

/// The part of the numbers that an axis shows. Empty (`low > high`) until a value is added.
struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

/// Whether an axis has a place for `value`: finite, and positive on a logarithmic one.
inline bool can_show(double value, bool log) {
    return std::isfinite(value) && (!log || value > 0);
}

[[gnu::cold]] inline void add_all(Range& range, const double* values, std::size_t count, bool log) {
    // Beyond 1e300 the difference of two values could overflow, and below 1e-300 their ratio.
    for (std::size_t at = 0; at < count; ++at)
        if (can_show(values[at], log)) range.add(std::clamp(values[at], log ? 1e-300 : -1e300, 1e300));
}

/// What an axis shows of `data`, unless its range is fixed: them, with `margin` times their length at both
/// ends, though never across zero; around a single value `step` or, if that is 0, 5 % of the value; [0, 1]
/// without data. On a logarithmic axis lengths are ratios, a single value gets a factor of 2, and without
/// data it is [1, 10].
[[gnu::cold]] inline Range shown(const AxisSettings& axis, const Range& data, double margin, double step) {
    if (axis.fixed) return {axis.low, axis.high};
    const bool empty = data.low > data.high;
    if (axis.log) {
        if (empty) return {1, 10};
        const double ratio = std::log10(data.high) - std::log10(data.low);
        const double factor = ratio < 1e-9 ? 2 : std::pow(10, margin * ratio);
        return {std::max(data.low / factor, 1e-300), std::min(data.high * factor, 1e300)};
    }
    if (empty) return {0, 1};
    const double size = std::max(std::abs(data.low), std::abs(data.high));
    double extra = margin * (data.high - data.low);
    if (data.high - data.low < 1e-9 * size) extra = step > 0 ? step : size / 20;
    if (size < 1e-290) extra = 1;
    const bool positive = data.low >= 0, negative = data.high <= 0 && !positive;
    return {positive ? std::max(data.low - extra, 0.0) : data.low - extra,
            negative ? std::min(data.high + extra, 0.0) : data.high + extra};
}

/// Where an axis puts a value: 0 at the low end of its range, 1 at the high end, not further than 200 beyond
/// them, and NaN for what it cannot show.
struct Scale {
    Range range;
    bool log = false;

    [[nodiscard]] double operator()(double value) const {
        if (!can_show(value, log)) return std::numeric_limits<double>::quiet_NaN();
        if (!log) return std::clamp((value - range.low) / (range.high - range.low), -200.0, 200.0);
        const double low = std::log10(range.low), high = std::log10(range.high);
        return std::clamp((std::log10(value) - low) / (high - low), -200.0, 200.0);
    }
};

}  // namespace ockham::plots
