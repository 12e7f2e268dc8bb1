// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham::activations {

struct GeneralReluOptions {
    double max_value = std::numeric_limits<double>::infinity();  ///< >= 0; infinity: none
    double negative_slope = 0;                                   ///< finite and >= 0
    double threshold = 0;                                        ///< finite and >= 0
};

/// `Relu` with an upper bound, a slope below, and another place for the kink.
///
///     y = min(z, max_value) where z > threshold, otherwise negative_slope (z - threshold)
///     dz = dy, or 0 beyond max_value, where z > threshold; negative_slope dy where z < threshold
///
/// What the layer `ReLU` does. At the kinks slopes are TensorFlow's: at `threshold` 0, but negative_slope if that is all there is;
/// at `max_value` 1, but 0 if that is 6 and there is no threshold.
class GeneralRelu final {
public:
    explicit GeneralRelu(GeneralReluOptions options = {}) : options_{options} {
        check::value(options.max_value >= 0, "relu", "max_value", "non-negative", options.max_value);
        check::non_negative("relu", "negative_slope", options.negative_slope);
        check::non_negative("relu", "threshold", options.threshold);
    }

    [[nodiscard]] const GeneralReluOptions& options() const { return options_; }

    /// `relu(6, 0.1, 0)`: maximum, slope and threshold. Keras' own `relu` is another.
    [[nodiscard]] std::string name() const {
        return (Text("relu(") << options_.max_value << ", " << options_.negative_slope << ", "
                              << options_.threshold << ")")
            .string();
    }

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        const auto most = static_cast<Scalar>(options_.max_value),
                   slope = static_cast<Scalar>(options_.negative_slope),
                   threshold = static_cast<Scalar>(options_.threshold);
        kernels::map(
            z.size(), y.data(),
            [most, slope, threshold](auto v) OCKHAM_INLINE {
                return kernels::select(v > threshold, kernels::min(v, most), slope * (v - threshold));
            },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        const auto most = static_cast<Scalar>(options_.max_value),
                   slope = static_cast<Scalar>(options_.negative_slope),
                   threshold = static_cast<Scalar>(options_.threshold);
        const bool is_leaky = options_.max_value == std::numeric_limits<double>::infinity() && threshold == 0;
        const Scalar at_threshold = is_leaky ? slope : 0,
                     at_most = options_.max_value == 6 && threshold == 0 ? Scalar(0) : Scalar(1);
        kernels::map(
            z.size(), dz.data(),
            [most, slope, threshold, at_threshold, at_most](auto v, auto d) OCKHAM_INLINE {
                const auto above = kernels::select(v < most, d, kernels::select(v == most, at_most * d, 0)),
                           below = kernels::select(v < threshold, slope * d, at_threshold * d);
                return kernels::select(v > threshold, above, below);
            },
            z.data(), dy.data());
    }

private:
    GeneralReluOptions options_;
};

static_assert(ActivationFunction<GeneralRelu>);

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::GeneralRelu);
}  // namespace ockham
