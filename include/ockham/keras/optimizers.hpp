// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/keras/objects.hpp>
#include <ockham/optimizers.hpp>

namespace ockham::keras {

namespace detail {

/// What every optimizer has.
template <class Options>
void every_optimizer(Fields& fields, Options& options) {
    fields.ignored("name");
    fields("learning_rate", options.learning_rate);
    fields("clipvalue", options.clipvalue);
    fields("clipnorm", options.clipnorm);
    fields("global_clipnorm", options.global_clipnorm);
    if constexpr (requires { options.weight_decay; })
        fields("weight_decay", options.weight_decay);
    else
        fields.only("weight_decay", nullptr);
    fields.only("use_ema", false);
    fields.only("loss_scale_factor", nullptr);
    fields.only("gradient_accumulation_steps", nullptr);
    fields.ignored("ema_momentum");
    fields.ignored("ema_overwrite_frequency");
    fields.ignored("jit_compile");
    fields.only("decay", 0);
}

[[nodiscard]] inline SGD sgd(Fields& fields, const SGD* saved) {
    auto options = saved ? saved->options() : SGDOptions();
    every_optimizer(fields, options);
    fields.rounded("momentum", options.momentum);
    fields("nesterov", options.nesterov);
    return SGD(options);
}

}  // namespace detail

/// A new optimizer is a function above, and a line here.
[[nodiscard]] inline Table<AnyOptimizer> optimizers() {
    Table<AnyOptimizer> table("optimizer", "keras.optimizers");
    table.add("SGD", detail::sgd);
    return table;
}

}  // namespace ockham::keras
