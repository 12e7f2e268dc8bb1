// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/number_format.hpp>

namespace ockham {

/// Arrays by name, and strings by name beside them: what a file of safetensors layout holds.
///
///     NamedTensors tensors;
///     tensors.add("kernel", kernel);
///     const auto kernel = tensors.get<float>("kernel");
class NamedTensors final {
public:
    /// An array: what numbers there are, and where.
    struct Entry {
        std::string name;
        NumberFormat format;
        std::vector<Index> shape;  ///< of any rank, and any size may be 0
        std::size_t begin, size;   ///< of its numbers in `bytes()`, row by row
    };

    NamedTensors() = default;

    /// From entries with different names, whose places lie within `bytes`.
    NamedTensors(std::vector<Entry> entries, std::string bytes,
                 std::vector<std::pair<std::string, std::string>> metadata);

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }

    /// Appends an array, as the numbers are or in another format. Errors: a name that is there already, a tensor
    /// without a shape, a number that the format cannot hold, float16, bfloat16, a big-endian format.
    template <std::floating_point Scalar>
    void add(std::string name, const Tensor<Scalar>& tensor,
             NumberFormat format = {NumberFormat::Kind::floating, sizeof(Scalar)}) {
        if (contains(name))
            check::fail("NamedTensors", "names that differ", Text(detail::in_quotes(name)) << " twice");
        if (tensor.shape().empty())
            check::fail<ShapeError>("NamedTensors", "a tensor with a shape", "an empty one");
        using Kind = NumberFormat::Kind;
        if (format.big_endian || format.kind == Kind::brain ||
            (format.kind == Kind::floating && format.bytes < 4))
            check::fail("NamedTensors", "a little-endian format other than float16 and bfloat16",
                        format.name());
        Entry entry{std::move(name),
                    format,
                    {},
                    bytes_.size(),
                    static_cast<std::size_t>(tensor.size()) * format.bytes};
        for (int axis = 0; axis < tensor.shape().rank(); ++axis) entry.shape.push_back(tensor.shape()[axis]);
        std::string added;
        detail::encode_numbers(tensor.data(), tensor.size(), format, added, "NamedTensors");
        bytes_ += added;
        entries_.push_back(std::move(entry));
    }

    /// The array `name`, its numbers converted to `Scalar`; a single number (rank 0) gets the shape (1,).
    ///
    /// Errors: an unknown name; a rank above 5, or a size of 0 in any but the first place; a number too large for
    /// `Scalar`.
    template <std::floating_point Scalar>
    [[nodiscard]] Tensor<Scalar> get(std::string_view name) const {
        const Entry& entry = known(name);
        Tensor<Scalar> tensor(entry.shape.empty() ? Shape{1} : Shape(std::span<const Index>(entry.shape)));
        detail::decode_numbers(bytes_.data() + entry.begin, entry.format, tensor.size(), tensor.data(),
                               Text("NamedTensors ") << detail::in_quotes(name));
        return tensor;
    }

    [[nodiscard]] const Entry* find(std::string_view name) const;

    /// Strings by name, in the order in which they came.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& metadata() const;

    /// The string `key`; null if there is none.
    [[nodiscard]] const std::string* find_metadata(std::string_view key) const;

    void set_metadata(std::string_view key, std::string value);

private:
    [[nodiscard]] const Entry& known(std::string_view name) const;

    std::vector<Entry> entries_;
    std::string bytes_;
    std::vector<std::pair<std::string, std::string>> metadata_;
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/io/in_quotes.hpp>

namespace ockham {

OCKHAM_FUNC NamedTensors::NamedTensors(std::vector<Entry> entries, std::string bytes,
                                       std::vector<std::pair<std::string, std::string>> metadata)
    : entries_{std::move(entries)}, bytes_{std::move(bytes)}, metadata_{std::move(metadata)} {}

OCKHAM_FUNC const NamedTensors::Entry* NamedTensors::find(std::string_view name) const {
    for (const Entry& entry : entries_)
        if (entry.name == name) return &entry;
    return nullptr;
}

OCKHAM_FUNC const std::vector<std::pair<std::string, std::string>>& NamedTensors::metadata() const {
    return metadata_;
}

OCKHAM_FUNC const std::string* NamedTensors::find_metadata(std::string_view key) const {
    for (const auto& [known, value] : metadata_)
        if (known == key) return &value;
    return nullptr;
}

OCKHAM_FUNC void NamedTensors::set_metadata(std::string_view key, std::string value) {
    for (auto& [known, old] : metadata_)
        if (known == key) {
            old = std::move(value);
            return;
        }
    metadata_.emplace_back(key, std::move(value));
}

OCKHAM_FUNC const NamedTensors::Entry& NamedTensors::known(std::string_view name) const {
    if (const Entry* entry = find(name)) return *entry;
    Text list("one of the arrays ");
    std::size_t listed = 0;
    for (const Entry& entry : entries_) {
        if (listed == 20) break;
        list << (listed++ == 0 ? "" : ", ") << detail::in_quotes(entry.name);
    }
    if (listed < entries_.size()) list << ", ... (" << entries_.size() << " in all)";
    check::fail("NamedTensors", listed == 0 ? Text("no name, having no arrays") : list,
                detail::in_quotes(name));
}

}  // namespace ockham

#endif
