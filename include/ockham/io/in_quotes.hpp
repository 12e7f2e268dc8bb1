// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ockham::detail {

/// Whether `byte` is one of ASCII's control characters.
inline bool is_control(char byte) {
    return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
}

/// Foreign text as an error may show it: in quotes, on one line, control characters written as `\x0a`, and
/// after some `longest` bytes cut short: `'0123...'`. UTF-8 stays as it is.
[[gnu::cold, gnu::noinline]] inline std::string in_quotes(std::string_view text, std::size_t longest = 60) {
    std::size_t end = text.size();
    if (end > longest) {
        end = longest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    }
    std::string shown = "'";
    for (const char byte : text.substr(0, end)) {
        if (is_control(byte)) {
            const char* digits = "0123456789abcdef";
            shown.append("\\x").append(1, digits[(byte >> 4) & 15]).append(1, digits[byte & 15]);
        } else {
            shown += byte;
        }
    }
    return shown.append(end < text.size() ? "...'" : "'");
}

}  // namespace ockham::detail
