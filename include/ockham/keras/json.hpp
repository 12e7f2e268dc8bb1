// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>

namespace ockham::keras {

/// JSON whose objects keep the order of their keys. Whoever looks into it includes <nlohmann/json.hpp>, which takes long.
using Json = nlohmann::ordered_json;

namespace detail {

/// The value that `text` is in JSON. What is not JSON, nested deeper than 64, made of more than 500,000 values,
/// or names a key twice in one object, is a `FileError`; `what` says what was read.
[[nodiscard]] Json parse_json(std::string_view text, std::string_view who, std::string_view what);

/// Whether JSON can hold `text`.
[[nodiscard]] bool is_utf8(const std::string& text);

/// How an error shows a value: short.
[[nodiscard]] std::string shown(const Json& value);

/// The member `key` of an object, or null.
[[nodiscard]] const Json& member(const Json& object, std::string_view key);

}  // namespace detail

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <cstddef>
#include <nlohmann/json.hpp>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/io/in_quotes.hpp>

namespace ockham::keras::detail {

OCKHAM_FUNC Json parse_json(std::string_view text, std::string_view who, std::string_view what) {
    constexpr int deepest = 64;
    constexpr std::size_t most = 500'000;
    std::size_t values = 0;
    std::vector<std::vector<std::string>> keys;  // of the objects that are open
    const auto look = [&](int depth, Json::parse_event_t event, Json& parsed) {
        using Event = Json::parse_event_t;
        if (depth > deepest)
            check::fail<FileError>(who, Text(what) << " nested at most " << deepest << " deep",
                                   "a deeper one");
        if (++values > most)
            check::fail<FileError>(who, Text(what) << " of at most " << most << " values", "a longer one");
        if (event == Event::object_start) keys.emplace_back();
        if (event == Event::object_end) keys.pop_back();
        if (event == Event::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            for (const std::string& earlier : keys.back())
                if (earlier == key)
                    check::fail<FileError>(who, Text("each key of ") << what << " once",
                                           Text(ockham::detail::in_quotes(key)) << " twice");
            if (keys.back().size() == 1024)
                check::fail<FileError>(who, Text(what) << " with at most 1024 keys in an object", "more");
            keys.back().push_back(key);
        }
        return true;
    };
    try {
        return Json::parse(text.begin(), text.end(), look);
    } catch (const Json::exception& error) {
        check::fail<FileError>(who, Text(what) << " in JSON", ockham::detail::in_quotes(error.what(), 160));
    }
}

OCKHAM_FUNC bool is_utf8(const std::string& text) {
    try {
        return !Json(text).dump().empty();
    } catch (const Json::exception&) {
        return false;
    }
}

OCKHAM_FUNC std::string shown(const Json& value) {
    if (value.is_string()) return ockham::detail::in_quotes(value.get_ref<const std::string&>());
    if (value.is_object() && value.contains("class_name") && value["class_name"].is_string())
        return ockham::detail::in_quotes(value["class_name"].get_ref<const std::string&>());
    if (value.is_object()) return "an object";
    if (value.is_array() && value.size() > 8) return "a list";
    const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() > 80 ? text.substr(0, 77) + "..." : text;
}

OCKHAM_FUNC const Json& member(const Json& object, std::string_view key) {
    static const Json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(std::string(key));
    return found == object.end() ? nothing : *found;
}

}  // namespace ockham::keras::detail

#endif
