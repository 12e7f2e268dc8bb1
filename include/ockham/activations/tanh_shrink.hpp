// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z - tanh(z),     dz = tanh(z)^2 dy
class TanhShrink final {
public:
    static constexpr std::string_view name = "tanh_shrink";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return v - kernels::tanh(v); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE {
                const auto t = kernels::tanh(v);
                return d * (t * t);
            },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<TanhShrink>);

inline constexpr TanhShrink tanh_shrink;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::TanhShrink);
}  // namespace ockham
