// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/io/in_quotes.hpp>
#include <ockham/keras/hdf5_array.hpp>
#include <ockham/keras/hdf5_attribute.hpp>

namespace ockham::keras::detail {

/// A group or an array in an HDF5 file.
///
/// Read is what Keras, by way of h5py, writes: the format's oldest and plainest kind, with groups as symbol
/// tables and arrays in one piece. Everything else (links, filters, pieces, other files) is refused. It is read
/// here because the HDF5 library crashes or hangs on some damaged files.
class Hdf5Object final {
public:
    /// The root group of a file.
    explicit Hdf5Object(Hdf5Bytes& file) : file_{&file} {
        file.expect(0, {"\x89HDF\r\n\x1a\n", 8});
        const std::uint64_t version = file.number(8, 1);
        if (version > 1) file.fail(Text("version ") << version << " of the format, not 0");
        if (file.number(13, 1) != 8 || file.number(14, 1) != 8)
            file.fail("addresses that are not of 8 bytes");
        const std::uint64_t addresses = version == 0 ? 24 : 28;
        if (file.number(addresses, 8) != 0) file.fail("one that does not begin at byte 0");
        read(file.number(addresses + 40, 8));
    }

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] bool contains(std::string_view path) const { return bool(find(path)); }

    /// The object at `path`, as in `layers/dense/vars`, if there is one.
    [[nodiscard]] std::optional<Hdf5Object> find(std::string_view path) const {
        if (std::count(path.begin(), path.end(), '/') > 16) file_->fail("a path of more than 16 groups");
        Hdf5Object found = *this;
        while (true) {
            const std::string_view name = path.substr(0, path.find('/'));
            const Child* next = nullptr;
            for (const Child& child : found.children_)
                if (child.name == name) next = &child;
            if (!next) return std::nullopt;
            found = Hdf5Object(*file_, next->address, (Text(found.path_) << "/" << name).string());
            if (name.size() == path.size()) return found;
            path.remove_prefix(name.size() + 1);
        }
    }

    [[nodiscard]] Hdf5Object operator[](std::string_view path) const {
        if (std::optional<Hdf5Object> found = find(path)) return *std::move(found);
        check::fail<FileError>(who(), Text("a member ") << ockham::detail::in_quotes(path), "none");
    }

    /// How many members a group has.
    [[nodiscard]] std::size_t size() const { return children_.size(); }

    /// The strings of an attribute: several, one, or none. No value, if there is no such attribute.
    [[nodiscard]] std::optional<std::vector<std::string_view>> strings(std::string_view name) const {
        for (const Hdf5Message& message : messages_)
            if (message.type == Hdf5Message::attribute) {
                const Hdf5Attribute attribute(*file_, message.data);
                if (attribute.name() == name) return attribute.strings(*file_, who());
            }
        return std::nullopt;
    }

    /// The numbers of an array.
    [[nodiscard]] Hdf5Array array() const {
        const Hdf5Space space = hdf5_space(*file_, message(Hdf5Message::dataspace));
        const Hdf5Type type = hdf5_type(*file_, message(Hdf5Message::datatype));
        if (type.kind != Hdf5Type::Kind::number)
            check::fail<FileError>(who(), "integers or floating numbers", "others");
        const std::string_view layout = message(Hdf5Message::layout);
        const std::uint64_t version = file_->number(layout, 0, 1), kind = file_->number(layout, 1, 1);
        if (version != 3 || kind > 1) check::fail<FileError>(who(), "an array in one piece", "another one");
        const std::uint64_t needed = space.count() * type.size;
        const std::uint64_t size = kind == 0 ? file_->number(layout, 2, 2) : file_->number(layout, 10, 8);
        if (space.count() == 0)
            check::fail<FileError>(who(), "an array with numbers", "an empty or enormous one");
        if (size != needed) check::fail<FileError>(who(), Text() << needed << " bytes", Text() << size);
        const std::string_view bytes =
            kind == 0 ? file_->part_of(layout, 4, size) : file_->part(file_->number(layout, 2, 8), size);
        file_->hand_out(size);
        return {space.sizes, type.format, bytes, who()};
    }

private:
    struct Child {
        std::string_view name;
        std::uint64_t address;
    };

    Hdf5Object(Hdf5Bytes& file, std::uint64_t address, std::string path)
        : file_{&file}, path_{std::move(path)} {
        read(address);
    }

    [[nodiscard]] std::string who() const {
        return (Text(file_->who()) << (path_.empty() ? "" : ": ") << path_).string();
    }

    void read(std::uint64_t address) {
        messages_ = hdf5_messages(*file_, address);
        for (const Hdf5Message& message : messages_) switch (message.type) {
                case Hdf5Message::symbol_table:
                    list(message.data);
                    break;
                case Hdf5Message::link_info:
                case Hdf5Message::link:
                case Hdf5Message::external_files:
                case Hdf5Message::filters:
                case Hdf5Message::attribute_info:
                    file_->fail("compressed data, data elsewhere, or objects of the newer kind");
                default:
                    break;
            }
    }

    void list(std::string_view symbol_table) {
        if (!children_.empty()) file_->fail("a group with two tables");
        const std::uint64_t heap = file_->number(symbol_table, 8, 8);
        file_->expect(heap, "HEAP");
        const std::string_view names = file_->part(file_->number(heap + 24, 8), file_->number(heap + 8, 8));
        constexpr int deepest = 16;
        list(file_->number(symbol_table, 0, 8), names, deepest);
        for (std::size_t i = 1; i < children_.size(); ++i)
            if (children_[i - 1].name >= children_[i].name)
                check::fail<FileError>(who(), "members with different names, in order",
                                       ockham::detail::in_quotes(children_[i].name));
    }

    void list(std::uint64_t node, std::string_view names, int most_levels) {
        file_->step();
        file_->expect(node, "TREE");
        const std::uint64_t level = file_->number(node + 5, 1), count = file_->number(node + 6, 2);
        if (file_->number(node + 4, 1) != 0 || level >= static_cast<std::uint64_t>(most_levels))
            file_->fail("a group whose tree is no tree");
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t child = file_->number(node + 32 + 16 * i, 8);
            if (level > 0)
                list(child, names, static_cast<int>(level));
            else
                list_leaf(child, names);
        }
    }

    void list_leaf(std::uint64_t leaf, std::string_view names) {
        file_->expect(leaf, "SNOD");
        const std::uint64_t count = file_->number(leaf + 6, 2);
        for (std::uint64_t i = 0; i < count; ++i) {
            file_->step();
            const std::uint64_t entry = leaf + 8 + 40 * i, at = file_->number(entry, 8);
            const std::size_t end =
                at < names.size() ? names.find('\0', static_cast<std::size_t>(at)) : std::string_view::npos;
            if (end == std::string_view::npos) file_->fail("a member without a name");
            if (file_->number(entry + 16, 4) > 1) file_->fail("a link to something elsewhere");
            children_.push_back(
                {names.substr(static_cast<std::size_t>(at), end - static_cast<std::size_t>(at)),
                 file_->number(entry + 8, 8)});
        }
    }

    [[nodiscard]] std::string_view message(std::uint64_t type) const {
        for (const Hdf5Message& message : messages_)
            if (message.type == type) return message.data;
        check::fail<FileError>(who(), "an array", children_.empty() ? "something else" : "a group");
    }

    Hdf5Bytes* file_;
    std::string path_;
    std::vector<Hdf5Message> messages_;
    std::vector<Child> children_;
};

}  // namespace ockham::keras::detail
