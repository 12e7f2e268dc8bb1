// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/activation.hpp>
#include <ockham/core/parameter.hpp>
#include <ockham/core/pass.hpp>

namespace ockham {

/// What a layer tells the model that it is part of.
struct LayerSettings {
    std::string name = {};          ///< given by the model if empty
    bool trainable = true;          ///< false: frozen from the beginning
    Shape input_shape = {};         ///< of one sample; found from the data if empty
    AnyActivation activation = {};  ///< which the model applies to what the layer puts out
    AnyRegularizer activity_regularizer =
        {};  ///< penalty on what comes out then, divided by the number of samples
};

/// A step of a model: a value with parameters and two functions. For a layer over float,
///
///     using Scalar = float;
///     static constexpr std::string_view class_name = "Scale";
///     void forward(TensorIn<float> x, TensorOut<float> y, Pass<float>& pass) const
///         computes y; x and y are whole batches, samples first
///     void backward(TensorIn<float> x, TensorIn<float> dy, TensorOut<float> dx, Pass<float>& pass)
///         computes dx = dL/dx from dy = dL/dy, unless nobody needs it (`!dx`), and adds dL/dparameter onto each
///         parameter's gradient; the only function in which training changes a layer
///
/// A layer may have more. Shapes are those of one sample.
///
///     Shape output_shape(const Shape& input) const
///         without it, the input's. Throws a ShapeError that begins with "expected ..." if the layer cannot take
///         such an input; the model puts the layer's name before it
///     void build(const Shape& input, Random& random)
///         takes the parameters' shapes and draws their first values
///     std::vector<Parameter<float>*> parameters()
///         in Keras' order; nothing without it
///     LayerSettings settings() const
///         without it, those of a layer without a name, activation or penalty. A layer with `options()` must have it
///     bool is_identity() const
///         true if y is x: a loss that is better computed before an activation then looks through the layer
///
/// The activation and the activity penalty of its settings are not the layer's work: it puts out its linear part, and the model
/// applies the activation, adds the penalty of the final output to the loss, and hands `backward` the gradient of the linear
/// part. A layer that applies an activation itself does not tell the model of it.
template <class L>
concept Layer = requires(L& l, const L& c, TensorIn<typename L::Scalar> in, TensorOut<typename L::Scalar> out,
                         Pass<typename L::Scalar>& pass) {
    std::string(L::class_name);
    c.forward(in, out, pass);
    l.backward(in, in, out, pass);
};

}  // namespace ockham
