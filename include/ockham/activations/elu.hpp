// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/special_functions.hpp>

namespace ockham::activations {

///     y = z where z > 0, otherwise alpha (exp(z) - 1),     dz = dy where z > 0, otherwise alpha exp(z) dy
///
/// `alpha` is finite and not negative; its default is 1.
///
/// Clevert et al. (2016), "Fast and accurate deep network learning by exponential linear units".
class Elu final {
public:
    constexpr Elu() = default;
    explicit Elu(double alpha) : alpha_{alpha} { check::non_negative("elu", "alpha", alpha); }

    [[nodiscard]] std::string name() const {
        return alpha_ == 1 ? "elu" : (Text("elu(") << alpha_ << ")").string();
    }
    [[nodiscard]] double alpha() const { return alpha_; }
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map_widest(
            z.size(), y.data(),
            [a = static_cast<Scalar>(alpha_)](auto v)
                OCKHAM_INLINE { return kernels::select(v > 0, v, a * kernels::expm1(kernels::min(v, 0))); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(),
            [a = static_cast<Scalar>(alpha_)](auto v, auto d)
                OCKHAM_INLINE { return kernels::select(v > 0, d, (v + a) * d); },
            y.data(), dy.data());
    }

private:
    double alpha_ = 1;
};

static_assert(ActivationFunction<Elu>);

inline constexpr Elu elu;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Elu);
}  // namespace ockham
