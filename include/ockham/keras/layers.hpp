// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The layers that Ockham has, in Keras' words.
template <class Scalar>
[[nodiscard]] Table<AnyLayer<Scalar>> layers();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include <ockham/keras/activation_layers.hpp>
#include <ockham/keras/convolutional_layers.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/keras/normalization_layers.hpp>
#include <ockham/keras/pooling_layers.hpp>
#include <ockham/keras/reshaping_layers.hpp>
#include <ockham/layers.hpp>

namespace ockham::keras {

namespace detail {

template <class Scalar>
[[nodiscard]] Dense<Scalar> dense(Fields& fields, const Dense<Scalar>* saved) {
    Index units = saved ? saved->units() : 0;
    auto options = saved ? saved->options() : DenseOptions();
    fields("units", units);
    fields("activation", options.activation);
    fields("use_bias", options.use_bias);
    fields("kernel_initializer", options.kernel_initializer);
    fields("bias_initializer", options.bias_initializer);
    fields("kernel_regularizer", options.kernel_regularizer);
    fields("bias_regularizer", options.bias_regularizer);
    fields("activity_regularizer", options.activity_regularizer);
    fields("kernel_constraint", options.kernel_constraint);
    fields("bias_constraint", options.bias_constraint);
    return Dense<Scalar>(units, std::move(options));
}

template <class Scalar>
[[nodiscard]] Activation<Scalar> activation(Fields& fields, const Activation<Scalar>* saved) {
    AnyActivation function = saved ? saved->settings().activation : AnyActivation();
    ActivationOptions options{.activity_regularizer =
                                  saved ? saved->settings().activity_regularizer : AnyRegularizer()};
    fields("activation", function);
    fields("activity_regularizer", options.activity_regularizer);
    return Activation<Scalar>(function, std::move(options));
}

template <class Scalar>
[[nodiscard]] GLU<Scalar> glu(Fields& fields, const GLU<Scalar>* saved) {
    auto options = saved ? saved->options() : GLUOptions();
    std::string name = "glu";
    fields("activation", name);
    fields("activity_regularizer", options.activity_regularizer);
    return GLU<Scalar>(std::move(options));
}

/// An activation that halves the features is a layer of its own in Ockham.
template <class Scalar>
[[nodiscard]] typename Table<AnyLayer<Scalar>>::Entry activation_or_glu() {
    using Layer = AnyLayer<Scalar>;
    return {"Activation",
            {},
            [](Fields& fields) {
                return fields.peek("activation") == "glu" ? Layer(glu<Scalar>(fields, nullptr))
                                                          : Layer(activation<Scalar>(fields, nullptr));
            },
            [](Fields& fields, const Layer& any) {
                if (const auto* layer = any.template as<GLU<Scalar>>()) return (void)glu(fields, layer), true;
                if (const auto* layer = any.template as<Activation<Scalar>>())
                    return (void)activation(fields, layer), true;
                return false;
            }};
}

template <class Scalar>
[[nodiscard]] ActivityRegularization<Scalar> activity_regularization(
    Fields& fields, const ActivityRegularization<Scalar>* saved) {
    const auto* const penalty = saved ? saved->settings().activity_regularizer.template as<L1L2>() : nullptr;
    double l1 = penalty ? penalty->options().l1 : 0, l2 = penalty ? penalty->options().l2 : 0;
    fields.rounded("l1", l1);
    fields.rounded("l2", l2);
    return ActivityRegularization<Scalar>({.l1 = l1, .l2 = l2});
}

template <class Scalar>
[[nodiscard]] Dropout<Scalar> dropout(Fields& fields, const Dropout<Scalar>* saved) {
    double rate = saved ? saved->rate() : 0;
    auto options = saved ? saved->options() : DropoutOptions();
    fields("rate", rate);
    fields("activity_regularizer", options.activity_regularizer);
    fields.only("noise_shape", nullptr);
    fields.ignored("seed");
    return Dropout<Scalar>(rate, std::move(options));
}

}  // namespace detail

/// A new layer is a function like those above, and a line here. Name, `trainable`, dtype and input shape are read and
/// written for all layers alike.
template <class Scalar>
OCKHAM_FUNC Table<AnyLayer<Scalar>> layers() {
    Table<AnyLayer<Scalar>> table("layer", "keras.layers");
    table.add(detail::activation_or_glu<Scalar>());
    table.add("ActivityRegularization", detail::activity_regularization<Scalar>);
    table.add("Dense", detail::dense<Scalar>);
    table.add("Dropout", detail::dropout<Scalar>);
    add_activation_layers(table);
    add_convolutional_layers(table);
    add_normalization_layers(table);
    add_pooling_layers(table);
    add_reshaping_layers(table);
    return table;
}

OCKHAM_INSTANTIATE(Table<AnyLayer<float>> layers<float>());
OCKHAM_INSTANTIATE(Table<AnyLayer<double>> layers<double>());

}  // namespace ockham::keras

#endif
