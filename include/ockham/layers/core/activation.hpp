// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

#include <ockham/core/any_layer.hpp>

namespace ockham {

struct ActivationOptions {
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// An activation as a layer of its own: y = f(x). Shapes of x and y: (samples, ...).
///
/// The layer itself hands its input on; the model applies the activation, as it does for every layer that has
/// one. So `Dense(3)` and `Activation(activations::softmax)` is in every respect `Dense(3, {.activation =
/// activations::softmax})`.
template <std::floating_point ScalarType = float>
class Activation final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Activation";

    explicit Activation(AnyActivation activation, ActivationOptions options = {})
        : settings_{.name = std::move(options.name),
                    .input_shape = options.input_shape,
                    .activation = std::move(activation),
                    .activity_regularizer = std::move(options.activity_regularizer)} {}

    [[nodiscard]] const LayerSettings& settings() const { return settings_; }
    [[nodiscard]] bool is_identity() const { return true; }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        std::copy_n(x.data(), x.size(), y.data());
    }

    void backward(TensorIn<Scalar>, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx) std::copy_n(dy.data(), dy.size(), dx.data());
    }

private:
    LayerSettings settings_;
};

static_assert(Layer<Activation<float>> && Layer<Activation<double>>);
OCKHAM_BUILT_IN_LAYER(Activation);

}  // namespace ockham
