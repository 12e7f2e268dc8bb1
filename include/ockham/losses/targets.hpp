// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham::detail {

/// Whether a crossentropy takes what goes into an activation for its logits: of a softmax and a sigmoid, whichever of the two
/// it is, by Keras' rule on TensorFlow. A sigmoid before a categorical crossentropy so trains a softmax that the predictions do
/// not show.
inline bool has_logits(Logits logits) {
    return logits != Logits::none;
}

/// The probabilities that Keras takes logarithms of stay in [epsilon, 1 - epsilon].
inline constexpr double epsilon = 1e-7;

inline double clipped(double p) {
    constexpr auto low = static_cast<double>(epsilon), high = static_cast<double>(1 - epsilon);
    return p < low ? low : p > high ? high : p;
}

/// The slope of `clipped`: 1 within its bounds, 0 beyond.
inline double clipped_slope(double p) {
    return p == clipped(p) ? 1.0 : 0.0;
}

/// d/dx x^exponent, and 0 where that is not a number or infinite: at 0.
inline double slope_of_power(double x, double exponent) {
    return exponent == 0 || (x == 0 && exponent < 1) ? 0 : exponent * std::pow(x, exponent - 1);
}

/// The targets of a batch as hinge losses take them: if all are 0 or 1, 0 is -1.
class HingeLabels final {
public:
    explicit HingeLabels(In<double> y_true) {
        for (Index i = 0; i < y_true.size(); ++i)
            if (const double y = y_true.data()[i]; y != 0 && y != 1) return;
        are_binary_ = true;
    }

    double operator()(double y) const { return are_binary_ ? 2 * y - 1 : y; }

private:
    bool are_binary_ = false;
};

/// Fails unless every target is a number in [0, 1].
inline void check_probabilities(std::string_view who, In<double> y_true) {
    for (Index row = 0; row < y_true.rows(); ++row)
        for (Index j = 0; j < y_true.cols(); ++j)
            if (const double y = y_true(row, j); !(y >= 0 && y <= 1))
                check::fail(who, "targets in [0, 1]", Text() << y << " in row " << row);
}

}  // namespace ockham::detail
