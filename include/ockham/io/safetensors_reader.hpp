// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/io/safetensors_header.hpp>

namespace ockham::detail {

/// `parse_safetensors` at work.
class SafetensorsReader final {
public:
    SafetensorsReader(std::string bytes, std::string_view who)
        : bytes_{std::move(bytes)},
          who_{who},
          header_{header_size(bytes_, who)},
          numbers_{bytes_.size() - header_},
          json_{std::string_view(bytes_).substr(8, header_ - 8), who} {}

    NamedTensors read() {
        json_.expect('{');
        bool has_metadata = false;
        for (bool first = true; json_.more(first, '}');) {
            std::string name = json_.string();
            json_.expect(':');
            if (name != "__metadata__") {
                read_entry(std::move(name));
                continue;
            }
            if (std::exchange(has_metadata, true)) fail("__metadata__ once", "it twice");
            read_metadata();
        }
        json_.expect_end();
        check_names(entries_,
                    [](const NamedTensors::Entry& entry) -> const std::string& { return entry.name; });
        check_names(metadata_, [](const Pair& pair) -> const std::string& { return pair.first; });
        check_places();
        bytes_.erase(0, header_);
        return NamedTensors(std::move(entries_), std::move(bytes_), std::move(metadata_));
    }

private:
    using Entry = NamedTensors::Entry;
    using Pair = std::pair<std::string, std::string>;

    [[noreturn, gnu::cold]] void fail(std::string_view needed, std::string_view came) const {
        check::fail<FileError>(who_, needed, came);
    }

    /// The size of the header with the eight bytes before it, which say how long it is.
    static std::size_t header_size(std::string_view bytes, std::string_view who) {
        const std::uint64_t length = little_endian(bytes.substr(0, 8));
        if (bytes.size() < 8 || bytes.size() - 8 < length)
            check::fail<FileError>(who,
                                   bytes.size() < 8
                                       ? Text("a safetensors file of at least 8 bytes")
                                       : Text("a safetensors file with a header that ends in it"),
                                   Text() << bytes.size() << (bytes.size() < 8 ? "" : " bytes in all"));
        return 8 + static_cast<std::size_t>(length);
    }

    void read_metadata() {
        json_.expect('{');
        for (bool first = true; json_.more(first, '}');) {
            std::string key = json_.string();
            json_.expect(':');
            metadata_.emplace_back(std::move(key), json_.string());
        }
    }

    void read_entry(std::string name) {
        Entry entry{std::move(name), {}, {}, 0, 0};
        bool has_type = false, has_shape = false, has_place = false;
        std::size_t end = 0;
        const auto place = [&] {
            const auto offset = static_cast<std::size_t>(json_.natural());
            if (offset > numbers_)
                fail(Text(in_quotes(entry.name)) << " to lie within " << numbers_ << " bytes of numbers",
                     Text("offset ") << offset);
            return offset;
        };
        json_.expect('{');
        for (bool first = true; json_.more(first, '}');) {
            const std::string key = json_.string();
            json_.expect(':');
            bool* const seen = key == "dtype"          ? &has_type
                               : key == "shape"        ? &has_shape
                               : key == "data_offsets" ? &has_place
                                                       : nullptr;
            if (seen == nullptr || std::exchange(*seen, true))
                fail(Text("dtype, shape and data_offsets, each once, for ") << in_quotes(entry.name),
                     in_quotes(key));
            if (key == "dtype") {
                entry.format = format_of(json_.string(), entry.name);
                continue;
            }
            json_.expect('[');
            if (key == "shape") {
                for (bool first_size = true; json_.more(first_size, ']');)
                    entry.shape.push_back(static_cast<Index>(json_.natural()));
                continue;
            }
            entry.begin = place();
            json_.expect(',');
            end = place();
            json_.expect(']');
        }
        if (!has_type || !has_shape || !has_place)
            fail(Text("dtype, shape and data_offsets for ") << in_quotes(entry.name), "less");
        std::size_t needed = entry.format.bytes;
        bool fits = true;
        for (const Index size : entry.shape) {
            const auto factor = static_cast<std::size_t>(size);
            fits = fits && (factor == 0 || needed <= std::numeric_limits<std::size_t>::max() / factor);
            if (fits) needed *= factor;
        }
        if (end < entry.begin || !fits || end - entry.begin != needed)
            fail(Text("as many bytes for ") << in_quotes(entry.name) << " as its shape asks for",
                 Text("offsets ") << entry.begin << " to " << end);
        entry.size = needed;
        entries_.push_back(std::move(entry));
    }

    NumberFormat format_of(std::string_view type, std::string_view name) const {
        for (const SafetensorsType& known : safetensors_types)
            if (known.name == type) return known.format;
        fail(Text("dtype of ") << in_quotes(name)
                               << " to be BOOL, I8 to I64, U8 to U64, F16, BF16, F32 or F64",
             in_quotes(type));
    }

    /// Fails unless the names of `things` differ.
    template <class Thing, class Name>
    void check_names(const std::vector<Thing>& things, Name name) const {
        if (things.empty()) return;
        std::vector<const std::string*> sorted;
        sorted.reserve(things.size());
        for (const Thing& thing : things) sorted.push_back(&name(thing));
        std::qsort(sorted.data(), sorted.size(), sizeof sorted[0], [](const void* left, const void* right) {
            return (*static_cast<const std::string* const*>(left))
                ->compare(**static_cast<const std::string* const*>(right));
        });
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (*sorted[i - 1] == *sorted[i])
                fail("names that differ", Text(in_quotes(*sorted[i])) << " twice");
    }

    /// Fails unless the arrays follow each other without gaps, and end where the file ends.
    void check_places() const {
        std::vector<const Entry*> sorted;
        sorted.reserve(entries_.size());
        for (const Entry& entry : entries_) sorted.push_back(&entry);
        if (!sorted.empty())
            std::qsort(sorted.data(), sorted.size(), sizeof sorted[0],
                       [](const void* left, const void* right) {
                           const Entry &a = **static_cast<const Entry*const*>(left),
                                       &b = **static_cast<const Entry*const*>(right);
                           return a.begin != b.begin ? (a.begin < b.begin ? -1 : 1)
                                  : a.size != b.size ? (a.size < b.size ? -1 : 1)
                                                     : 0;
                       });
        std::size_t end = 0;
        for (const Entry* entry : sorted) {
            if (entry->begin != end)
                fail("arrays that follow each other without a gap", Text(in_quotes(entry->name))
                                                                        << " at offset " << entry->begin
                                                                        << " after " << end << " bytes");
            end += entry->size;
        }
        if (end != numbers_) fail(Text() << end << " bytes of numbers", Text() << numbers_);
    }

    std::string bytes_;
    std::string_view who_;
    std::size_t header_, numbers_;
    JsonReader json_;
    std::vector<Entry> entries_;
    std::vector<Pair> metadata_;
};

}  // namespace ockham::detail
