// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>

#include <ockham/core/activation.hpp>

namespace ockham::activations {

///     y = z,     dz = dy
class Linear final {
public:
    static constexpr std::string_view name = "linear";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        if (y.data() != z.data()) std::copy_n(z.data(), z.size(), y.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        if (dz.data() != dy.data()) std::copy_n(dy.data(), dy.size(), dz.data());
    }
};

static_assert(ActivationFunction<Linear>);

inline constexpr Linear linear;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Linear);
}  // namespace ockham
