// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = min(max(z + 3, 0), 6) / 6,     dz = dy / 6 where 0 < y < 1, otherwise 0
///
/// Keras 3's; in Keras 2 the slope was 0.2.
class HardSigmoid final {
public:
    static constexpr std::string_view name = "hard_sigmoid";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [](auto v) OCKHAM_INLINE { return kernels::min(kernels::max(v + 3, 0), 6) / 6; }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE { return kernels::select((v > 0) & (v < 1), d / 6, 0); },
            y.data(), dy.data());
    }
};

static_assert(ActivationFunction<HardSigmoid>);

inline constexpr HardSigmoid hard_sigmoid;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::HardSigmoid);
}  // namespace ockham
