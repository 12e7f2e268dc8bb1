// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z h,  h = min(max(z + 3, 0), 6) / 6,     dz = (h + z / 6) dy where 0 < h < 1, otherwise h dy
///
/// Howard et al. (2019), "Searching for MobileNetV3"; there, and as Keras' other name, hard_swish.
class HardSilu final {
public:
    static constexpr std::string_view name = "hard_silu";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [](auto v) OCKHAM_INLINE { return v * kernels::min(kernels::max(v + 3, 0), 6) / 6; }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            z.size(), dz.data(),
            [](auto v, auto d) OCKHAM_INLINE {
                const auto h = kernels::min(kernels::max(v + 3, 0), 6) / 6;
                return d * (h + kernels::select((h > 0) & (h < 1), v / 6, 0));
            },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<HardSilu>);

inline constexpr HardSilu hard_silu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::HardSilu);
}  // namespace ockham
