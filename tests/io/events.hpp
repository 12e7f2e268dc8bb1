// SPDX-License-Identifier: MIT
// Reads files of events, as far as the tests need it.
#pragma once

#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/io/tf_record.hpp>

namespace events {

struct Event {
    double wall_time = 0;
    std::int64_t step = 0;
    std::string version, tag, plugin;
    double value = 0;
};

/// The unsigned number of up to eight bytes, the lowest first.
inline std::uint64_t number(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

/// Calls `look(field, integer, bytes)` for each field of a message.
template <class Look>
void look_at_fields(std::string_view message, Look look) {
    const auto varint = [&] {
        std::uint64_t value = 0;
        for (int shift = 0;; shift += 7) {
            if (message.empty()) throw std::runtime_error("a message that is cut short");
            const auto byte = static_cast<unsigned char>(message[0]);
            message.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80) return value;
        }
    };
    while (!message.empty()) {
        const std::uint64_t key = varint();
        std::uint64_t integer = 0, length = 0;
        switch (key & 7) {
            case 0:
                integer = varint();
                break;
            case 1:
                length = 8;
                break;
            case 2:
                length = varint();
                break;
            default:
                throw std::runtime_error("an unknown wire type");
        }
        if (length > message.size()) throw std::runtime_error("a message that is cut short");
        look(key >> 3, integer, message.substr(0, length));
        message.remove_prefix(length);
    }
}

inline Event parse(std::string_view bytes) {
    Event event;
    look_at_fields(bytes, [&](std::uint64_t field, std::uint64_t integer, std::string_view part) {
        if (field == 1) event.wall_time = std::bit_cast<double>(number(part));
        if (field == 2) event.step = static_cast<std::int64_t>(integer);
        if (field == 3) event.version = part;
        if (field != 5) return;
        look_at_fields(part, [&](auto, auto, std::string_view value) {
            look_at_fields(value, [&](std::uint64_t what, auto, std::string_view of) {
                if (what == 1) event.tag = of;
                if (what == 8)
                    look_at_fields(of, [&](std::uint64_t in_tensor, auto, std::string_view content) {
                        if (in_tensor == 4)
                            event.value = std::bit_cast<float>(static_cast<std::uint32_t>(number(content)));
                    });
                if (what == 9)
                    look_at_fields(of, [&](auto, auto, std::string_view plugin) {
                        look_at_fields(plugin,
                                       [&](auto, auto, std::string_view name) { event.plugin = name; });
                    });
            });
        });
    });
    return event;
}

/// The records of a file, without their frames. Throws if a check is wrong or the last record is not whole.
inline std::vector<std::string> records(std::string_view file) {
    std::vector<std::string> found;
    while (!file.empty()) {
        const std::size_t length = file.size() < 16 ? file.size() : number(file.substr(0, 8));
        if (file.size() < 16 || length > file.size() - 16)
            throw std::runtime_error("a record that is cut short");
        found.emplace_back(file.substr(12, length));
        if (ockham::detail::tf_record(found.back()) != file.substr(0, length + 16))
            throw std::runtime_error("a record with a wrong check");
        file.remove_prefix(length + 16);
    }
    return found;
}

/// The events of a file after the first, which is checked.
inline std::vector<Event> scalars(std::string_view file) {
    std::vector<Event> found;
    for (const std::string& record : records(file)) found.push_back(parse(record));
    if (found.empty() || found[0].version != "brain.Event:2" || found[0].step != 0)
        throw std::runtime_error("no version");
    found.erase(found.begin());
    return found;
}

}  // namespace events
