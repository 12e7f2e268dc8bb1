// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/keras/objects.hpp>
#include <ockham/losses.hpp>

namespace ockham::keras {

namespace detail {

/// What every loss has, also where it is a metric.
inline void every_loss(Fields& fields, std::string& name) {
    fields("name", name);
    fields.only("reduction", "sum_over_batch_size");
    fields.ignored("dtype");
    fields.only("axis", -1);
}

[[nodiscard]] inline BinaryCrossentropy binary_crossentropy(Fields& fields, const BinaryCrossentropy* saved) {
    auto options = saved ? saved->options() : BinaryCrossentropyOptions();
    every_loss(fields, options.name);
    fields("from_logits", options.from_logits);
    fields("label_smoothing", options.label_smoothing);
    return BinaryCrossentropy(options);
}

[[nodiscard]] inline CategoricalCrossentropy categorical_crossentropy(Fields& fields,
                                                                      const CategoricalCrossentropy* saved) {
    auto options = saved ? saved->options() : CategoricalCrossentropyOptions();
    every_loss(fields, options.name);
    fields("from_logits", options.from_logits);
    fields("label_smoothing", options.label_smoothing);
    return CategoricalCrossentropy(options);
}

[[nodiscard]] inline SparseCategoricalCrossentropy sparse_categorical_crossentropy(
    Fields& fields, const SparseCategoricalCrossentropy* saved) {
    auto options = saved ? saved->options() : SparseCategoricalCrossentropyOptions();
    every_loss(fields, options.name);
    fields("from_logits", options.from_logits);
    return SparseCategoricalCrossentropy(options);
}

/// A loss whose only option is its name.
template <class L>
[[nodiscard]] L plain_loss(Fields& fields, const L* saved) {
    auto options = saved ? saved->options() : L().options();
    every_loss(fields, options.name);
    return L(options);
}

}  // namespace detail

/// Adds every loss of Ockham to a table of losses, or of metrics, by `add(class_name, function, options)`. A new
/// loss is a function above, unless it has no options, and a line here.
template <class Add>
void add_losses(Add add) {
    add("BinaryCrossentropy", detail::binary_crossentropy, {.aliases = {"bce", "BCE"}});
    add("CategoricalCrossentropy", detail::categorical_crossentropy, {});
    add("MeanAbsoluteError", detail::plain_loss<MeanAbsoluteError>, {.aliases = {"mae", "MAE"}});
    add("MeanSquaredError", detail::plain_loss<MeanSquaredError>, {.aliases = {"mse", "MSE"}});
    add("SparseCategoricalCrossentropy", detail::sparse_categorical_crossentropy, {});
}

[[nodiscard]] inline Table<AnyLoss> losses() {
    Table<AnyLoss> table("loss", "keras.losses");
    add_losses([&table](const char* class_name, auto options, const EntryOptions& more) {
        table.add(class_name, options, more);
    });
    return table;
}

}  // namespace ockham::keras
