// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/activation.hpp>
#include <ockham/kernels/log_softmax.hpp>

namespace ockham::activations {

///     y_j = z_j - log sum_k exp(z_k)  within a row,     dz_j = dy_j - exp(y_j) sum_k dy_k
///
/// Computed from z less the largest entry of its row.
class LogSoftmax final {
public:
    static constexpr std::string_view name = "log_softmax";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::log_softmax(z, y);
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::log_softmax_backward(y, dy, dz);
    }
};

static_assert(ActivationFunction<LogSoftmax>);

inline constexpr LogSoftmax log_softmax;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::LogSoftmax);
}  // namespace ockham
