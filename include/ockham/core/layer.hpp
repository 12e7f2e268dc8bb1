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
///     const Options& options() const
///         a struct of which the members `name`, `trainable`, `input_shape`, `activation` and
///         `activity_regularizer` are understood, as far as they exist
///     bool is_identity() const
///         true if y is x: a loss that is better computed before an activation then looks through the layer
///
/// Activation and activity penalty are not the layer's work: it puts out its linear part, and the model applies the
/// activation, adds the penalty of the final output to the loss, and hands `backward` the gradient of the linear
/// part.
template <class L>
concept Layer = requires(L& l, const L& c, TensorIn<typename L::Scalar> in, TensorOut<typename L::Scalar> out,
                         Pass<typename L::Scalar>& pass) {
    std::string(L::class_name);
    c.forward(in, out, pass);
    l.backward(in, in, out, pass);
};

}  // namespace ockham
