// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <ockham/io/in_quotes.hpp>
#include <ockham/keras/hdf5_messages.hpp>

namespace ockham::keras::detail {

/// A small value with a name that hangs on a group or an array.
class Hdf5Attribute final {
public:
    /// The attribute that a message says.
    Hdf5Attribute(const Hdf5Bytes& file, std::string_view data) {
        const std::uint64_t version = file.number(data, 0, 1);
        if (version < 1 || version > 3) file.fail(Text("an attribute of version ") << version);
        if (version > 1 && file.number(data, 1, 1) != 0) file.fail("an attribute whose type is elsewhere");
        std::uint64_t at = version == 3 ? 9 : 8;
        std::string_view parts[3];
        for (std::uint64_t i = 0; i < 3; ++i) {
            const std::uint64_t size = file.number(data, 2 + 2 * i, 2);
            parts[i] = file.part_of(data, at, size);
            at += version == 1 ? (size + 7) / 8 * 8 : size;
        }
        name_ = parts[0].substr(0, parts[0].find('\0'));
        type_ = hdf5_type(file, parts[1]);
        space_ = hdf5_space(file, parts[2]);
        data_ = data.substr(static_cast<std::size_t>(std::min<std::uint64_t>(at, data.size())));
    }

    [[nodiscard]] std::string_view name() const { return name_; }

    /// Its values, if they are strings or if there are none. `who` begins the error about others.
    [[nodiscard]] std::vector<std::string_view> strings(Hdf5Bytes& file, std::string_view who) const {
        std::vector<std::string_view> strings;
        const std::uint64_t count = space_.count(), size = type_.size;
        if (count == 0) return strings;
        if (size == 0 || count > data_.size() / size) file.fail("an attribute that is cut short");
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::string_view value = file.part_of(data_, i * size, size);
            if (type_.kind == Hdf5Type::Kind::string)
                strings.push_back(value.substr(0, value.find('\0')));
            else if (type_.kind == Hdf5Type::Kind::any_string)
                strings.push_back(string_in_heap(file, value));
            else
                check::fail<FileError>(who, Text("strings in ") << ockham::detail::in_quotes(name_),
                                       "something else");
        }
        return strings;
    }

private:
    /// A string of any length: `value` says how long it is, and where in which collection.
    [[nodiscard]] static std::string_view string_in_heap(Hdf5Bytes& file, std::string_view value) {
        const std::uint64_t length = file.number(value, 0, 4), heap = file.number(value, 4, 8),
                            index = file.number(value, 12, 4);
        if (length == 0) return {};
        file.expect(heap, "GCOL");
        const std::string_view collection = file.part(heap, file.number(heap + 8, 8));
        for (std::uint64_t at = 16; at + 16 <= collection.size();) {
            file.step();
            const std::uint64_t found = file.number(collection, at, 2),
                                size = file.number(collection, at + 8, 8);
            if (found == index && index != 0)
                return file.part_of(file.part_of(collection, at + 16, size), 0, length);
            if (found == 0 || size > collection.size()) break;
            at += 16 + (size + 7) / 8 * 8;
        }
        file.fail("a string that is not where it should be");
    }

    std::string_view name_;
    Hdf5Type type_;
    Hdf5Space space_;
    std::string_view data_;
};

}  // namespace ockham::keras::detail
