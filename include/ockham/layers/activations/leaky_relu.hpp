// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <ockham/activations/leaky_relu.hpp>
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/core/activation.hpp>

namespace ockham {

struct LeakyReLUOptions {
    double negative_slope = 0.3;               ///< finite and >= 0; Keras rounds it to float32
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// A slope on either side: a layer with `activations::LeakyRelu`. Shapes of x and y: (samples, ...).
///
///     y = x where x > 0, otherwise negative_slope x
template <std::floating_point ScalarType = float>
class LeakyReLU final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "LeakyReLU";

    explicit LeakyReLU(LeakyReLUOptions options = {})
        : options_{std::move(options)},
          applied_(activations::LeakyRelu(options_.negative_slope),
                   {.activity_regularizer = options_.activity_regularizer,
                    .input_shape = options_.input_shape,
                    .name = options_.name}) {}

    [[nodiscard]] const LeakyReLUOptions& options() const { return options_; }
    [[nodiscard]] const LayerSettings& settings() const { return applied_.settings(); }
    [[nodiscard]] bool is_identity() const { return true; }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        applied_.forward(x, y, pass);
    }
    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        applied_.backward(x, dy, dx, pass);
    }

private:
    LeakyReLUOptions options_;
    Activation<Scalar> applied_;
};

static_assert(Layer<LeakyReLU<float>> && Layer<LeakyReLU<double>>);
OCKHAM_BUILT_IN_LAYER(LeakyReLU);

}  // namespace ockham
