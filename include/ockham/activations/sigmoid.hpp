// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = 1 / (1 + exp(-z)),     dz = y (1 - y) dy
class Sigmoid final {
public:
    static constexpr std::string_view name = "sigmoid";
    static constexpr bool gradient_from_output = true;
    static constexpr Logits logits = Logits::sigmoid;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return kernels::sigmoid(v); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(), [](auto v, auto d) OCKHAM_INLINE { return v * (1 - v) * d; }, y.data(),
            dy.data());
    }
};

static_assert(ActivationFunction<Sigmoid>);

inline constexpr Sigmoid sigmoid;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Sigmoid);
}  // namespace ockham
