// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <ockham/core/check.hpp>
#include <ockham/io/in_quotes.hpp>

namespace ockham::detail {

/// The number of bytes of the UTF-8 character that `text` begins with; 0 if it begins with none.
[[gnu::noinline]] inline std::size_t utf8_size(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return text.empty() ? 0 : 1;
    const std::size_t size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    const bool too_long = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
    const bool surrogate = first == 0xed && byte(1) >= 0xa0, too_large = first == 0xf4 && byte(1) >= 0x90;
    return too_long || surrogate || too_large ? 0 : size;
}

[[gnu::noinline]] inline bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = utf8_size(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

/// Appends `text`, which is UTF-8, as a string of JSON.
[[gnu::noinline]] inline void append_json(std::string& json, std::string_view text) {
    json += '"';
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\')
            json.append(1, '\\').append(1, letter);
        else if (byte < 0x20)
            json.append("\\u00").append(1, "01"[byte >> 4]).append(1, "0123456789abcdef"[byte & 15]);
        else
            json += letter;
    }
    json += '"';
}

/// Takes a text of JSON apart, token by token: whoever uses it says what has to come, so that nothing can be
/// nested deeper than that. Strict (RFC 8259); errors are `FileError`s in the name of `who`.
class JsonReader final {
public:
    JsonReader(std::string_view text, std::string_view who) : rest_{text}, who_{who}, size_{text.size()} {}

    /// Takes `token` off the front, if it is there.
    bool take(char token) {
        skip_blanks();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(char token) {
        if (!take(token)) fail(Text("'") << token << "'");
    }

    /// True while there is another element of an array or an object, which ends with `end`.
    bool more(bool& first, char end) {
        if (take(end)) return false;
        if (!first) expect(',');
        first = false;
        return true;
    }

    void expect_end() {
        skip_blanks();
        if (!rest_.empty()) fail("the end");
    }

    [[gnu::noinline]] std::string string() {
        expect('"');
        std::string text;
        while (true) {
            const std::size_t size = utf8_size(rest_);
            if (size == 0 || static_cast<unsigned char>(rest_[0]) < 0x20) fail("a string of UTF-8 in quotes");
            if (rest_[0] == '\\') {
                append_escaped(text);
                continue;
            }
            if (rest_[0] == '"') break;
            text.append(rest_.substr(0, size));
            rest_.remove_prefix(size);
        }
        rest_.remove_prefix(1);
        return text;
    }

    /// A whole number from 0 to 2^63 - 1, without a sign, a point or an exponent.
    [[gnu::noinline]] std::int64_t natural() {
        skip_blanks();
        std::int64_t number = 0;
        std::size_t digits = 0;
        for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits) {
            const std::int64_t digit = rest_[digits] - '0';
            if (number > (std::numeric_limits<std::int64_t>::max() - digit) / 10) fail("a number below 2^63");
            number = 10 * number + digit;
        }
        if (digits == 0 || (digits > 1 && rest_[0] == '0')) fail("a whole number");
        rest_.remove_prefix(digits);
        return number;
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail(std::string_view needed) const {
        check::fail<FileError>(who_, Text(needed) << " at byte " << size_ - rest_.size() << " of the header",
                               rest_.empty() ? std::string("its end") : in_quotes(rest_, 20));
    }

private:
    void skip_blanks() {
        const std::size_t blanks = rest_.find_first_not_of(" \t\n\r");
        rest_.remove_prefix(blanks == std::string_view::npos ? rest_.size() : blanks);
    }

    void append_escaped(std::string& text) {
        const std::string_view letters = "\"\\/bfnrt";
        const std::size_t letter = rest_.size() < 2 ? std::string_view::npos : letters.find(rest_[1]);
        if (letter != std::string_view::npos) {
            text += "\"\\/\b\f\n\r\t"[letter];
            rest_.remove_prefix(2);
            return;
        }
        std::uint32_t code = escaped_unit();
        if (code >= 0xdc00 && code < 0xe000) fail("no second half of a surrogate pair before");
        if (code >= 0xd800 && code < 0xdc00) {
            const std::uint32_t low = escaped_unit();
            if (low < 0xdc00 || low >= 0xe000) fail("the second half of a surrogate pair before");
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        const auto append = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
        if (code < 0x80) return append(code);
        if (code < 0x800) {
            append(0xc0 | code >> 6);
        } else {
            if (code < 0x10000) {
                append(0xe0 | code >> 12);
            } else {
                append(0xf0 | code >> 18);
                append(0x80 | (code >> 12 & 63));
            }
            append(0x80 | (code >> 6 & 63));
        }
        append(0x80 | (code & 63));
    }

    /// The number in `\u00e9`.
    std::uint32_t escaped_unit() {
        if (!rest_.starts_with("\\u") || rest_.size() < 6) fail("an escape of JSON");
        std::uint32_t code = 0;
        for (const char letter : rest_.substr(2, 4)) {
            const std::size_t digit = std::string_view("0123456789abcdefABCDEF").find(letter);
            if (digit == std::string_view::npos) fail("four hexadecimal digits after \\u");
            code = code << 4 | static_cast<std::uint32_t>(digit < 16 ? digit : digit - 6);
        }
        rest_.remove_prefix(6);
        return code;
    }

    std::string_view rest_, who_;
    std::size_t size_;
};

}  // namespace ockham::detail
