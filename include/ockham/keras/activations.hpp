// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// Adds an activation that Keras knows by its name, or by one of `aliases`.
void add_activation(Table<AnyActivation>& table, const AnyActivation& activation,
                    std::vector<std::string> aliases = {});

/// The activations that Ockham has, in Keras' words.
[[nodiscard]] Table<AnyActivation> activations();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <utility>

#include <ockham/activations.hpp>
#include <ockham/keras/fields.hpp>

namespace ockham::keras {

OCKHAM_FUNC void add_activation(Table<AnyActivation>& table, const AnyActivation& activation,
                                std::vector<std::string> aliases) {
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
OCKHAM_FUNC Table<AnyActivation> activations() {
    Table<AnyActivation> table("activation", "keras.activations");
    namespace known = ockham::activations;
    add_activation(table, known::celu);
    add_activation(table, known::elu);
    add_activation(table, known::exponential);
    add_activation(table, known::Gelu(static_cast<double>(0.70710677F)));  // Keras has that constant in float
    add_activation(table, known::hard_shrink);
    add_activation(table, known::hard_sigmoid);
    add_activation(table, known::hard_silu, {"hard_swish"});
    add_activation(table, known::hard_tanh);
    add_activation(table, known::LeakyRelu(static_cast<double>(0.2F)));  // and this one
    add_activation(table, known::linear);
    add_activation(table, known::log_sigmoid);
    add_activation(table, known::log_softmax);
    add_activation(table, known::mish);
    add_activation(table, known::relu);
    add_activation(table, known::relu6);
    add_activation(table, known::selu);
    add_activation(table, known::sigmoid);
    add_activation(table, known::silu, {"swish"});
    add_activation(table, known::soft_shrink);
    add_activation(table, known::softmax);
    add_activation(table, known::softplus);
    add_activation(table, known::softsign);
    add_activation(table, known::sparse_plus);
    add_activation(table, known::sparse_sigmoid);
    add_activation(table, known::squareplus);
    add_activation(table, known::tanh);
    add_activation(table, known::tanh_shrink);
    // Files name another function so than Ockham.
    table.add({"sparsemax",
               {.by_name = true},
               [](Fields&) { return AnyActivation(known::cumulative_sparsemax); },
               [](Fields& fields, const AnyActivation& any) {
                   std::string written = "sparsemax";
                   fields("name", written);
                   return any.name() == known::CumulativeSparsemax::name;
               }});
    return table;
}

}  // namespace ockham::keras

#endif
