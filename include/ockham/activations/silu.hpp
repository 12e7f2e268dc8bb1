// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z s,  s = 1 / (1 + exp(-z)),     dz = s (1 + z (1 - s)) dy
///
/// Keras' other name for it is swish.
///
/// Elfwing et al. (2018), "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning".
class Silu final {
public:
    static constexpr std::string_view name = "silu";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return v * kernels::sigmoid(v); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE {
                const auto s = kernels::sigmoid(v);
                return d * (s * (1 + v * (1 - s)));
            },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<Silu>);

inline constexpr Silu silu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Silu);
}  // namespace ockham
