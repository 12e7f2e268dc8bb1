// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// Adds the layers that only apply an activation.
template <class Scalar>
void add_activation_layers(Table<AnyLayer<Scalar>>& table);

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <limits>
#include <optional>
#include <utility>

#include <ockham/keras/fields.hpp>
#include <ockham/layers.hpp>

namespace ockham::keras {

namespace detail {

template <class Scalar>
[[nodiscard]] ELU<Scalar> elu(Fields& fields, const ELU<Scalar>* saved) {
    auto options = saved ? saved->options() : ELUOptions();
    fields("alpha", options.alpha);
    fields("activity_regularizer", options.activity_regularizer);
    return ELU<Scalar>(std::move(options));
}

template <class Scalar>
[[nodiscard]] LeakyReLU<Scalar> leaky_relu(Fields& fields, const LeakyReLU<Scalar>* saved) {
    auto options = saved ? saved->options() : LeakyReLUOptions();
    if (fields.reading()) fields.rounded("alpha", options.negative_slope);  // Keras 2
    fields.rounded("negative_slope", options.negative_slope);
    fields("activity_regularizer", options.activity_regularizer);
    return LeakyReLU<Scalar>(std::move(options));
}

template <class Scalar>
[[nodiscard]] PReLU<Scalar> prelu(Fields& fields, const PReLU<Scalar>* saved) {
    auto options = saved ? saved->options() : PReLUOptions();
    fields("alpha_initializer", options.alpha_initializer);
    fields("alpha_regularizer", options.alpha_regularizer);
    fields("alpha_constraint", options.alpha_constraint);
    Axes shared =
        options.shared_axes.empty() ? Axes::all() : Axes(options.shared_axes);  // Keras has null for none
    fields("shared_axes", shared);
    options.shared_axes = shared.list();
    fields("activity_regularizer", options.activity_regularizer);
    return PReLU<Scalar>(std::move(options));
}

template <class Scalar>
[[nodiscard]] ReLU<Scalar> relu(Fields& fields, const ReLU<Scalar>* saved) {
    auto options = saved ? saved->options() : ReLUOptions();
    std::optional<double> max_value;
    if (options.max_value < std::numeric_limits<double>::infinity()) max_value = options.max_value;
    fields("max_value", max_value);
    options.max_value = max_value.value_or(std::numeric_limits<double>::infinity());
    fields("threshold", options.threshold);
    if (max_value || options.threshold != 0)
        fields("negative_slope", options.negative_slope);
    else
        fields.rounded("negative_slope", options.negative_slope);
    fields("activity_regularizer", options.activity_regularizer);
    return ReLU<Scalar>(std::move(options));
}

template <class Scalar>
[[nodiscard]] Softmax<Scalar> softmax(Fields& fields, const Softmax<Scalar>* saved) {
    auto options = saved ? saved->options() : SoftmaxOptions();
    fields("axis", options.axis);
    fields("activity_regularizer", options.activity_regularizer);
    return Softmax<Scalar>(std::move(options));
}

}  // namespace detail

template <class Scalar>
OCKHAM_FUNC void add_activation_layers(Table<AnyLayer<Scalar>>& table) {
    table.add("ELU", detail::elu<Scalar>);
    table.add("LeakyReLU", detail::leaky_relu<Scalar>);
    table.add("PReLU", detail::prelu<Scalar>);
    table.add("ReLU", detail::relu<Scalar>);
    table.add("Softmax", detail::softmax<Scalar>);
}

OCKHAM_INSTANTIATE(void add_activation_layers(Table<AnyLayer<float>>&));
OCKHAM_INSTANTIATE(void add_activation_layers(Table<AnyLayer<double>>&));

}  // namespace ockham::keras

#endif
