// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/special_functions.hpp>

namespace ockham::activations {

///     y = s z where z > 0, otherwise s a (exp(z) - 1),     dz = s dy where z >= 0, otherwise s a exp(z) dy
///     s = 1.0507009873554805,  a = 1.6732632423543772
///
/// Klambauer et al. (2017), "Self-normalizing neural networks".
class Selu final {
public:
    static constexpr std::string_view name = "selu";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(),
            [s = static_cast<Scalar>(scale), sa = static_cast<Scalar>(scale_alpha)](auto v) OCKHAM_INLINE {
                return kernels::select(v > 0, s * v, sa * kernels::expm1(kernels::min(v, 0)));
            },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(),
            [s = static_cast<Scalar>(scale), sa = static_cast<Scalar>(scale_alpha)](auto v, auto d)
                OCKHAM_INLINE { return d * kernels::select(v < 0, v + sa, s); },
            y.data(), dy.data());
    }

private:
    static constexpr double scale = 1.0507009873554805, scale_alpha = 1.7580993408473766;
};

static_assert(ActivationFunction<Selu>);

inline constexpr Selu selu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Selu);
}  // namespace ockham
