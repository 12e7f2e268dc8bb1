// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The optimizers that Ockham has, in Keras' words.
[[nodiscard]] Table<AnyOptimizer> optimizers();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/keras/json.hpp>
#include <ockham/optimizers.hpp>
#include <ockham/schedules.hpp>

namespace ockham::keras {

namespace detail {

/// The words for the learning rate in Keras before 2.11, which has it decay by itself.
inline void older_learning_rate(Fields& fields, AnySchedule& rate) {
    double decay = 0;
    fields("lr", rate);
    fields("decay", decay);
    if (decay == 0) return;
    if (!rate.is_constant())
        check::fail<FileError>(fields.who(), "decay to be 0 beside a schedule", Text() << decay);
    rate = InverseTimeDecay({.initial_learning_rate = rate(0), .decay_steps = 1, .decay_rate = decay});
}

/// How a file has the slots of several groups. Keras before 2.11, whose words these are, has the first slot of all
/// parameters, then the second of all, ...
inline void slots(Fields& fields, std::vector<int> groups) {
    bool is_older = false;
    for (const char* word : {"lr", "decay"}) is_older = is_older || !fields.peek(word).is_null();
    if (is_older)
        groups.assign(static_cast<std::size_t>(std::accumulate(groups.begin(), groups.end(), 0)), 1);
    fields.slots(std::move(groups));
}

/// The options of `saved`, or the defaults, after those that all optimizers share.
template <class O>
[[nodiscard]] auto optimizer_options(Fields& fields, const O* saved) {
    auto options = saved ? saved->options() : O().options();
    if (!fields.reading() && !options.exclude_from_weight_decay.empty())
        check::fail(fields.who(), "weight decay of all parameters, because Keras' files cannot say more",
                    "exclude_from_weight_decay");
    if constexpr (requires { options.proximal_l1; })
        if (!fields.reading() && options.proximal_l1)
            check::fail(fields.who(), "an optimizer of Keras", "one with proximal_l1");
    const bool always_decays = O().options().weight_decay > 0;
    fields.ignored("name");
    fields("learning_rate", options.learning_rate);
    if (fields.reading()) older_learning_rate(fields, options.learning_rate);
    if (fields.reading() || options.weight_decay > 0 || always_decays)
        fields.rounded("weight_decay", options.weight_decay);
    fields("clipvalue", options.clipvalue);
    fields("clipnorm", options.clipnorm);
    fields("global_clipnorm", options.global_clipnorm);
    fields("use_ema", options.use_ema);
    fields("ema_momentum", options.ema_momentum);
    fields.or_none("ema_overwrite_frequency", options.ema_overwrite_frequency, 0);
    fields("loss_scale_factor", options.loss_scale_factor);
    fields.or_none("gradient_accumulation_steps", options.gradient_accumulation_steps, 1);
    fields.ignored("jit_compile");
    fields.ignored("is_legacy_optimizer");
    return options;
}

[[nodiscard]] inline Adadelta adadelta(Fields& fields, const Adadelta* saved) {
    auto options = optimizer_options(fields, saved);
    fields("rho", options.rho);
    fields("epsilon", options.epsilon);
    slots(fields, {2});
    return Adadelta(options);
}

[[nodiscard]] inline Adagrad adagrad(Fields& fields, const Adagrad* saved) {
    auto options = optimizer_options(fields, saved);
    fields.rounded("initial_accumulator_value", options.initial_accumulator_value);
    fields("epsilon", options.epsilon);
    return Adagrad(options);
}

/// Adam and what is called like it.
template <class O>
[[nodiscard]] O adam(Fields& fields, const O* saved) {
    auto options = optimizer_options(fields, saved);
    fields("beta_1", options.beta_1);
    fields("beta_2", options.beta_2);
    fields("epsilon", options.epsilon);
    std::vector<int> groups{2};
    if constexpr (requires { options.amsgrad; }) {
        fields("amsgrad", options.amsgrad);
        if (options.amsgrad) groups.push_back(1);
    }
    slots(fields, std::move(groups));
    return O(options);
}

[[nodiscard]] inline Nadam nadam(Fields& fields, const Nadam* saved) {
    for (const char* older : {"decay", "schedule_decay"})
        if (const Json& found = fields.peek(older); !found.is_null())
            check::fail<FileError>(fields.who(), "Nadam as it is since Keras 2.11",
                                   Text("the older one, of ") << older << " " << shown(found));
    const Nadam optimizer = adam(fields, saved);
    fields.slots({2}, [optimizer](std::int64_t updates) { return optimizer.product(updates); });
    return optimizer;
}

[[nodiscard]] inline Ftrl ftrl(Fields& fields, const Ftrl* saved) {
    auto options = optimizer_options(fields, saved);
    fields("learning_rate_power", options.learning_rate_power);
    fields.rounded("initial_accumulator_value", options.initial_accumulator_value);
    fields("l1_regularization_strength", options.l1_regularization_strength);
    fields("l2_regularization_strength", options.l2_regularization_strength);
    fields("l2_shrinkage_regularization_strength", options.l2_shrinkage_regularization_strength);
    fields("beta", options.beta);
    return Ftrl(options);
}

[[nodiscard]] inline Lion lion(Fields& fields, const Lion* saved) {
    auto options = optimizer_options(fields, saved);
    fields.rounded("beta_1", options.beta_1);
    fields.rounded("beta_2", options.beta_2);
    return Lion(options);
}

[[nodiscard]] inline RMSprop rmsprop(Fields& fields, const RMSprop* saved) {
    auto options = optimizer_options(fields, saved);
    fields("rho", options.rho);
    fields("momentum", options.momentum);
    fields("epsilon", options.epsilon);
    fields("centered", options.centered);
    const RMSprop optimizer(options);
    fields.slots(std::vector<int>(static_cast<std::size_t>(optimizer.slots()), 1));
    return optimizer;
}

[[nodiscard]] inline SGD sgd(Fields& fields, const SGD* saved) {
    auto options = optimizer_options(fields, saved);
    fields.rounded("momentum", options.momentum);
    fields("nesterov", options.nesterov);
    return SGD(options);
}

}  // namespace detail

/// A new optimizer is a function above, and a line here.
OCKHAM_FUNC Table<AnyOptimizer> optimizers() {
    Table<AnyOptimizer> table("optimizer", "keras.optimizers");
    const auto line = [&table](const std::string& class_name, auto options,
                               std::vector<std::string> aliases = {}) {
        aliases.push_back("Custom>" + class_name);  // .h5 files of Keras 2.11 to 2.15
        table.add(class_name, options, {.aliases = std::move(aliases)});
    };
    line("Adadelta", detail::adadelta);
    line("Adagrad", detail::adagrad);
    line("Adam", detail::adam<Adam>);
    line("AdamW", detail::adam<AdamW>, {"adamw"});
    line("Adamax", detail::adam<Adamax>);
    line("Ftrl", detail::ftrl);
    line("Lion", detail::lion);
    line("Nadam", detail::nadam);
    line("RMSprop", detail::rmsprop, {"rmsprop"});
    line("SGD", detail::sgd);
    return table;
}

}  // namespace ockham::keras

#endif
