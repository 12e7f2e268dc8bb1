// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The schedules that Ockham has, in Keras' words.
[[nodiscard]] Table<AnySchedule> schedules();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <ockham/keras/fields.hpp>
#include <ockham/schedules.hpp>

namespace ockham::keras {

namespace detail {

/// The options of a schedule, which Keras gives a name besides: those of `saved`, or the defaults.
template <class Options, class S>
[[nodiscard]] Options schedule_options(Fields& fields, const S* saved) {
    fields.ignored("name");
    return saved ? saved->options() : Options();
}

[[nodiscard]] inline CosineDecay cosine_decay(Fields& fields, const CosineDecay* saved) {
    auto options = schedule_options<CosineDecayOptions>(fields, saved);
    fields("initial_learning_rate", options.initial_learning_rate);
    fields("decay_steps", options.decay_steps);
    fields("alpha", options.alpha);
    fields("warmup_target", options.warmup_target);
    fields("warmup_steps", options.warmup_steps);
    return CosineDecay(options);
}

[[nodiscard]] inline CosineDecayRestarts cosine_decay_restarts(Fields& fields,
                                                               const CosineDecayRestarts* saved) {
    auto options = schedule_options<CosineDecayRestartsOptions>(fields, saved);
    fields("initial_learning_rate", options.initial_learning_rate);
    fields("first_decay_steps", options.first_decay_steps);
    fields("t_mul", options.t_mul);
    fields("m_mul", options.m_mul);
    fields("alpha", options.alpha);
    return CosineDecayRestarts(options);
}

[[nodiscard]] inline ExponentialDecay exponential_decay(Fields& fields, const ExponentialDecay* saved) {
    auto options = schedule_options<ExponentialDecayOptions>(fields, saved);
    fields("initial_learning_rate", options.initial_learning_rate);
    fields("decay_steps", options.decay_steps);
    fields("decay_rate", options.decay_rate);
    fields("staircase", options.staircase);
    return ExponentialDecay(options);
}

[[nodiscard]] inline InverseTimeDecay inverse_time_decay(Fields& fields, const InverseTimeDecay* saved) {
    auto options = schedule_options<InverseTimeDecayOptions>(fields, saved);
    fields("initial_learning_rate", options.initial_learning_rate);
    fields("decay_steps", options.decay_steps);
    fields("decay_rate", options.decay_rate);
    fields("staircase", options.staircase);
    return InverseTimeDecay(options);
}

[[nodiscard]] inline PiecewiseConstantDecay piecewise_constant_decay(Fields& fields,
                                                                     const PiecewiseConstantDecay* saved) {
    auto options = schedule_options<PiecewiseConstantDecayOptions>(fields, saved);
    fields("boundaries", options.boundaries);
    fields("values", options.values);
    return PiecewiseConstantDecay(options);
}

[[nodiscard]] inline PolynomialDecay polynomial_decay(Fields& fields, const PolynomialDecay* saved) {
    auto options = schedule_options<PolynomialDecayOptions>(fields, saved);
    fields("initial_learning_rate", options.initial_learning_rate);
    fields("decay_steps", options.decay_steps);
    fields("end_learning_rate", options.end_learning_rate);
    fields("power", options.power);
    fields("cycle", options.cycle);
    return PolynomialDecay(options);
}

}  // namespace detail

/// A new schedule is a function above, and a line here.
OCKHAM_FUNC Table<AnySchedule> schedules() {
    Table<AnySchedule> table("schedule", "keras.optimizers.schedules");
    table.add("CosineDecay", detail::cosine_decay);
    table.add("CosineDecayRestarts", detail::cosine_decay_restarts);
    table.add("ExponentialDecay", detail::exponential_decay);
    table.add("InverseTimeDecay", detail::inverse_time_decay);
    table.add("PiecewiseConstantDecay", detail::piecewise_constant_decay);
    table.add("PolynomialDecay", detail::polynomial_decay);
    return table;
}

}  // namespace ockham::keras

#endif
