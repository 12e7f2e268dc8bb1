// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The constraints that Ockham has, in Keras' words.
[[nodiscard]] Table<AnyConstraint> constraints();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <ockham/constraints.hpp>
#include <ockham/keras/fields.hpp>

namespace ockham::keras {

namespace detail {

[[nodiscard]] inline MaxNorm max_norm(Fields& fields, const MaxNorm* saved) {
    auto options = saved ? saved->options() : MaxNormOptions();
    fields("max_value", options.max_value);
    fields("axis", options.axis);
    return MaxNorm(options);
}

[[nodiscard]] inline MinMaxNorm min_max_norm(Fields& fields, const MinMaxNorm* saved) {
    auto options = saved ? saved->options() : MinMaxNormOptions();
    fields("min_value", options.min_value);
    fields("max_value", options.max_value);
    fields("rate", options.rate);
    fields("axis", options.axis);
    return MinMaxNorm(options);
}

[[nodiscard]] inline NonNeg non_neg(Fields&, const NonNeg*) {
    return {};
}

[[nodiscard]] inline UnitNorm unit_norm(Fields& fields, const UnitNorm* saved) {
    auto options = saved ? saved->options() : UnitNormOptions();
    fields("axis", options.axis);
    return UnitNorm(options);
}

}  // namespace detail

/// A new constraint is a function above, and a line here.
OCKHAM_FUNC Table<AnyConstraint> constraints() {
    Table<AnyConstraint> table("constraint", "keras.constraints");
    table.add("MaxNorm", detail::max_norm);
    table.add("MinMaxNorm", detail::min_max_norm);
    table.add("NonNeg", detail::non_neg);
    table.add("UnitNorm", detail::unit_norm);
    return table;
}

}  // namespace ockham::keras

#endif
