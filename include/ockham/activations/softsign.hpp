// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z / (1 + |z|),     dz = dy / (1 + |z|)^2
class Softsign final {
public:
    static constexpr std::string_view name = "softsign";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return v / (1 + kernels::abs(v)); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            z.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE {
                const auto q = 1 + kernels::abs(v);
                return d / (q * q);
            },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<Softsign>);

inline constexpr Softsign softsign;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Softsign);
}  // namespace ockham
