// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>
#include <utility>

#include <ockham/activations/general_relu.hpp>
#include <ockham/activations/leaky_relu.hpp>
#include <ockham/activations/relu.hpp>
#include <ockham/activations/relu6.hpp>
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/core/activation.hpp>

namespace ockham {

struct ReLUOptions {
    double max_value = std::numeric_limits<double>::infinity();  ///< >= 0; infinity: none
    double negative_slope = 0;                                   ///< finite and >= 0
    double threshold = 0;                                        ///< finite and >= 0
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// What is positive, or some of it: a layer with `activations::relu`, or `GeneralRelu`. Shapes of x and y: (samples, ...).
///
///     y = min(x, max_value) where x > threshold, otherwise negative_slope (x - threshold)
template <std::floating_point ScalarType = float>
class ReLU final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "ReLU";

    explicit ReLU(ReLUOptions options = {})
        : options_{std::move(options)},
          applied_(chosen(options_), {.activity_regularizer = options_.activity_regularizer,
                                      .input_shape = options_.input_shape,
                                      .name = options_.name}) {}

    [[nodiscard]] const ReLUOptions& options() const { return options_; }
    [[nodiscard]] const LayerSettings& settings() const { return applied_.settings(); }
    [[nodiscard]] bool is_identity() const { return true; }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        applied_.forward(x, y, pass);
    }
    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        applied_.backward(x, dy, dx, pass);
    }

private:
    /// The simplest that does it. Its checks come first.
    static AnyActivation chosen(const ReLUOptions& options) {
        const activations::GeneralRelu general({.max_value = options.max_value,
                                                .negative_slope = options.negative_slope,
                                                .threshold = options.threshold});
        const bool bounded = options.max_value < std::numeric_limits<double>::infinity();
        if (options.threshold > 0 || (bounded && options.negative_slope > 0)) return general;
        if (options.negative_slope > 0) return activations::LeakyRelu(options.negative_slope);
        if (!bounded) return activations::relu;
        return options.max_value == 6 ? AnyActivation(activations::relu6) : general;
    }

    ReLUOptions options_;
    Activation<Scalar> applied_;
};

static_assert(Layer<ReLU<float>> && Layer<ReLU<double>>);
OCKHAM_BUILT_IN_LAYER(ReLU);

}  // namespace ockham
