// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The losses that Ockham has, in Keras' words.
[[nodiscard]] Table<AnyLoss> losses();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <string>
#include <type_traits>
#include <utility>

#include <ockham/core/check.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/losses.hpp>

namespace ockham::keras {

namespace detail {

/// The options of a loss, also where it is a metric.
template <class L>
[[nodiscard]] L loss(Fields& fields, const L* saved) {
    auto options = saved ? saved->options() : L().options();
    fields("name", options.name);
    if constexpr (requires { options.delta; }) fields("delta", options.delta);
    if constexpr (requires { options.apply_class_balancing; })
        fields("apply_class_balancing", options.apply_class_balancing);
    if constexpr (requires { options.alpha; }) fields("alpha", options.alpha);
    if constexpr (requires { options.gamma; }) fields("gamma", options.gamma);
    if constexpr (requires { options.from_logits; }) fields("from_logits", options.from_logits);
    if constexpr (requires { options.label_smoothing; }) fields("label_smoothing", options.label_smoothing);
    fields.only("axis", -1);
    fields.ignored("dtype");
    return L(options);
}

/// The same with what only a loss has.
template <class L>
[[nodiscard]] L reduced_loss(Fields& fields, const L* saved) {
    auto options = loss<L>(fields, saved).options();
    if (fields.is_null("reduction")) check::fail<FileError>(fields.who(), "a reduction", "null");
    fields.choice("reduction", options.reduction,
                  {{"auto", Reduction::sum_over_batch_size},  // Keras 2
                   {"mean", Reduction::sum_over_batch_size},
                   {"sum_over_batch_size", Reduction::sum_over_batch_size},
                   {"sum", Reduction::sum},
                   {"mean_with_sample_weight", Reduction::mean_with_sample_weight}});
    fields.ignored("fn");  // Keras 2: the function of that class
    return L(options);
}

/// Keras knows this one by its name only.
[[nodiscard]] inline Crossentropy crossentropy(Fields& fields, const Crossentropy* saved) {
    if (saved && (saved->options().from_logits || saved->options().reduction != Reduction()))
        fields.decline();
    std::string name = "crossentropy";
    fields("name", name);
    return Crossentropy();
}

}  // namespace detail

/// Calls `add(std::type_identity<L>(), class_name, more)` for every loss of Ockham, to put it into a table of losses, or of
/// metrics. A new loss is a line here; its options are in `detail::loss`.
template <class Add>
void add_losses(Add add) {
    using std::type_identity;
    const auto line = [&add](auto type, const char* class_name, EntryOptions more = {}) {
        add(type, class_name, std::move(more));
    };
    line(type_identity<BinaryCrossentropy>(), "BinaryCrossentropy", {.aliases = {"bce", "BCE"}});
    line(type_identity<BinaryFocalCrossentropy>(), "BinaryFocalCrossentropy",
         {.metric_function = "binary_focal_crossentropy"});
    line(type_identity<CategoricalCrossentropy>(), "CategoricalCrossentropy");
    line(type_identity<CategoricalFocalCrossentropy>(), "CategoricalFocalCrossentropy",
         {.metric_function = "categorical_focal_crossentropy"});
    line(type_identity<CategoricalHinge>(), "CategoricalHinge");
    line(type_identity<CosineSimilarity>(), "CosineSimilarity", {.aliases = {"cosine_proximity"}});
    line(type_identity<Hinge>(), "Hinge");
    line(type_identity<Huber>(), "Huber", {.aliases = {"huber_loss"}, .metric_function = "huber"});
    line(type_identity<KLDivergence>(), "KLDivergence",
         {.aliases = {"kld", "KLD", "kullback_leibler_divergence"}});
    line(type_identity<LogCosh>(), "LogCosh",
         {.aliases = {"logcosh", "log_cosh"}, .metric_class = "LogCoshError"});
    line(type_identity<MeanAbsoluteError>(), "MeanAbsoluteError", {.aliases = {"mae", "MAE"}});
    line(type_identity<MeanAbsolutePercentageError>(), "MeanAbsolutePercentageError",
         {.aliases = {"mape", "MAPE"}});
    line(type_identity<MeanSquaredError>(), "MeanSquaredError", {.aliases = {"mse", "MSE"}});
    line(type_identity<MeanSquaredLogarithmicError>(), "MeanSquaredLogarithmicError",
         {.aliases = {"msle", "MSLE"}});
    line(type_identity<Poisson>(), "Poisson");
    line(type_identity<SparseCategoricalCrossentropy>(), "SparseCategoricalCrossentropy");
    line(type_identity<SquaredHinge>(), "SquaredHinge");
}

OCKHAM_FUNC Table<AnyLoss> losses() {
    Table<AnyLoss> table("loss", "keras.losses");
    add_losses([&table]<class L>(std::type_identity<L>, const char* class_name, EntryOptions more) {
        table.add(class_name, detail::reduced_loss<L>, std::move(more));
    });
    table.add("crossentropy", detail::crossentropy,
              {.aliases = {"ce", "CE", "Crossentropy"}, .by_name = true});
    return table;
}

}  // namespace ockham::keras

#endif
