// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/constraints/rescale.hpp>
#include <ockham/core/constraint.hpp>

namespace ockham {

struct MinMaxNormOptions {
    double min_value = 0;  ///< finite and >= 0
    double max_value = 1;  ///< finite and >= min_value
    double rate = 1;       ///< in [0, 1]: how far an update moves a norm that is out of bounds
    Axes axis = 0;         ///< along which a vector lies: see `MaxNorm`
};

/// Every vector has a norm within bounds, or comes nearer to that by each update.
///
///     w <- w (rate clip(|w|, min_value, max_value) + (1 - rate) |w|) / (1e-7 + |w|),     |w| Euclidean
///
/// A vector of zeros stays one. Keras' `MinMaxNorm`, and its 1e-7.
class MinMaxNorm final {
public:
    explicit MinMaxNorm(MinMaxNormOptions options = {}) : options_{std::move(options)} {
        check::non_negative("MinMaxNorm", "min_value", options_.min_value);
        check::value(std::isfinite(options_.max_value) && options_.max_value >= options_.min_value,
                     "MinMaxNorm", "max_value", Text("finite and at least min_value, ") << options_.min_value,
                     options_.max_value);
        check::between("MinMaxNorm", "rate", options_.rate, 0, 1);
    }

    [[nodiscard]] const MinMaxNormOptions& options() const { return options_; }

    template <class Scalar>
    void apply(TensorOut<Scalar> w) const {
        detail::rescale(w, options_.axis,
                        {.min = options_.min_value, .max = options_.max_value, .rate = options_.rate},
                        "MinMaxNorm");
    }

    void check_shape(const Shape& shape) const { (void)options_.axis.of(shape, "MinMaxNorm"); }

private:
    MinMaxNormOptions options_;
};

static_assert(Constraint<MinMaxNorm>);
OCKHAM_BUILT_IN(Constraint, MinMaxNorm);

/// `MinMaxNorm` with Keras' defaults.
[[nodiscard]] inline MinMaxNorm min_max_norm(double min_value = 0, double max_value = 1, double rate = 1,
                                             Axes axis = 0) {
    return MinMaxNorm(
        {.min_value = min_value, .max_value = max_value, .rate = rate, .axis = std::move(axis)});
}

}  // namespace ockham
