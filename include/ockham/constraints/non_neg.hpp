// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/constraint.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham {

/// No entry is negative: w <- max(w, 0). Keras' `NonNeg`. A NaN stays one.
class NonNeg final {
public:
    template <class Scalar>
    void apply(TensorOut<Scalar> w) const {
        kernels::update(
            w.size(), [](auto& v) OCKHAM_INLINE { v = kernels::max(v, 0); }, w.data());
    }
};

static_assert(Constraint<NonNeg>);
OCKHAM_BUILT_IN(Constraint, NonNeg);

[[nodiscard]] inline NonNeg non_neg() {
    return NonNeg();
}

}  // namespace ockham
