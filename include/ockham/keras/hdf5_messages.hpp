// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <ockham/core/shape.hpp>
#include <ockham/io/number_format.hpp>
#include <ockham/keras/hdf5_bytes.hpp>

namespace ockham::keras::detail {

/// A message of an object header: what an object is, piece by piece.
struct Hdf5Message {
    enum Type : std::uint64_t {
        dataspace = 0x01,
        link_info = 0x02,
        datatype = 0x03,
        link = 0x06,
        external_files = 0x07,
        layout = 0x08,
        filters = 0x0B,
        attribute = 0x0C,
        continuation = 0x10,
        symbol_table = 0x11,
        attribute_info = 0x15,
    };
    std::uint64_t type;
    std::string_view data;
};

/// The messages of the object whose header, of version 1, is at `address`.
[[nodiscard]] inline std::vector<Hdf5Message> hdf5_messages(Hdf5Bytes& file, std::uint64_t address) {
    if (const std::uint64_t version = file.number(address, 1); version != 1)
        file.fail(version == 'O' ? Text("objects of the newer kind, version 2")
                                 : Text("an object header of version ") << version);
    std::vector<std::string_view> blocks{file.part(address + 16, file.number(address + 8, 4))};
    std::vector<Hdf5Message> messages;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::string_view block = blocks[i];
        for (std::uint64_t at = 0; at + 8 <= block.size();) {
            file.step();
            const Hdf5Message message{file.number(block, at, 2),
                                      file.part_of(block, at + 8, file.number(block, at + 2, 2))};
            const std::uint64_t flags = file.number(block, at + 4, 1);
            at += 8 + message.data.size();
            if (message.type == Hdf5Message::continuation)
                blocks.push_back(file.part(file.number(message.data, 0, 8), file.number(message.data, 8, 8)));
            else if ((flags & 2) != 0)
                file.fail("a message that is shared between objects");
            else
                messages.push_back(message);
        }
    }
    return messages;
}

/// The sizes that a dataspace message says.
struct Hdf5Space {
    std::vector<Index> sizes;  ///< empty: a single value
    bool is_null = false;      ///< no value at all

    /// The number of values; 0 if it is too large for any file.
    [[nodiscard]] std::uint64_t count() const {
        std::uint64_t count = is_null ? 0 : 1;
        for (const Index size : sizes) {
            if (count > 0 && static_cast<std::uint64_t>(size) > (std::uint64_t{1} << 48) / count) return 0;
            count *= static_cast<std::uint64_t>(size);
        }
        return count;
    }
};

[[nodiscard]] inline Hdf5Space hdf5_space(const Hdf5Bytes& file, std::string_view data) {
    const std::uint64_t version = file.number(data, 0, 1), rank = file.number(data, 1, 1);
    if (version != 1 && version != 2) file.fail(Text("a dataspace of version ") << version);
    if (rank > 32) file.fail(Text("an array of rank ") << rank);
    Hdf5Space space;
    space.is_null = version == 2 && file.number(data, 3, 1) == 2;
    for (std::uint64_t axis = 0; axis < rank; ++axis) {
        const std::uint64_t size = file.number(data, (version == 1 ? 8 : 4) + 8 * axis, 8);
        if (size > std::uint64_t{1} << 48) file.fail(Text("an array of size ") << size);
        space.sizes.push_back(static_cast<Index>(size));
    }
    return space;
}

/// What kind of values a datatype message says: numbers, strings of `size` bytes, or strings of any length.
struct Hdf5Type {
    enum class Kind { number, string, any_string, other };
    Kind kind = Kind::other;
    std::uint64_t size = 0;  ///< of one value, in bytes
    NumberFormat format = {};
};

[[nodiscard]] inline Hdf5Type hdf5_type(const Hdf5Bytes& file, std::string_view data) {
    const std::uint64_t first = file.number(data, 0, 1), bits = file.number(data, 1, 3);
    Hdf5Type type{.size = file.number(data, 4, 4)};
    const bool big_endian = (bits & 1) != 0;
    const auto property = [&](std::uint64_t offset, int size) { return file.number(data, 8 + offset, size); };
    const auto number = [&](NumberFormat::Kind kind) {
        type.kind = Hdf5Type::Kind::number;
        type.format = {kind, static_cast<std::size_t>(type.size), big_endian};
    };
    const auto is_float = [&](std::uint64_t size, std::uint64_t exponent, std::uint64_t fraction) {
        return type.size == size && (bits & 0xFFFF7E) == ((8 * size - 1) << 8 | 0x20) &&
               property(0, 2) == 0 && property(2, 2) == 8 * size && property(4, 1) == fraction &&
               property(5, 1) == exponent && property(6, 1) == 0 && property(7, 1) == fraction &&
               property(8, 4) == (std::uint64_t{1} << (exponent - 1)) - 1;
    };
    switch (first & 15) {
        case 0:
            if ((type.size == 1 || type.size == 2 || type.size == 4 || type.size == 8) &&
                property(0, 2) == 0 && property(2, 2) == 8 * type.size)
                number((bits & 8) != 0 ? NumberFormat::Kind::integer : NumberFormat::Kind::natural);
            break;
        case 1:
            if (is_float(2, 5, 10) || is_float(4, 8, 23) || is_float(8, 11, 52))
                number(NumberFormat::Kind::floating);
            break;
        case 3:
            type.kind = Hdf5Type::Kind::string;
            break;
        case 9:
            if ((bits & 15) == 1 && type.size == 16) type.kind = Hdf5Type::Kind::any_string;
            break;
        default:
            break;
    }
    return type;
}

}  // namespace ockham::keras::detail
