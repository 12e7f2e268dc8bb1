// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cmath>
#include <cstdio>
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

private:
    struct Placeholder {
        std::string before, name,
            format;  ///< text, what is to be shown, and how, in printf's notation or empty

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
        Placeholder placeholder{std::move(text), std::string(field.substr(0, colon)), {}};
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
    const auto skip_digits = [&rest](std::size_t most) {
        std::size_t count = 0;
        while (count < rest.size() && count < most && rest[count] >= '0' && rest[count] <= '9') ++count;
        rest.remove_prefix(count);
        return count;
    };
    skip_digits(3);  // the zero and the width
    const bool precise = rest.starts_with('.');
    if (precise) rest.remove_prefix(1);
    const bool good = (!precise || skip_digits(2) > 0) && rest.size() <= 1;
    const bool whole = rest.empty() || rest == "d";
    if (!good || (whole ? precise || !placeholder.is_count()
                        : std::string_view("efgEFG").find(rest) == std::string_view::npos))
        check::fail(who, "placeholders like {epoch:02d} or {val_loss:.4f}",
                    Text("'{") << placeholder.name << ":" << given << "}'");
    placeholder.format.append("%")
        .append(given.substr(0, given.size() - rest.size()))
        .append(whole ? "lld" : rest);
}

OCKHAM_FUNC void FilePattern::append(std::string& path, const Placeholder& placeholder, double value) {
    char buffer[512];
    const std::string& format = placeholder.format;
    if (placeholder.is_count() && (format.empty() || format.ends_with('d'))) {
        std::snprintf(buffer, sizeof buffer, format.empty() ? "%lld" : format.c_str(),
                      static_cast<long long>(value));
        path += buffer;
    } else if (!format.empty()) {
        std::snprintf(buffer, sizeof buffer, format.c_str(), value);
        path += buffer;
    } else {
        const double size = std::abs(value);
        const bool plain = value == 0 || (size >= 1e-4 && size < 1e16);
        const char* const end =
            std::to_chars(buffer, buffer + sizeof buffer, value,
                          plain ? std::chars_format::fixed : std::chars_format::scientific)
                .ptr;
        const std::string_view shown(buffer, static_cast<std::size_t>(end - buffer));
        path += shown;
        if (shown.find_first_not_of("-0123456789") == std::string_view::npos) path += ".0";
    }
}

}  // namespace ockham::detail

#endif
