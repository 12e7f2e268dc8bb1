// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = min(max(z, 0), 6),     dz = dy where 0 < y < 6, otherwise 0
class Relu6 final {
public:
    static constexpr std::string_view name = "relu6";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return kernels::min(kernels::max(v, 0), 6); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE { return kernels::select((v > 0) & (v < 6), d, 0); }, y.data(),
            dy.data());
    }
};

static_assert(ActivationFunction<Relu6>);

inline constexpr Relu6 relu6;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Relu6);
}  // namespace ockham
