// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = min(max((z + 1) / 2, 0), 1),     dz = dy / 2 where 0 < y < 1, otherwise 0
class SparseSigmoid final {
public:
    static constexpr std::string_view name = "sparse_sigmoid";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [](auto v) OCKHAM_INLINE { return kernels::min(kernels::max((v + 1) / 2, 0), 1); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE { return kernels::select((v > 0) & (v < 1), d / 2, 0); },
            y.data(), dy.data());
    }
};

static_assert(ActivationFunction<SparseSigmoid>);

inline constexpr SparseSigmoid sparse_sigmoid;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::SparseSigmoid);
}  // namespace ockham
