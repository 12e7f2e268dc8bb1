// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/special_functions.hpp>

namespace ockham::activations {

///     y = z Phi(z),     dz = (Phi(z) + z exp(-z^2 / 2) / sqrt(2 pi)) dy,     Phi(z) = erfc(-z / sqrt(2)) / 2
///
/// Keras on TensorFlow rounds sqrt(1/2) to float32, in float64 models too; `Gelu(0.70710677F)` does so, and is what files of Keras
/// become. `GeluTanh` is an approximation.
///
/// Hendrycks & Gimpel (2016), "Gaussian error linear units".
class Gelu final {
public:
    static constexpr std::string_view name = "gelu";

    constexpr Gelu() = default;
    /// With a number in place of sqrt(1/2).
    explicit constexpr Gelu(double root) : scale_{1.4142135623730951 * root} {}

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(),
            [k = static_cast<Scalar>(scale_)](auto v)
                OCKHAM_INLINE { return v * kernels::normal_cdf(k * v); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(),
            [k = static_cast<Scalar>(scale_), density = static_cast<Scalar>(0.39894228040143268),
             half = static_cast<Scalar>(-0.5)](auto v, auto d) OCKHAM_INLINE {
                const auto u = k * v;
                return d * (kernels::normal_cdf(u) + u * density * kernels::exp(u * u * half));
            },
            z.data(), dy.data());
    }

private:
    double scale_ = 1;
};

static_assert(ActivationFunction<Gelu>);

inline constexpr Gelu gelu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Gelu);
}  // namespace ockham
