// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <ockham/activations/elu.hpp>
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/core/activation.hpp>

namespace ockham {

struct ELUOptions {
    double alpha = 1;                          ///< finite and >= 0
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// A smooth bend to -alpha: a layer with `activations::Elu`. Shapes of x and y: (samples, ...).
///
///     y = x where x > 0, otherwise alpha (exp(x) - 1)
template <std::floating_point ScalarType = float>
class ELU final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "ELU";

    explicit ELU(ELUOptions options = {})
        : options_{std::move(options)},
          applied_(activations::Elu(options_.alpha), {.activity_regularizer = options_.activity_regularizer,
                                                      .input_shape = options_.input_shape,
                                                      .name = options_.name}) {}

    [[nodiscard]] const ELUOptions& options() const { return options_; }
    [[nodiscard]] const LayerSettings& settings() const { return applied_.settings(); }
    [[nodiscard]] bool is_identity() const { return true; }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        applied_.forward(x, y, pass);
    }
    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        applied_.backward(x, dy, dx, pass);
    }

private:
    ELUOptions options_;
    Activation<Scalar> applied_;
};

static_assert(Layer<ELU<float>> && Layer<ELU<double>>);
OCKHAM_BUILT_IN_LAYER(ELU);

}  // namespace ockham
