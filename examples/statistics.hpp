// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <numbers>
#include <vector>

/// The t with P(|T| <= t) = `probability` for Student's T with `freedom` degrees of freedom.
///
/// With t = sqrt(freedom) tan(a) the density of T becomes that of the angle a, a constant times cos(a)^(freedom - 1) on
/// (-pi/2, pi/2): it is summed up by the midpoint rule until its share of the whole is `probability`.
inline double student_t(double probability, double freedom) {
    constexpr int steps = 20'000;
    constexpr double width = std::numbers::pi / 2 / steps;
    const auto density = [&](int i) { return std::pow(std::cos((i + 0.5) * width), freedom - 1); };
    double whole = 0;
    for (int i = 0; i < steps; ++i) whole += density(i);
    double left = probability * whole;
    int i = 0;
    for (; left > density(i); ++i) left -= density(i);
    return std::sqrt(freedom) * std::tan((i + left / density(i)) * width);
}

inline double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// sqrt(sum (v - mean)^2 / (n - 1)), of at least two values.
inline double standard_deviation(const std::vector<double>& values) {
    const double center = mean(values);
    double squares = 0;
    for (const double value : values) squares += (value - center) * (value - center);
    return std::sqrt(squares / (static_cast<double>(values.size()) - 1));
}

/// A mean, and the ends of its 95 % confidence interval.
struct Interval {
    double mean, low, high;
};

/// The mean of n >= 2 values with its interval by Student's t: mean -+ t standard deviation / sqrt(n).
inline Interval mean_interval(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    const double center = mean(values);
    const double half = student_t(0.95, count - 1) * standard_deviation(values) / std::sqrt(count);
    return {center, center - half, center + half};
}
