// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include <ockham/plots/svg.hpp>

namespace ockham::plots {

/// A place on an axis. Its label is the number `digits` times ten to the power of `exponent`, written out
/// (`0.25`) or, as a `power`, with a raised exponent (10 to the -4); a `minor` tick has none.
struct Tick {
    enum class Label { decimal, power, minor };

    double value;
    long long digits;
    int exponent;
    Label label;
};

/// The ticks of an axis, and a power of ten that all labels are to be multiplied with (0: none).
struct Ticks {
    Tick ticks[96];
    std::size_t count = 0;
    int power = 0;

    void add(const Tick& tick) {
        if (count < 96) ticks[count++] = tick;
    }
    [[nodiscard]] const Tick* begin() const { return ticks; }
    [[nodiscard]] const Tick* end() const { return ticks + count; }
};

/// The typographic minus sign.
inline constexpr const char* minus = "\xE2\x88\x92";

/// Appends the label of `tick` as SVG.
[[gnu::cold]] inline void append_label(std::string& svg, const Tick& tick) {
    if (tick.label == Tick::Label::decimal) return append_decimal(svg, tick.digits, tick.exponent, minus);
    if (tick.digits != 1) append_decimal(svg, tick.digits, 0, minus);
    if (tick.digits != 1) svg.append("\xC3\x97");
    put(svg, "10<tspan dy='-4.5' font-size='9'>");
    append_decimal(svg, tick.exponent, 0, minus);
    put(svg, "</tspan>");
}

/// About the width of the label of `tick` in pixels.
[[gnu::cold]] inline double width_of(const Tick& tick, double font_size) {
    std::string text;
    if (tick.label == Tick::Label::decimal) append_decimal(text, tick.digits, tick.exponent, minus);
    if (tick.label == Tick::Label::power) text = tick.digits == 1 ? "10^-99" : "8*10^-99";
    return width_of(text, font_size);
}

/// Ticks at the multiples of 1, 2 or 5 times a power of ten that lie in `[low, high]`: the smallest such step
/// that gives at most `at_most` + 1 of them (`at_most` below 12) and is not below `smallest_step`.
///
/// Labels are exact decimals. Where they reach a million, or all stay below a thousandth, a common power of
/// ten is taken out.
[[gnu::cold]] inline Ticks linear_ticks(double low, double high, int at_most, double smallest_step = 0) {
    const double least = std::max((high - low) / at_most, smallest_step) * (1 - 1e-9);
    int exponent = static_cast<int>(std::floor(std::log10(least)));
    int factor = 10;
    for (const int candidate : {5, 2, 1})
        if (candidate * std::pow(10.0, exponent) >= least) factor = candidate;
    if (factor == 10) {
        factor = 1;
        ++exponent;
    }
    // 10 to the power of -1 is no binary number, but dividing by 10 gives the nearest one.
    const double power = std::pow(10.0, std::abs(exponent));
    const double step = exponent < 0 ? factor / power : factor * power;
    const int magnitude = static_cast<int>(std::floor(std::log10(std::max(std::abs(low), std::abs(high)))));

    Ticks ticks;
    if (magnitude >= 6 || magnitude < -3) ticks.power = magnitude;
    const long long last = std::llround(std::floor(high / step + 1e-9));
    for (long long multiple = std::llround(std::ceil(low / step - 1e-9)); multiple <= last; ++multiple) {
        const long long digits = multiple * factor;
        const double value = exponent < 0 ? double(digits) / power : double(digits) * power;
        ticks.add({value, digits, exponent - ticks.power, Tick::Label::decimal});
    }
    return ticks;
}

/// Ticks of a logarithmic axis over `[low, high]`, `low > 0`: the powers of ten, every second, third, ... of
/// them where there are more than `at_most`; also 2 and 5 times them where there are fewer than three; and
/// equal steps where those are fewer than three too.
[[gnu::cold]] inline Ticks log_ticks(double low, double high, int at_most) {
    const int first = static_cast<int>(std::ceil(std::log10(low) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(high) + 1e-9));
    const int decades = last - first + 1, stride = (decades + at_most - 1) / at_most;
    const Tick::Label label = first >= -4 && last <= 5 ? Tick::Label::decimal : Tick::Label::power;
    Ticks ticks;
    int labelled = 0;
    for (int exponent = first - 1; exponent <= last; ++exponent) {
        for (int digit = 1; digit < 10; ++digit) {
            const double value = digit * std::pow(10.0, exponent);
            if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
            const bool whole = digit == 1 && (decades < 3 || exponent % stride == 0);
            const bool is_labelled = whole || (decades < 3 && (digit == 2 || digit == 5));
            labelled += is_labelled ? 1 : 0;
            if (is_labelled || stride == 1)
                ticks.add({value, digit, exponent, is_labelled ? label : Tick::Label::minor});
        }
    }
    return labelled < 3 ? linear_ticks(low, high, at_most) : ticks;
}

}  // namespace ockham::plots
