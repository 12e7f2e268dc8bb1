// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// Adds the normalizations.
template <class Scalar>
void add_normalization_layers(Table<AnyLayer<Scalar>>& table);

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <utility>

#include <ockham/core/check.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/layers.hpp>

namespace ockham::keras {

namespace detail {

/// What normalizations have in common.
template <class Options>
void gamma_and_beta(Fields& fields, Options& options) {
    fields("epsilon", options.epsilon);
    fields("center", options.center);
    fields("scale", options.scale);
    fields("beta_initializer", options.beta_initializer);
    fields("gamma_initializer", options.gamma_initializer);
    fields("beta_regularizer", options.beta_regularizer);
    fields("gamma_regularizer", options.gamma_regularizer);
    fields("activity_regularizer", options.activity_regularizer);
    fields("beta_constraint", options.beta_constraint);
    fields("gamma_constraint", options.gamma_constraint);
}

template <class Scalar>
[[nodiscard]] BatchNormalization<Scalar> batch_normalization(Fields& fields,
                                                             const BatchNormalization<Scalar>* saved) {
    auto options = saved ? saved->options() : BatchNormalizationOptions();
    Axes axis = options.axis;  // Keras 2 has a list of one
    fields("axis", axis);
    if (axis.list().size() != 1)
        check::fail<FileError>(fields.who(), "one axis", Text() << axis.list().size());
    options.axis = axis.list()[0];
    fields("momentum", options.momentum);
    gamma_and_beta(fields, options);
    fields("moving_mean_initializer", options.moving_mean_initializer);
    fields("moving_variance_initializer", options.moving_variance_initializer);
    for (const char* others : {"synchronized", "renorm_momentum"})  // of other machines, and of renorm
        fields.ignored(others);
    fields.only("renorm", false);
    return BatchNormalization<Scalar>(std::move(options));
}

template <class Scalar>
[[nodiscard]] LayerNormalization<Scalar> layer_normalization(Fields& fields,
                                                             const LayerNormalization<Scalar>* saved) {
    auto options = saved ? saved->options() : LayerNormalizationOptions();
    fields("axis", options.axis);
    gamma_and_beta(fields, options);
    fields.only("rms_scaling", false);
    return LayerNormalization<Scalar>(std::move(options));
}

}  // namespace detail

template <class Scalar>
OCKHAM_FUNC void add_normalization_layers(Table<AnyLayer<Scalar>>& table) {
    table.add("BatchNormalization", detail::batch_normalization<Scalar>);
    table.add("LayerNormalization", detail::layer_normalization<Scalar>);
}

OCKHAM_INSTANTIATE(void add_normalization_layers(Table<AnyLayer<float>>&));
OCKHAM_INSTANTIATE(void add_normalization_layers(Table<AnyLayer<double>>&));

}  // namespace ockham::keras

#endif
