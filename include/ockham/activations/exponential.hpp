// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = exp(z),     dz = y dy
class Exponential final {
public:
    static constexpr std::string_view name = "exponential";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return kernels::exp(v); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(), [](auto v, auto d) OCKHAM_INLINE { return v * d; }, y.data(), dy.data());
    }
};

static_assert(ActivationFunction<Exponential>);

inline constexpr Exponential exponential;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Exponential);
}  // namespace ockham
