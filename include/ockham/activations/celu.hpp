// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/special_functions.hpp>

namespace ockham::activations {

///     y = max(z, 0) + alpha (exp(min(z, 0) / alpha) - 1),     dz = dy exp(min(z, 0) / alpha)
///
/// At 0, where both terms have a slope, TensorFlow's is 2. `alpha` is positive and finite; its default is 1.
///
/// Barron (2017), "Continuously differentiable exponential linear units".
class Celu final {
public:
    constexpr Celu() = default;
    explicit Celu(double alpha) : alpha_{alpha} { check::positive("celu", "alpha", alpha); }

    [[nodiscard]] std::string name() const {
        return alpha_ == 1 ? "celu" : (Text("celu(") << alpha_ << ")").string();
    }
    [[nodiscard]] double alpha() const { return alpha_; }

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(),
            [a = static_cast<Scalar>(alpha_)](auto v)
                OCKHAM_INLINE { return kernels::max(v, 0) + a * kernels::expm1(kernels::min(v, 0) / a); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map_widest(
            z.size(), dz.data(),
            [a = static_cast<Scalar>(alpha_)](auto v, auto d) OCKHAM_INLINE {
                return kernels::select(v == 0, 2 * d, d * kernels::exp(kernels::min(v, 0) / a));
            },
            z.data(), dy.data());
    }

private:
    double alpha_ = 1;
};

static_assert(ActivationFunction<Celu>);

inline constexpr Celu celu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Celu);
}  // namespace ockham
