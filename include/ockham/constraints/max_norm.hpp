// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/constraints/rescale.hpp>
#include <ockham/core/constraint.hpp>

namespace ockham {

struct MaxNormOptions {
    double max_value = 2;  ///< finite and >= 0
    Axes axis = 0;         ///< along which a vector lies
};

/// No vector is longer than `max_value`.
///
///     w <- w min(|w|, max_value) / (1e-7 + |w|),     |w| Euclidean
///
/// A vector is what lies along `axis`: by default a column of a Dense kernel, all that goes into a unit; in a kernel of
/// Conv2D a filter lies along {0, 1, 2}. Keras' `MaxNorm`, and its 1e-7.
///
/// Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from overfitting".
class MaxNorm final {
public:
    explicit MaxNorm(MaxNormOptions options = {}) : options_{std::move(options)} {
        check::non_negative("MaxNorm", "max_value", options_.max_value);
    }

    [[nodiscard]] const MaxNormOptions& options() const { return options_; }

    template <class Scalar>
    void apply(TensorOut<Scalar> w) const {
        detail::rescale(w, options_.axis, {.min = 0, .max = options_.max_value, .rate = 1}, "MaxNorm");
    }

    void check_shape(const Shape& shape) const { (void)options_.axis.of(shape, "MaxNorm"); }

private:
    MaxNormOptions options_;
};

static_assert(Constraint<MaxNorm>);
OCKHAM_BUILT_IN(Constraint, MaxNorm);

/// `MaxNorm` with Keras' defaults.
[[nodiscard]] inline MaxNorm max_norm(double max_value = 2, Axes axis = 0) {
    return MaxNorm({.max_value = max_value, .axis = std::move(axis)});
}

}  // namespace ockham
