// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = max(z, 0),     dz = dy where y > 0, otherwise 0
///
/// The slope at zero is 0, as in Keras. A NaN stays one.
class Relu final {
public:
    static constexpr std::string_view name = "relu";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return kernels::max(v, 0); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(), [](auto v, auto d) OCKHAM_INLINE { return kernels::select(v > 0, d, 0); },
            y.data(), dy.data());
    }
};

static_assert(ActivationFunction<Relu>);

inline constexpr Relu relu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Relu);
}  // namespace ockham
