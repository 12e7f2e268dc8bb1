// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/special_functions.hpp>

namespace ockham::activations {

///     y = z Phi(z),     dz = (Phi(z) + z exp(-z^2 / 2) / sqrt(2 pi)) dy,     Phi(z) = erfc(-z / sqrt(2)) / 2
///
/// `GeluTanh` is an approximation of it.
///
/// Hendrycks & Gimpel (2016), "Gaussian error linear units".
class Gelu final {
public:
    static constexpr std::string_view name = "gelu";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return v * kernels::normal_cdf(v); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(),
            [density = static_cast<Scalar>(0.39894228040143268), half = static_cast<Scalar>(-0.5)](
                auto v, auto d) OCKHAM_INLINE {
                return d * (kernels::normal_cdf(v) + v * density * kernels::exp(v * v * half));
            },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<Gelu>);

inline constexpr Gelu gelu;

}  // namespace ockham::activations
