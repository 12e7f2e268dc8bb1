// SPDX-License-Identifier: MIT
// Derivatives are proved by central differences in double.
#pragma once

#include <algorithm>
#include <cmath>

#include <ockham/core/types.hpp>

#include "support/catch.hpp"

namespace finite_differences {

/// A matrix as the library's functions read it, and as they write it.
template <class Scalar>
ockham::In<Scalar> in(const ockham::Matrix<Scalar>& matrix) {
    return {matrix.data(), matrix.rows(), matrix.cols()};
}
template <class Scalar>
ockham::InOut<Scalar> out(ockham::Matrix<Scalar>& matrix) {
    return {matrix.data(), matrix.rows(), matrix.cols()};
}

/// The slope of `f()` in `x`, from two values on either side; the error is of the order of step^4. At a kink that
/// looks the same from both sides, as that of |x|, it is zero.
template <class Function>
double slope(double& x, Function f, double step = 1e-4) {
    const double kept = x;
    const auto at = [&](double moved) {
        x = kept + moved;
        return static_cast<double>(f());
    };
    const double near = at(step) - at(-step), far = at(2 * step) - at(-2 * step);
    x = kept;
    return (8 * near - far) / (12 * step);
}

/// Fails unless `gradient[i]` is the slope of `f()` in `x[i]`, for all of `count` entries. The error may be 1e-8 of
/// the larger of both, or of 1; NaN is close to nothing.
template <class Function>
void require_gradient(double* x, const double* gradient, ockham::Index count, Function f) {
    for (ockham::Index i = 0; i < count; ++i) {
        const double numeric = slope(x[i], f);
        INFO("entry " << i << " at " << x[i] << ": gradient " << gradient[i] << ", central difference "
                      << numeric);
        REQUIRE(std::abs(gradient[i] - numeric) <=
                1e-8 * std::max({1.0, std::abs(gradient[i]), std::abs(numeric)}));
    }
}

}  // namespace finite_differences
