// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z w,  w = tanh(log(1 + exp(z))),     dz = (w + z (1 - w^2) / (1 + exp(-z))) dy
///
/// Computed from e = exp(z), of which w = n / (n + 2) with n = e^2 + 2 e.
///
/// Misra (2020), "Mish: a self regularized non-monotonic activation function".
class Mish final {
public:
    static constexpr std::string_view name = "mish";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(),
            [](auto v) OCKHAM_INLINE {
                const auto e = kernels::exp(kernels::min(v, 20)), n = e * (e + 2);
                return v * (n / (n + 2));
            },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE {
                const auto e = kernels::exp(kernels::min(v, 20)), n = e * (e + 2), m = n + 2;
                return d * (n / m + v * (4 * e / m) * ((1 + e) / m));
            },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<Mish>);

inline constexpr Mish mish;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Mish);
}  // namespace ockham
