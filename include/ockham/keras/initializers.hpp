// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The initializers that Ockham has, in Keras' words.
[[nodiscard]] Table<AnyInitializer> initializers();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <ockham/initializers.hpp>
#include <ockham/keras/fields.hpp>

namespace ockham::keras {

namespace detail {

[[nodiscard]] inline VarianceScaling variance_scaling(Fields& fields, const VarianceScaling* saved) {
    auto options = saved ? saved->options() : VarianceScalingOptions();
    fields("scale", options.scale);
    fields.choice("mode", options.mode,
                  {{"fan_in", FanMode::in}, {"fan_out", FanMode::out}, {"fan_avg", FanMode::average}});
    fields.choice("distribution", options.distribution,
                  {{"normal", FanDistribution::truncated_normal},  // in older Keras 2
                   {"truncated_normal", FanDistribution::truncated_normal},
                   {"uniform", FanDistribution::uniform}});
    fields.ignored("seed");
    return VarianceScaling(options);
}

[[nodiscard]] inline Constant constant(Fields& fields, const Constant* saved) {
    double value = saved ? saved->value() : 0;
    fields("value", value);
    return Constant(value);
}

[[nodiscard]] inline OrthogonalInitializer orthogonal_initializer(Fields& fields,
                                                                  const OrthogonalInitializer* saved) {
    double gain = saved ? saved->gain() : 1;
    fields("gain", gain);
    fields.ignored("seed");
    return OrthogonalInitializer(gain);
}

[[nodiscard]] inline RandomUniform random_uniform(Fields& fields, const RandomUniform* saved) {
    double low = saved ? saved->low() : -0.05, high = saved ? saved->high() : 0.05;
    fields("minval", low);
    fields("maxval", high);
    fields.ignored("seed");
    return {low, high};
}

template <class Normal>
[[nodiscard]] Normal normal(Fields& fields, const Normal* saved) {
    double mean = saved ? saved->mean() : 0, stddev = saved ? saved->stddev() : 0.05;
    fields("mean", mean);
    fields("stddev", stddev);
    fields.ignored("seed");
    return {mean, stddev};
}

/// A class of Keras that is an initializer with certain options.
template <class T>
[[nodiscard]] auto always(T value) {
    return [value](Fields& fields, const T* saved) {
        if (saved && !(*saved == value)) fields.decline();
        fields.ignored("seed");
        return value;
    };
}

}  // namespace detail

/// A new initializer is a function above, and a line here.
OCKHAM_FUNC Table<AnyInitializer> initializers() {
    Table<AnyInitializer> table("initializer", "keras.initializers");
    table.add("Zeros", detail::always(zeros()), {.aliases = {"zero"}});
    table.add("Ones", detail::always(ones()), {.aliases = {"one"}});
    table.add("Constant", detail::constant);
    table.add("GlorotUniform", detail::always(glorot_uniform()));
    table.add("GlorotNormal", detail::always(glorot_normal()));
    table.add("HeUniform", detail::always(he_uniform()));
    table.add("HeNormal", detail::always(he_normal()));
    table.add("LecunUniform", detail::always(lecun_uniform()));
    table.add("LecunNormal", detail::always(lecun_normal()));
    table.add("VarianceScaling", detail::variance_scaling);
    table.add("RandomUniform", detail::random_uniform, {.aliases = {"uniform"}});
    table.add("RandomNormal", detail::normal<RandomNormal>, {.aliases = {"normal"}});
    table.add("TruncatedNormal", detail::normal<TruncatedNormal>);
    table.add("Orthogonal", detail::orthogonal_initializer, {.aliases = {"OrthogonalInitializer"}});
    return table;
}

}  // namespace ockham::keras

#endif
