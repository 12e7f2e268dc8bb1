// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <limits>

#include <ockham/core/build.hpp>
#include <ockham/core/errors.hpp>
#include <ockham/core/text.hpp>

/// Checks of arguments, one line each: `check::positive("SGD", "learning_rate", options.learning_rate)`.
namespace ockham::check {

/// The one wording of the library: `who: expected needed, got came`. Without `who`, for what a layer throws
/// while it is built, it is `expected needed, got came`; the model then puts the layer's name before it.
std::string sentence(std::string_view who, std::string_view needed, std::string_view came);

/// Throws `Error` (an `ArgumentError` unless told otherwise) with `sentence(who, needed, came)`.
template <class Error = ArgumentError>
[[noreturn, gnu::cold, gnu::noinline]] void fail(std::string_view who, std::string_view needed,
                                                 std::string_view came) {
    throw Error(sentence(who, needed, came));
}

/// Fails: `SGD: expected momentum to be in [0, 1], got 1.5`.
[[noreturn]] void fail_value(std::string_view who, std::string_view what, std::string_view range, double got);

void value(bool accepted, std::string_view who, std::string_view what, std::string_view range, double got);

/// True for finite numbers that are finite as a float, too: options do not know in which type a model computes.
inline bool is_finite(double number) {
    return std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max());
}

template <class Number>
void positive(std::string_view who, std::string_view what, Number got) {
    const auto number = static_cast<double>(got);
    value(is_finite(number) && number > 0, who, what, "positive and finite", number);
}

template <class Number>
void non_negative(std::string_view who, std::string_view what, Number got) {
    const auto number = static_cast<double>(got);
    value(is_finite(number) && number >= 0, who, what, "non-negative and finite", number);
}

void finite(std::string_view who, std::string_view what, double got);

/// Fails unless `low <= got <= high`.
void between(std::string_view who, std::string_view what, double got, double low, double high);

}  // namespace ockham::check

#if OCKHAM_BODIES

namespace ockham::check {

OCKHAM_FUNC std::string sentence(std::string_view who, std::string_view needed, std::string_view came) {
    return (Text(who) << (who.empty() ? "expected " : ": expected ") << needed << ", got " << came).string();
}

OCKHAM_FUNC void fail_value(std::string_view who, std::string_view what, std::string_view range, double got) {
    const bool large = std::isfinite(got) && !is_finite(got);
    fail(who, Text(what) << " to be " << range << (large ? " as a float" : ""), Text() << got);
}

OCKHAM_FUNC void value(bool accepted, std::string_view who, std::string_view what, std::string_view range,
                       double got) {
    if (!accepted) fail_value(who, what, range, got);
}

OCKHAM_FUNC void finite(std::string_view who, std::string_view what, double got) {
    value(is_finite(got), who, what, "finite", got);
}

OCKHAM_FUNC void between(std::string_view who, std::string_view what, double got, double low, double high) {
    if (!(got >= low && got <= high)) fail_value(who, what, Text("in [") << low << ", " << high << "]", got);
}

}  // namespace ockham::check

#endif
