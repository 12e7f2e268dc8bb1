// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = (z + r) / 2,  r = sqrt(z^2 + b),     dz = (1 + z / r) / 2 dy
///
/// A softplus without exponentials. Where z < 0 it is computed as y = b / (2 (r - z)), which does not cancel out. `b` is positive
/// and finite; its default is 4.
///
/// Barron (2021), "Squareplus: a softplus-like algebraic rectifier".
class Squareplus final {
public:
    constexpr Squareplus() = default;
    explicit Squareplus(double b) : b_{b} { check::positive("squareplus", "b", b); }

    [[nodiscard]] std::string name() const {
        return b_ == 4 ? "squareplus" : (Text("squareplus(") << b_ << ")").string();
    }
    [[nodiscard]] double b() const { return b_; }

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [b = static_cast<Scalar>(b_)](auto v) OCKHAM_INLINE {
                const auto r = kernels::sqrt(v * v + b);
                return kernels::select(v < 0, b / (2 * (r - v)), (v + r) / 2);
            },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            z.size(), dz.data(),
            [b = static_cast<Scalar>(b_)](auto v, auto d) OCKHAM_INLINE {
                const auto r = kernels::sqrt(v * v + b);
                return d * kernels::select(v < 0, b / (2 * r * (r - v)), (1 + v / r) / 2);
            },
            z.data(), dy.data());
    }

private:
    double b_ = 4;
};

static_assert(ActivationFunction<Squareplus>);

inline constexpr Squareplus squareplus;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Squareplus);
}  // namespace ockham
