// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/keras/losses.hpp>
#include <ockham/metrics.hpp>

namespace ockham::keras {

namespace detail {

[[nodiscard]] inline Accuracy accuracy(Fields& fields, const Accuracy* saved) {
    auto options = saved ? saved->options() : AccuracyOptions();
    // Keras knows this one by its name only, and chooses a class when it has seen the shapes.
    if (saved && to_snake_case(options.name) != "accuracy" && to_snake_case(options.name) != "acc")
        fields.decline();
    fields("name", options.name);
    return Accuracy(options);
}

[[nodiscard]] inline BinaryAccuracy binary_accuracy(Fields& fields, const BinaryAccuracy* saved) {
    auto options = saved ? saved->options() : BinaryAccuracyOptions();
    fields("name", options.name);
    fields("threshold", options.threshold);
    fields.ignored("dtype");
    return BinaryAccuracy(options);
}

/// The options of a loss, for the metric that is its mean.
template <class L>
[[nodiscard]] LossMetric<L> mean_loss(Fields& fields, const LossMetric<L>* saved) {
    return LossMetric<L>(loss<L>(fields, saved ? &saved->loss() : nullptr));
}

}  // namespace detail

/// A new metric is a function above, and a line here; a loss is a metric, too.
[[nodiscard]] inline Table<AnyMetric> metrics() {
    Table<AnyMetric> table("metric", "keras.metrics");
    table.add("accuracy", detail::accuracy, {.aliases = {"acc"}, .by_name = true});
    table.add("BinaryAccuracy", detail::binary_accuracy);
    add_losses([&table]<class L>(std::type_identity<L>, const char* class_name, EntryOptions more) {
        const std::string name = more.metric_class.empty() ? class_name : more.metric_class;
        table.add(name, detail::mean_loss<L>, std::move(more));
    });
    return table;
}

}  // namespace ockham::keras
