// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

#include <ockham/keras/activations.hpp>
#include <ockham/keras/constraints.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/keras/initializers.hpp>
#include <ockham/keras/layers.hpp>
#include <ockham/keras/losses.hpp>
#include <ockham/keras/metrics.hpp>
#include <ockham/keras/optimizers.hpp>
#include <ockham/keras/regularizers.hpp>
#include <ockham/keras/schedules.hpp>

namespace ockham::keras {

/// What Keras calls everything that Ockham has. To read and write a layer, loss, ... of your own, add it to a
/// `Format`, and give that to `load_model` and `save_model`:
///
///     Scale scale(keras::Fields& fields, const Scale* saved);     // see Table::add
///
///     keras::Format<float> format;
///     format.layers.add("Scale", scale, {.module = "my_package", .registered_name = "my_package>Scale"});
template <std::floating_point Scalar = float>
struct Format {
    Parts parts{activations(), initializers(), regularizers(), constraints(), schedules()};
    Table<AnyLayer<Scalar>> layers = keras::layers<Scalar>();
    Table<AnyLoss> losses = keras::losses();
    Table<AnyMetric> metrics = keras::metrics();
    Table<AnyOptimizer> optimizers = keras::optimizers();
};

}  // namespace ockham::keras
