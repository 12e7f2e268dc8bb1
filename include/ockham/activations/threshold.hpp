// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

///     y = z where z > threshold, otherwise default_value,     dz = dy where z > threshold, otherwise 0
///
/// Both are finite. Keras has it as a function, which no file can name.
class Threshold final {
public:
    Threshold(double threshold, double default_value) : threshold_{threshold}, default_value_{default_value} {
        check::finite("threshold", "threshold", threshold);
        check::finite("threshold", "default_value", default_value);
    }

    [[nodiscard]] std::string name() const {
        return (Text("threshold(") << threshold_ << ", " << default_value_ << ")").string();
    }
    [[nodiscard]] double threshold() const { return threshold_; }
    [[nodiscard]] double default_value() const { return default_value_; }

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(),
            [t = static_cast<Scalar>(threshold_), other = static_cast<Scalar>(default_value_)](auto v)
                OCKHAM_INLINE { return kernels::select(v > t, v, other); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            z.size(), dz.data(),
            [t = static_cast<Scalar>(threshold_)](auto v, auto d)
                OCKHAM_INLINE { return kernels::select(v > t, d, 0); },
            z.data(), dy.data());
    }

private:
    double threshold_;
    double default_value_;
};

static_assert(ActivationFunction<Threshold>);

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Threshold);
}  // namespace ockham
