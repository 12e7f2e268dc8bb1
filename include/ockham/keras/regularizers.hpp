// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// The regularizers that Ockham has, in Keras' words.
[[nodiscard]] Table<AnyRegularizer> regularizers();

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <ockham/keras/fields.hpp>
#include <ockham/regularizers.hpp>

namespace ockham::keras {

namespace detail {

[[nodiscard]] inline L1L2 l1(Fields& fields, const L1L2* saved) {
    double factor = saved ? saved->options().l1 : 0.01;
    if (saved && saved->options().l2 > 0) fields.decline();
    fields.rounded("l1", factor);
    return ockham::l1(factor);
}

[[nodiscard]] inline L1L2 l2(Fields& fields, const L1L2* saved) {
    double factor = saved ? saved->options().l2 : 0.01;
    if (saved && saved->options().l1 > 0) fields.decline();
    fields.rounded("l2", factor);
    return ockham::l2(factor);
}

[[nodiscard]] inline L1L2 l1_l2(Fields& fields, const L1L2* saved) {
    auto options = saved ? saved->options() : L1L2Options();
    fields.rounded("l1", options.l1);
    fields.rounded("l2", options.l2);
    return L1L2(options);
}

[[nodiscard]] inline Orthogonal orthogonal(Fields& fields, const Orthogonal* saved) {
    auto options = saved ? saved->options() : OrthogonalOptions();
    fields.rounded("factor", options.factor);
    fields.choice("mode", options.mode,
                  {{"rows", OrthogonalMode::rows}, {"columns", OrthogonalMode::columns}});
    return Orthogonal(options);
}

}  // namespace detail

/// A new regularizer is a function above, and a line here.
OCKHAM_FUNC Table<AnyRegularizer> regularizers() {
    Table<AnyRegularizer> table("regularizer", "keras.regularizers");
    table.add("L1", detail::l1);
    table.add("L2", detail::l2);
    table.add("L1L2", detail::l1_l2, {.aliases = {"l1_l2"}});
    table.add("OrthogonalRegularizer", detail::orthogonal);
    return table;
}

}  // namespace ockham::keras

#endif
