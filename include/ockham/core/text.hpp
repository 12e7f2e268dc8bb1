// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdio>
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

    [[gnu::noinline, gnu::cold]] Text& operator<<(double number) { return print("%.6g", number); }
    template <std::integral Number>
    Text& operator<<(Number number) {
        return append_integer(static_cast<long long>(number));
    }

    /// Appends `number` in the format of printf.
    Text& print(const char* format, double number);

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

OCKHAM_FUNC Text& Text::print(const char* format, double number) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, number);
    return *this << buffer;
}

OCKHAM_FUNC Text& Text::append_integer(long long number) {
    char buffer[24];
    std::snprintf(buffer, sizeof buffer, "%lld", number);
    return *this << buffer;
}

OCKHAM_FUNC std::string to_text(double value) {
    return (Text() << value).string();
}

}  // namespace ockham

#endif
