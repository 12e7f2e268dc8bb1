// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z s,  s = (1 + tanh(u)) / 2,  u = sqrt(2 / pi) (z + 0.044715 z^3)
///     dz = (s + 2 z s (1 - s) du/dz) dy
///
/// An approximation of `Gelu`, with an error of up to 0.0005: in Keras `gelu(x, approximate=True)`, which no file can name.
class GeluTanh final {
public:
    static constexpr std::string_view name = "gelu_tanh";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(),
            [a = static_cast<Scalar>(1.5957691216057308), b = static_cast<Scalar>(0.044715)](auto v)
                OCKHAM_INLINE { return v * kernels::sigmoid(a * (v + b * v * v * v)); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(),
            [a = static_cast<Scalar>(1.5957691216057308), b = static_cast<Scalar>(0.044715)](
                auto v, auto d) OCKHAM_INLINE {
                // s (1 - s) = e / (1 + e)^2, which does not cancel out
                const auto u = a * (v + b * v * v * v), e = kernels::exp(-kernels::abs(u)), q = 1 / (1 + e);
                return d * (kernels::select(u < 0, e, 1) * q + v * (e * q * q) * a * (1 + 3 * b * v * v));
            },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<GeluTanh>);

inline constexpr GeluTanh gelu_tanh;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::GeluTanh);
}  // namespace ockham
