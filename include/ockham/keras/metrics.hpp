// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The metrics that Ockham has, in Keras' words; a loss is a metric, too.
[[nodiscard]] Table<AnyMetric> metrics();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/snake_case.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/keras/losses.hpp>
#include <ockham/metrics.hpp>

namespace ockham::keras {

namespace detail {

[[nodiscard]] inline Accuracy accuracy(Fields& fields, const Accuracy* saved) {
    auto options = saved ? saved->options() : AccuracyOptions();
    // Keras knows this one by its name only, and chooses a class when it has seen the shapes.
    if (saved && to_snake_case(options.name) != "accuracy" && to_snake_case(options.name) != "acc")
        fields.decline();
    if (!fields.peek("dtype").is_null())
        check::fail<FileError>(fields.who(), "the name accuracy, whose meaning follows from the shapes",
                               "the class Accuracy, which is the share of equal entries");
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

/// A metric whose only option is its name.
template <class M>
[[nodiscard]] M plain_metric(Fields& fields, const M* saved) {
    auto options = saved ? saved->options() : M().options();
    fields("name", options.name);
    fields.ignored("dtype");
    return M(options);
}

/// One that looks at the k largest predictions.
template <class M>
[[nodiscard]] M top_k_metric(Fields& fields, const M* saved) {
    auto options = saved ? saved->options() : M().options();
    fields("name", options.name);
    fields("k", options.k);
    fields.ignored("dtype");
    fields.only("from_sorted_ids", false);
    return M(options);
}

/// `Precision` and `Recall`.
template <class M>
[[nodiscard]] M share_metric(Fields& fields, const M* saved) {
    auto options = saved ? saved->options() : M().options();
    fields("name", options.name);
    if (std::vector<double> list; fields.peek("thresholds").is_array()) {
        fields("thresholds", list);
        if (list.size() != 1)
            check::fail<FileError>(fields.who(), "one of thresholds, as several make several numbers",
                                   Text() << list.size());
        options.thresholds = list[0];
    } else {
        fields("thresholds", options.thresholds);
    }
    fields("top_k", options.top_k);
    fields("class_id", options.class_id);
    fields.ignored("dtype");
    return M(options);
}

[[nodiscard]] inline AUC auc(Fields& fields, const AUC* saved) {
    auto options = saved ? saved->options() : AUCOptions();
    fields("name", options.name);
    fields("num_thresholds", options.num_thresholds);
    fields.choice("curve", options.curve,
                  {{"ROC", Curve::roc}, {"PR", Curve::pr}, {"PRGAIN", Curve::prgain}});
    fields.choice("summation_method", options.summation_method,
                  {{"interpolation", Summation::interpolation},
                   {"minoring", Summation::minoring},
                   {"majoring", Summation::majoring}});
    if (!saved || !options.thresholds.empty()) fields("thresholds", options.thresholds);
    fields("multi_label", options.multi_label);
    if (!saved || !options.label_weights.empty()) fields("label_weights", options.label_weights);
    fields("from_logits", options.from_logits);
    fields.ignored("num_labels");
    fields.ignored("dtype");
    return AUC(options);
}

[[nodiscard]] inline F1Score f1_score(Fields& fields, const F1Score* saved) {
    auto options = saved ? saved->options() : F1ScoreOptions();
    fields("name", options.name);
    // Without an average Keras gives a number for each column.
    std::string average = !saved                              ? ""
                          : options.average == Average::micro ? "micro"
                          : options.average == Average::macro ? "macro"
                                                              : "weighted";
    fields("average", average);
    if (average != "micro" && average != "macro" && average != "weighted")
        check::fail<FileError>(fields.who(), "average to be micro, macro or weighted",
                               average.empty() ? "null" : ockham::detail::in_quotes(average));
    options.average = average == "micro"   ? Average::micro
                      : average == "macro" ? Average::macro
                                           : Average::weighted;
    fields("threshold", options.threshold);
    fields.ignored("dtype");
    return F1Score(options);
}

[[nodiscard]] inline R2Score r2_score(Fields& fields, const R2Score* saved) {
    auto options = saved ? saved->options() : R2ScoreOptions();
    fields("name", options.name);
    std::string aggregation = options.class_aggregation == ClassAggregation::uniform_average
                                  ? "uniform_average"
                                  : "variance_weighted_average";
    if (fields.reading() && fields.is_null("class_aggregation")) aggregation = "null";
    fields("class_aggregation", aggregation);
    if (aggregation != "uniform_average" && aggregation != "variance_weighted_average")
        check::fail<FileError>(fields.who(),
                               "class_aggregation to be uniform_average or variance_weighted_average",
                               aggregation);
    options.class_aggregation = aggregation == "uniform_average"
                                    ? ClassAggregation::uniform_average
                                    : ClassAggregation::variance_weighted_average;
    fields("num_regressors", options.num_regressors);
    fields.ignored("dtype");
    return R2Score(options);
}

/// The options of a loss, for the metric that is its mean.
template <class L>
[[nodiscard]] LossMetric<L> mean_loss(Fields& fields, const LossMetric<L>* saved) {
    return LossMetric<L>(loss<L>(fields, saved ? &saved->loss() : nullptr));
}

}  // namespace detail

/// A new metric is a function above, and a line here; a loss is a metric, too.
OCKHAM_FUNC Table<AnyMetric> metrics() {
    Table<AnyMetric> table("metric", "keras.metrics");
    table.add("accuracy", detail::accuracy,
              {.aliases = {"acc", "Accuracy", "Acc", "ACCURACY", "ACC"}, .by_name = true});
    table.add("AUC", detail::auc);
    table.add("BinaryAccuracy", detail::binary_accuracy);
    table.add("CategoricalAccuracy", detail::plain_metric<CategoricalAccuracy>);
    table.add("F1Score", detail::f1_score);
    table.add("Precision", detail::share_metric<Precision>);
    table.add("R2Score", detail::r2_score);
    table.add("Recall", detail::share_metric<Recall>);
    table.add("RootMeanSquaredError", detail::plain_metric<RootMeanSquaredError>);
    table.add("SparseCategoricalAccuracy", detail::plain_metric<SparseCategoricalAccuracy>);
    table.add("SparseTopKCategoricalAccuracy", detail::top_k_metric<SparseTopKCategoricalAccuracy>);
    table.add("TopKCategoricalAccuracy", detail::top_k_metric<TopKCategoricalAccuracy>);
    add_losses([&table]<class L>(std::type_identity<L>, const char* class_name, EntryOptions more) {
        const std::string name = more.metric_class.empty() ? class_name : more.metric_class;
        table.add(name, detail::mean_loss<L>, std::move(more));
    });
    return table;
}

}  // namespace ockham::keras

#endif
