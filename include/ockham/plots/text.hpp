// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

/// Text for a picture whose reader's fonts are unknown: what may stand in XML, how wide it will be.
namespace ockham::plots {

/// The code point of UTF-8 `text` at `at`, which moves on behind it; U+FFFD for bytes that are not UTF-8 and
/// for characters that XML 1.0 does not allow.
[[gnu::cold]] inline char32_t next_code_point(std::string_view text, std::size_t& at) {
    constexpr char32_t replacement = 0xFFFD, smallest[] = {0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead >= 0x20 || lead == '\n' || lead == '\t' ? lead : replacement;
    if (lead < 0xC2 || lead > 0xF4) return replacement;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t code = lead & (0x3FU >> more);
    for (int byte = 0; byte < more; ++byte) {
        if (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80) return replacement;
        code = code << 6U | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    const bool no_character = code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF;
    return code < smallest[more] || surrogate || no_character ? replacement : code;
}

/// Appends `text` as XML content or attribute value: valid UTF-8 on one line, special characters escaped.
[[gnu::cold]] inline void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(text, at);
        std::string_view written = text.substr(begin, at - begin);
        if (code == '&') written = "&amp;";
        if (code == '<') written = "&lt;";
        if (code == '>') written = "&gt;";
        if (code == '"') written = "&quot;";
        if (code == '\'') written = "&apos;";
        if (code == '\n' || code == '\t') written = " ";
        if (code == 0xFFFD) written = "\xEF\xBF\xBD";
        out.append(written.data(), written.size());
    }
}

/// The width of a character in units of the font size, rounded up to that of wide fonts (DejaVu Sans), so
/// that text fits in narrower ones (Helvetica, Arial) too.
[[gnu::cold]] inline double width_of(char32_t code) {
    if (code >= 0x80) return code >= 0x2E80 ? 1 : 0.8;
    const auto is_one_of = [&](std::string_view some) { return some.find(char(code)) != some.npos; };
    if (is_one_of(" !',.:;Iijl|")) return 0.34;
    if (is_one_of("\"()-/[]\\frt`{}")) return 0.43;
    if (is_one_of("%@MWmw")) return 0.98;
    return code >= 'A' && code <= 'Z' ? 0.74 : 0.64;
}

/// About the width of the longest line of `text` in pixels, rather too wide than too narrow.
[[gnu::cold]] inline double width_of(std::string_view text, double font_size) {
    double longest = 0, width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        width = code == '\n' ? 0 : width + font_size * width_of(code);
        longest = std::max(longest, width);
    }
    return longest;
}

/// `text` with line feeds such that no line is wider than `limit` pixels: at blanks where there are any.
[[gnu::cold]] inline std::string wrapped(std::string_view text, double font_size, double limit) {
    std::string lines{text};
    std::size_t begin = 0, blank = 0;
    double width = 0;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t here = at;
        const char32_t code = next_code_point(lines, at);
        width += font_size * width_of(code);
        if (code == ' ') blank = here;
        if (code == '\n') {
            begin = at;
        } else if (width <= limit || here == begin) {
            continue;
        } else if (blank > begin) {
            lines[blank] = '\n';
            at = begin = blank + 1;
        } else {
            lines.insert(here, 1, '\n');
            at = begin = here + 1;
        }
        width = 0;
    }
    return lines;
}

/// The number of lines of `text`; none if it is empty.
inline double lines_of(std::string_view text) {
    return text.empty() ? 0 : 1 + static_cast<double>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace ockham::plots
