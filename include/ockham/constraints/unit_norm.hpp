// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/constraints/rescale.hpp>
#include <ockham/core/constraint.hpp>

namespace ockham {

struct UnitNormOptions {
    Axes axis = 0;  ///< along which a vector lies: see `MaxNorm`
};

/// Every vector has length 1.
///
///     w <- w / (1e-7 + |w|),     |w| Euclidean
///
/// A vector of zeros stays one. Keras' `UnitNorm`, and its 1e-7.
class UnitNorm final {
public:
    explicit UnitNorm(UnitNormOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const UnitNormOptions& options() const { return options_; }

    template <class Scalar>
    void apply(TensorOut<Scalar> w) const {
        detail::rescale(w, options_.axis, {.min = 1, .max = 1, .rate = 1}, "UnitNorm");
    }

    void check_shape(const Shape& shape) const { (void)options_.axis.of(shape, "UnitNorm"); }

private:
    UnitNormOptions options_;
};

static_assert(Constraint<UnitNorm>);
OCKHAM_BUILT_IN(Constraint, UnitNorm);

/// `UnitNorm` with Keras' default.
[[nodiscard]] inline UnitNorm unit_norm(Axes axis = 0) {
    return UnitNorm({.axis = std::move(axis)});
}

}  // namespace ockham
