// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z - threshold where z > threshold, z + threshold where z < -threshold, otherwise 0
///     dz = dy where y is not 0, otherwise 0
///
/// `threshold` is finite and not negative; its default is 0.5.
class SoftShrink final {
public:
    constexpr SoftShrink() = default;
    explicit SoftShrink(double threshold) : threshold_{threshold} {
        check::non_negative("soft_shrink", "threshold", threshold);
    }

    [[nodiscard]] std::string name() const {
        return threshold_ == 0.5 ? "soft_shrink" : (Text("soft_shrink(") << threshold_ << ")").string();
    }
    [[nodiscard]] double threshold() const { return threshold_; }
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [t = static_cast<Scalar>(threshold_)](auto v)
                OCKHAM_INLINE { return kernels::select(v > t, v - t, kernels::select(v < -t, v + t, 0)); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            y.size(), dz.data(), [](auto v, auto d) OCKHAM_INLINE { return kernels::select(v != 0, d, 0); },
            y.data(), dy.data());
    }

private:
    double threshold_ = 0.5;
};

static_assert(ActivationFunction<SoftShrink>);

inline constexpr SoftShrink soft_shrink;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::SoftShrink);
}  // namespace ockham
