// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>

namespace ockham::detail {

/// A file name with placeholders in the notation of Python's `format`: `{epoch:02d}-{val_loss:.4f}.safetensors`.
///
/// After the colon come a width, filled up from the left with blanks, or with zeros if it begins with 0; a point
/// and the number of digits after it; and how to show the number: d for `epoch` and `batch`, which are whole, and
/// e, f or g for the others. All but that letter may be left out. Without a colon a number has all its digits, as
/// Python shows it. To stand for itself, a brace is written twice.
class FilePattern final {
public:
    /// Errors are `ArgumentError`s in the name of `who`.
    FilePattern(std::string_view who, std::string_view pattern);

    /// Calls `look(name)` for each placeholder.
    template <class Look>
    void look_at_names(Look look) const {
        for (const Placeholder& placeholder : placeholders_) look(placeholder.name);
    }

    /// The file name, in which `value_of(name)` is put for each placeholder.
    template <class ValueOf>
    [[nodiscard]] std::string fill(ValueOf value_of) const {
        std::string path;
        for (const Placeholder& placeholder : placeholders_)
            append(path += placeholder.before, placeholder, value_of(placeholder.name));
        return path += rest_;
    }

    /// A file name in the folder in which they will be, as far as that is known before there are values.
    [[nodiscard]] std::string example() const {
        return placeholders_.empty() ? rest_ : placeholders_[0].before + "0";
    }

private:
    struct Placeholder {
        std::string before, name;  ///< text, and what is to be shown
        std::size_t width = 0;     ///< at least so many letters,
        char fill = ' ';           ///< with these at the left
        char style = 0;            ///< d, e, f, g, E, F or G; 0: all digits
        int digits = 6;            ///< behind the point, or in all

        /// `epoch` and `batch` are whole numbers.
        [[nodiscard]] bool is_count() const { return name == "epoch" || name == "batch"; }
    };

    static void read_format(std::string_view who, std::string_view given, Placeholder& placeholder);

    static void append(std::string& path, const Placeholder& placeholder, double value);

    std::vector<Placeholder> placeholders_;
    std::string rest_;
};

}  // namespace ockham::detail

#if OCKHAM_BODIES

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ockham::detail {

OCKHAM_FUNC FilePattern::FilePattern(std::string_view who, std::string_view pattern) {
    std::string text;
    while (!pattern.empty()) {
        const char letter = pattern[0];
        pattern.remove_prefix(1);
        const bool brace = letter == '{' || letter == '}';
        const bool twice = brace && pattern.starts_with(letter);
        if (twice) pattern.remove_prefix(1);
        if (!brace || twice) {
            text += letter;
            continue;
        }
        const std::size_t end = letter == '{' ? pattern.find('}') : std::string_view::npos;
        if (end == std::string_view::npos)
            check::fail(who, "a file name in which each brace has its partner",
                        Text("'") << letter << "' without");
        const std::string_view field = pattern.substr(0, end);
        const std::size_t colon = field.find(':');
        Placeholder placeholder;
        placeholder.before = std::move(text);
        placeholder.name = field.substr(0, colon);
        text.clear();
        if (placeholder.name.empty())
            check::fail(who, "a name in each placeholder", Text("'{") << field << "}'");
        if (colon != std::string_view::npos) read_format(who, field.substr(colon + 1), placeholder);
        placeholders_.push_back(std::move(placeholder));
        pattern.remove_prefix(end + 1);
    }
    rest_ = std::move(text);
}

OCKHAM_FUNC void FilePattern::read_format(std::string_view who, std::string_view given,
                                          Placeholder& placeholder) {
    std::string_view rest = given;
    const auto number = [&rest](std::size_t most) {
        std::size_t count = 0, value = 0;
        for (; count < rest.size() && count < most && rest[count] >= '0' && rest[count] <= '9'; ++count)
            value = 10 * value + static_cast<std::size_t>(rest[count] - '0');
        rest.remove_prefix(count);
        return std::pair(count, value);
    };
    if (rest.starts_with('0')) placeholder.fill = '0';
    placeholder.width = number(3).second;
    const bool precise = rest.starts_with('.');
    bool good = true;
    if (precise) {
        rest.remove_prefix(1);
        const auto [count, digits] = number(2);
        good = count > 0;
        placeholder.digits = static_cast<int>(digits);
    }
    const bool whole = rest.empty() || rest == "d";
    good = good && rest.size() <= 1 &&
           (whole ? !precise && placeholder.is_count()
                  : std::string_view("efgEFG").find(rest) != std::string_view::npos);
    if (!good)
        check::fail(who, "placeholders like {epoch:02d} or {val_loss:.4f}",
                    Text("'{") << placeholder.name << ":" << given << "}'");
    placeholder.style = whole ? 'd' : rest[0];
}

OCKHAM_FUNC void FilePattern::append(std::string& path, const Placeholder& placeholder, double value) {
    std::string shown;
    const char style = placeholder.style;
    if (style == 'd' || (style == 0 && placeholder.is_count())) {
        shown = to_text(static_cast<long long>(value));
    } else if (style != 0) {
        const bool large = style < 'a';
        shown = Text()
                    .print(value, placeholder.digits, large ? static_cast<char>(style - 'A' + 'a') : style)
                    .string();
        for (char& letter : shown)
            if (large && letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    } else {
        const double size = std::abs(value);
        const bool plain = value == 0 || (size >= 1e-4 && size < 1e16);
        char buffer[512];
        char* const end = std::to_chars(buffer, buffer + sizeof buffer, value,
                                        plain ? std::chars_format::fixed : std::chars_format::scientific)
                              .ptr;
        shown.assign(buffer, static_cast<std::size_t>(end - buffer));
        if (shown.find_first_not_of("-0123456789") == std::string_view::npos) shown += ".0";
    }
    const std::size_t missing = placeholder.width - std::min(placeholder.width, shown.size());
    shown.insert(placeholder.fill == '0' && shown[0] == '-' ? 1 : 0, missing, placeholder.fill);
    path += shown;
}

}  // namespace ockham::detail

#endif
