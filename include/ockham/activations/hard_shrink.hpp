// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z where |z| > threshold, otherwise 0,     dz = dy where y is not 0, otherwise 0
///
/// `threshold` is finite and not negative; its default is 0.5.
class HardShrink final {
public:
    constexpr HardShrink() = default;
    explicit HardShrink(double threshold) : threshold_{threshold} {
        check::non_negative("hard_shrink", "threshold", threshold);
    }

    [[nodiscard]] std::string name() const {
        return threshold_ == 0.5 ? "hard_shrink" : (Text("hard_shrink(") << threshold_ << ")").string();
    }
    [[nodiscard]] double threshold() const { return threshold_; }
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [t = static_cast<Scalar>(threshold_)](auto v)
                OCKHAM_INLINE { return kernels::select(kernels::abs(v) > t, v, 0); },
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

static_assert(ActivationFunction<HardShrink>);

inline constexpr HardShrink hard_shrink;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::HardShrink);
}  // namespace ockham
