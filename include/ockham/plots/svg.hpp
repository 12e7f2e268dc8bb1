// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>

#include <ockham/plots/text.hpp>

/// Writing SVG. It is made to be cheap to compile, as all of this room: few templates, no expressions of
/// strings, and functions that are marked as cold, so that the compiler spends no effort on making them fast.
namespace ockham::plots {

/// Appends `digits` times ten to the power of `exponent`, exactly and in any locale: -25 and -1 are `-2.5`.
/// The exponent is between -30 and 30.
[[gnu::cold]] inline void append_decimal(std::string& out, long long digits, int exponent,
                                         const char* sign = "-") {
    if (digits < 0) out.append(sign);
    char text[64];
    char* begin = text + 32;
    char* end = begin;
    auto rest =
        digits < 0 ? 0 - static_cast<unsigned long long>(digits) : static_cast<unsigned long long>(digits);
    for (int place = exponent; rest > 0 || place <= 0 || begin == end; ++place, rest /= 10) {
        if (place == 0 && exponent < 0) *--begin = '.';
        *--begin = static_cast<char>('0' + rest % 10);
    }
    for (int place = 0; place < exponent && digits != 0; ++place) *end++ = '0';
    out.append(begin, static_cast<std::size_t>(end - begin));
}

/// Appends a coordinate, which is finite and below 1e9, with at most two decimals: `12.5`.
[[gnu::cold]] inline void append_coordinate(std::string& out, double value) {
    long long digits = std::llround(value * 100);
    int exponent = -2;
    for (; exponent < 0 && digits % 10 == 0; ++exponent) digits /= 10;
    append_decimal(out, digits, exponent);
}

/// A number or a text to be put into SVG.
struct Value {
    Value(double value) : number{value} {}
    Value(std::string_view value) : text{value.data()}, number{double(value.size())} {}
    Value(const std::string& value) : Value{std::string_view{value}} {}
    Value(const char* value) : Value{std::string_view{value}} {}

    const char* text = nullptr;
    double number;  // of a text: its length
};

/// Appends `pattern` with each `%`, of which there are as many as `values`, replaced by the next of them;
/// texts are escaped.
///
///     put(svg, "<circle cx='%' cy='%' r='3' fill='%'/>\n", {12.5, 30, "black"});
[[gnu::cold]] inline void put(std::string& svg, const char* pattern,
                              std::initializer_list<Value> values = {}) {
    for (const Value& value : values) {
        const std::size_t length = std::strcspn(pattern, "%");
        svg.append(pattern, length);
        pattern += length + 1;
        if (value.text == nullptr) append_coordinate(svg, value.number);
        if (value.text != nullptr) append_escaped(svg, {value.text, static_cast<std::size_t>(value.number)});
    }
    svg.append(pattern);
}

/// Writes each line of `text` as a text element, the first with its baseline at `y`.
[[gnu::cold]] inline void put_lines(std::string& svg, std::string_view text, double x, double y,
                                    double line_height) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        put(svg, "<text x='%' y='%'>%</text>\n", {x, y, text.substr(0, end)});
        text.remove_prefix(std::min(end + 1, text.size()));
        y += line_height;
    }
}

}  // namespace ockham::plots
