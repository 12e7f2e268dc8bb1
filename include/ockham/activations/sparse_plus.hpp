// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = 0 where z <= -1, (z + 1)^2 / 4 where -1 < z < 1, z elsewhere
///     dz = 0, (z + 1) / 2 dy, dy
class SparsePlus final {
public:
    static constexpr std::string_view name = "sparse_plus";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [](auto v) OCKHAM_INLINE {
                return kernels::select(v < 1, kernels::max(v + 1, 0) * kernels::max(v + 1, 0) / 4, v);
            },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            z.size(), dz.data(),
            [](auto v, auto d)
                OCKHAM_INLINE { return d * kernels::select(v < 1, kernels::max(v + 1, 0) / 2, 1); },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<SparsePlus>);

inline constexpr SparsePlus sparse_plus;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::SparsePlus);
}  // namespace ockham
