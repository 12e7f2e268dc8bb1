// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = min(max(z, -1), 1),     dz = dy where -1 <= z <= 1, otherwise 0
class HardTanh final {
public:
    static constexpr std::string_view name = "hard_tanh";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return kernels::min(kernels::max(v, -1), 1); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            z.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE { return kernels::select(kernels::abs(v) <= 1, d, 0); },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<HardTanh>);

inline constexpr HardTanh hard_tanh;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::HardTanh);
}  // namespace ockham
