// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <ockham/activations.hpp>
#include <ockham/keras/objects.hpp>

namespace ockham::keras {

/// Adds an activation that Keras knows by its name, or by one of `aliases`.
inline void add_activation(Table<AnyActivation>& table, const AnyActivation& activation,
                           std::vector<std::string> aliases = {}) {
    const std::string name = activation.name();
    table.add({name,
               {.aliases = std::move(aliases), .by_name = true},
               [activation](Fields&) { return activation; },
               [name](Fields& fields, const AnyActivation& any) {
                   std::string written = name;
                   fields("name", written);
                   return any.name() == name;
               }});
}

/// A new activation is one line here.
[[nodiscard]] inline Table<AnyActivation> activations() {
    Table<AnyActivation> table("activation", "keras.activations");
    add_activation(table, ockham::activations::linear);
    add_activation(table, ockham::activations::relu);
    add_activation(table, ockham::activations::sigmoid);
    add_activation(table, ockham::activations::softmax);
    add_activation(table, ockham::activations::tanh);
    return table;
}

}  // namespace ockham::keras
