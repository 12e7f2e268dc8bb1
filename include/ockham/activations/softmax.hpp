// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/softmax.hpp>

namespace ockham::activations {

///     y_j = exp(z_j) / sum_k exp(z_k)  within a row,     dz_j = y_j (dy_j - sum_k y_k dy_k)
///
/// Computed from z less the largest entry of its row. Before a categorical crossentropy the model skips it:
/// see `CategoricalCrossentropy`.
class Softmax final {
public:
    static constexpr std::string_view name = "softmax";
    static constexpr bool gradient_from_output = true;
    static constexpr Logits logits = Logits::softmax;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::softmax(z, y);
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::softmax_backward(y, dy, dz);
    }
};

static_assert(ActivationFunction<Softmax>);

inline constexpr Softmax softmax;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Softmax);
}  // namespace ockham
