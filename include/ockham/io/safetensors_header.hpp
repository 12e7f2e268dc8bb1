// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <ockham/io/json.hpp>
#include <ockham/io/named_tensors.hpp>

namespace ockham::detail {

/// The formats of safetensors that are read and written, and their names there.
struct SafetensorsType {
    std::string_view name;
    NumberFormat format;
};
inline constexpr SafetensorsType safetensors_types[] = {
    {"BOOL", {NumberFormat::Kind::boolean, 1}}, {"I8", {NumberFormat::Kind::integer, 1}},
    {"I16", {NumberFormat::Kind::integer, 2}},  {"I32", {NumberFormat::Kind::integer, 4}},
    {"I64", {NumberFormat::Kind::integer, 8}},  {"U8", {NumberFormat::Kind::natural, 1}},
    {"U16", {NumberFormat::Kind::natural, 2}},  {"U32", {NumberFormat::Kind::natural, 4}},
    {"U64", {NumberFormat::Kind::natural, 8}},  {"F16", {NumberFormat::Kind::floating, 2}},
    {"F32", {NumberFormat::Kind::floating, 4}}, {"F64", {NumberFormat::Kind::floating, 8}},
    {"BF16", {NumberFormat::Kind::brain, 2}},
};

/// What stands before the numbers in the file: the length of the header in eight bytes, and the header.
[[gnu::noinline]] inline std::string safetensors_header(std::string_view who, const NamedTensors& tensors) {
    std::string json = "{";
    const auto append_key = [&](std::string_view key) {
        if (!is_utf8(key)) check::fail(who, "names and strings of UTF-8", in_quotes(key));
        if (json.back() != '{') json += ',';
        append_json(json, key);
        json += ':';
    };
    if (!tensors.metadata().empty()) {
        append_key("__metadata__");
        json += '{';
        for (const auto& [key, value] : tensors.metadata()) {
            append_key(key);
            if (!is_utf8(value)) check::fail(who, "names and strings of UTF-8", in_quotes(value));
            append_json(json, value);
        }
        json += '}';
    }
    for (const NamedTensors::Entry& entry : tensors.entries()) {
        if (entry.name == "__metadata__") check::fail(who, "names of arrays other than __metadata__", "it");
        append_key(entry.name);
        std::string_view type;
        for (const SafetensorsType& known : safetensors_types)
            if (known.format == entry.format) type = known.name;
        Text text("{\"dtype\":\"");
        text << type << "\",\"shape\":[";
        for (std::size_t axis = 0; axis < entry.shape.size(); ++axis)
            text << (axis == 0 ? "" : ",") << entry.shape[axis];
        json += text << "],\"data_offsets\":[" << entry.begin << "," << entry.begin + entry.size << "]}";
    }
    json += '}';
    json.append((8 - json.size() % 8) % 8, ' ');
    std::string header;
    for (std::size_t i = 0; i < 8; ++i)
        header += static_cast<char>(static_cast<std::uint64_t>(json.size()) >> 8 * i);
    return header += json;
}

}  // namespace ockham::detail
