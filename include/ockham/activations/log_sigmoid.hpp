// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/special_functions.hpp>

namespace ockham::activations {

///     y = log(1 / (1 + exp(-z))),     dz = dy / (1 + exp(z))
class LogSigmoid final {
public:
    static constexpr std::string_view name = "log_sigmoid";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(), [](auto v) OCKHAM_INLINE { return -kernels::softplus(-v); }, z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(), [](auto v, auto d) OCKHAM_INLINE { return d * kernels::sigmoid(-v); },
            z.data(), dy.data());
    }
};

static_assert(ActivationFunction<LogSigmoid>);

inline constexpr LogSigmoid log_sigmoid;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::LogSigmoid);
}  // namespace ockham
