// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z where z > 0, otherwise negative_slope z,     dz = dy where z > 0, otherwise negative_slope dy
///
/// `negative_slope` is finite and not negative; its default is 0.2, Keras' for the function (that of the layer `LeakyReLU` is
/// 0.3). Keras rounds it to float32.
///
/// Maas et al. (2013), "Rectifier nonlinearities improve neural network acoustic models".
class LeakyRelu final {
public:
    constexpr LeakyRelu() = default;
    explicit LeakyRelu(double negative_slope) : negative_slope_{negative_slope} {
        check::non_negative("leaky_relu", "negative_slope", negative_slope);
    }

    [[nodiscard]] std::string name() const {
        if (negative_slope_ == 0.2 || negative_slope_ == static_cast<double>(0.2F)) return "leaky_relu";
        return (Text("leaky_relu(") << negative_slope_ << ")").string();
    }
    [[nodiscard]] double negative_slope() const { return negative_slope_; }
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [a = static_cast<Scalar>(negative_slope_)](auto v)
                OCKHAM_INLINE { return kernels::select(v > 0, v, a * v); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(),
            [a = static_cast<Scalar>(negative_slope_)](auto v, auto d)
                OCKHAM_INLINE { return kernels::select(v > 0, d, a * d); },
            y.data(), dy.data());
    }

private:
    double negative_slope_ = 0.2;
};

static_assert(ActivationFunction<LeakyRelu>);

inline constexpr LeakyRelu leaky_relu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::LeakyRelu);
}  // namespace ockham
