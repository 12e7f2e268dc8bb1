// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>

namespace ockham {

/// A sentence in the making: `Text("epoch ") << 3 << " of " << 10`. Numbers are written as a person would:
/// `0.001`, `128`, `nan`.
///
/// Nothing of it is inlined. Messages are long and rarely needed, and chains of `std::string` sums are what a
/// program's compile time would mostly go into.
class Text final {
public:
    Text() = default;
    Text(std::string_view text);
    Text(const char* text);
    Text(const std::string& text);
    Text(const Text& other);
    Text(Text&& other) noexcept;
    Text& operator=(const Text&) = delete;
    ~Text();

    Text& operator<<(std::string_view text);
    Text& operator<<(const char* text) { return *this << std::string_view(text); }
    Text& operator<<(const std::string& text) { return *this << std::string_view(text); }
    Text& operator<<(const Text& text) { return *this << std::string_view(text); }
    Text& operator<<(char letter) { return *this << std::string_view(&letter, 1); }

    Text& operator<<(double number) { return print(number, 6); }
    template <std::integral Number>
    Text& operator<<(Number number) {
        return append_integer(static_cast<long long>(number));
    }

    /// Appends `number` with `digits` digits as printf does in the locale "C", whatever the program's locale: style 'g' shows
    /// that many in all, 'f' behind the point, 'e' behind the point of a power of ten.
    Text& print(double number, int digits, char style = 'g');

    operator std::string_view() const { return text_; }
    [[nodiscard]] std::string string() const;
    [[nodiscard]] bool empty() const { return text_.empty(); }

private:
    Text& append_integer(long long number);

    std::string text_;
};

[[nodiscard]] std::string to_text(double value);

template <std::integral Number>
[[nodiscard]] std::string to_text(Number value) {
    return (Text() << value).string();
}

}  // namespace ockham

#if OCKHAM_BODIES

#include <charconv>

namespace ockham {

OCKHAM_FUNC Text::Text(std::string_view text) : text_(text) {}
OCKHAM_FUNC Text::Text(const char* text) : text_(text) {}
OCKHAM_FUNC Text::Text(const std::string& text) : text_(text) {}
OCKHAM_FUNC Text::Text(const Text& other) : text_(other.text_) {}
OCKHAM_FUNC Text::Text(Text&& other) noexcept : text_(std::move(other.text_)) {}
OCKHAM_FUNC Text::~Text() {}

OCKHAM_FUNC std::string Text::string() const {
    return text_;
}

OCKHAM_FUNC Text& Text::operator<<(std::string_view text) {
    text_.append(text);
    return *this;
}

OCKHAM_FUNC Text& Text::print(double number, int digits, char style) {
    char buffer[512];  // 309 digits before the point, and up to 99 behind it
    const auto format = style == 'f'   ? std::chars_format::fixed
                        : style == 'e' ? std::chars_format::scientific
                                       : std::chars_format::general;
    const char* const end = std::to_chars(buffer, buffer + sizeof buffer, number, format, digits).ptr;
    return *this << std::string_view(buffer, static_cast<std::size_t>(end - buffer));
}

OCKHAM_FUNC Text& Text::append_integer(long long number) {
    char buffer[24];
    const char* const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return *this << std::string_view(buffer, static_cast<std::size_t>(end - buffer));
}

OCKHAM_FUNC std::string to_text(double value) {
    return (Text() << value).string();
}

}  // namespace ockham

#endif
