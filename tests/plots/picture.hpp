// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// Looking at an SVG document.
namespace picture {

inline std::size_t count(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// What follows each `begin` in `text`, up to the next `end`.
inline std::vector<std::string> all_between(std::string_view text, std::string_view begin,
                                            std::string_view end) {
    std::vector<std::string> found;
    for (std::size_t at = text.find(begin); at != text.npos; at = text.find(begin, at)) {
        at += begin.size();
        found.emplace_back(text.substr(at, text.find(end, at) - at));
    }
    return found;
}

/// The first of them; empty if there is none.
inline std::string between(std::string_view text, std::string_view begin, std::string_view end) {
    const auto all = all_between(text, begin, end);
    return all.empty() ? "" : all.front();
}

/// The texts of the picture, without the elements in them.
inline std::vector<std::string> texts(std::string_view svg) {
    std::vector<std::string> texts;
    for (const std::string& element : all_between(svg, "<text", "</text>")) {
        std::string text;
        bool inside = false;
        for (const char byte : element) {
            if (byte == '<') inside = false;
            if (inside) text += byte;
            if (byte == '>') inside = true;
        }
        texts.push_back(text);
    }
    return texts;
}

inline bool has_text(std::string_view svg, std::string_view text) {
    for (const std::string& each : texts(svg))
        if (each == text) return true;
    return false;
}

/// The numbers in `text`, whatever stands between them.
inline std::vector<double> numbers(const std::string& text) {
    std::vector<double> numbers;
    const char* at = text.c_str();
    while (*at != '\0') {
        char* end = nullptr;
        const double number = std::strtod(at, &end);
        if (end != at) numbers.push_back(number);
        at = end == at ? at + 1 : end;
    }
    return numbers;
}

/// A small XML parser that only says what is wrong: nesting, attributes, references, characters, one root.
class Reader final {
public:
    explicit Reader(std::string_view xml) : rest_{xml} {}

    /// Empty if the document is well-formed.
    std::string problem() {
        for (const char byte : rest_)
            if (static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\t')
                return "a control character";
        element();
        if (problem_.empty() && rest_ != "\n" && !rest_.empty()) fail("something behind the root");
        return problem_;
    }

private:
    void fail(const std::string& what) {
        if (problem_.empty()) problem_ = what + " at '" + std::string(rest_.substr(0, 40)) + "'";
    }

    bool take(std::string_view text) {
        if (rest_.substr(0, text.size()) != text) return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    std::string name() {
        std::size_t end = 0;
        const std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:";
        while (end < rest_.size() && letters.find(rest_[end]) != letters.npos) ++end;
        const std::string name{rest_.substr(0, end)};
        if (name.empty()) fail("no name");
        rest_.remove_prefix(end);
        return name;
    }

    void characters(std::string_view stop) {
        while (problem_.empty() && !rest_.empty() && stop.find(rest_[0]) == stop.npos) {
            if (rest_[0] == '<') fail("an unescaped <");
            if (rest_[0] == '&' && !take("&amp;") && !take("&lt;") && !take("&gt;") && !take("&quot;") &&
                !take("&apos;"))
                return fail("an unknown reference");
            if (!rest_.empty() && stop.find(rest_[0]) == stop.npos && rest_[0] != '&') rest_.remove_prefix(1);
        }
    }

    void element() {
        if (!take("<")) return fail("no element");
        const std::string tag = name();
        std::vector<std::string> attributes;
        while (problem_.empty() && take(" ")) {
            attributes.push_back(name());
            for (std::size_t at = 0; at + 1 < attributes.size(); ++at)
                if (attributes[at] == attributes.back()) fail("an attribute twice");
            if (!take("='")) fail("no value");
            characters("'");
            if (!take("'")) fail("no end of the value");
        }
        if (take("/>")) return;
        if (!take(">")) return fail("no end of the tag");
        while (problem_.empty()) {
            characters("<");
            if (rest_.substr(0, 2) == "</") break;
            element();
        }
        if (!take("</" + tag + ">")) fail("no end of " + tag);
    }

    std::string_view rest_;
    std::string problem_;
};

/// What is wrong with an SVG document as XML; empty if nothing.
inline std::string problem(std::string_view svg) {
    return Reader(svg).problem();
}

}  // namespace picture
