// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <system_error>

#include <ockham/core/build.hpp>

namespace ockham::detail {

/// Reads `text`, all of it, to the nearest number, with a point whatever the locale: `1`, `.5`, `-2.5e-3`, and in
/// any case `inf`, `infinity` and `nan`. Blanks, a plus and hexadecimal digits are none of it.
///
/// Returns `invalid_argument` for what is no number, `result_out_of_range` for one that is too large or too small,
/// and else no error: `parse_number(text, value) == std::errc()`. Without success `value` is anything.
std::errc parse_number(std::string_view text, double& value);
std::errc parse_number(std::string_view text, float& value);

/// The same where the standard library has no `std::from_chars` for such numbers, as libc++ before its version 20.
std::errc parse_number_by_strtod(std::string_view text, double& value);
std::errc parse_number_by_strtod(std::string_view text, float& value);

}  // namespace ockham::detail

#if OCKHAM_BODIES

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>
#include <version>

#include <ockham/core/point_locale.hpp>

namespace ockham::detail {

template <class Number>
std::errc parse_by(std::string_view text, Number& value, Number (*read)(const char*, char**)) {
    std::string_view size = text;
    if (size.starts_with('-')) size.remove_prefix(1);
    const bool is_word = !size.empty() && std::string_view("iInN").find(size[0]) != std::string_view::npos;
    // What strtod would read besides: blanks, a plus, hexadecimal digits.
    if (size.empty() ||
        (!is_word && std::string_view("0123456789.").find(size[0]) == std::string_view::npos) ||
        size.find_first_of("xX") != std::string_view::npos)
        return std::errc::invalid_argument;
    const std::string copy(text);
    char* end = nullptr;
    {
        const PointLocale point;
        value = read(copy.c_str(), &end);
    }
    if (end != copy.c_str() + copy.size()) return std::errc::invalid_argument;
    const std::string_view digits = size.substr(0, size.find_first_of("eE"));
    const bool vanished = value == 0 && digits.find_first_of("123456789") != std::string_view::npos;
    if (!is_word && (vanished || !std::isfinite(value))) return std::errc::result_out_of_range;
    return {};
}

OCKHAM_FUNC std::errc parse_number_by_strtod(std::string_view text, double& value) {
    return parse_by(text, value, std::strtod);
}

OCKHAM_FUNC std::errc parse_number_by_strtod(std::string_view text, float& value) {
    return parse_by(text, value, std::strtof);
}

#ifdef __cpp_lib_to_chars

template <class Number>
std::errc parse_by_from_chars(std::string_view text, Number& value) {
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return stop != end ? std::errc::invalid_argument : error;
}

OCKHAM_FUNC std::errc parse_number(std::string_view text, double& value) {
    return parse_by_from_chars(text, value);
}

OCKHAM_FUNC std::errc parse_number(std::string_view text, float& value) {
    return parse_by_from_chars(text, value);
}

#else

OCKHAM_FUNC std::errc parse_number(std::string_view text, double& value) {
    return parse_number_by_strtod(text, value);
}

OCKHAM_FUNC std::errc parse_number(std::string_view text, float& value) {
    return parse_number_by_strtod(text, value);
}

#endif

}  // namespace ockham::detail

#endif
