// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ockham::detail {

/// `number` in `size` bytes, the lowest first.
[[nodiscard, gnu::cold, gnu::noinline]] inline std::string little_endian_bytes(std::uint64_t number,
                                                                               std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> 8 * i & 0xff);
    return bytes;
}

/// A message of Protocol Buffers in the making, as far as Ockham writes them: fields are appended in the order in
/// which they are added, which should be that of their numbers (1 to 15).
///
///     ProtobufMessage().add_double(1, 0.5).add_bytes(2, "text").bytes()
///
/// It does not know proto3's rule that a field of its default value is left out: whoever wants that, does not add it.
class ProtobufMessage final {
public:
    /// A whole number (int32, int64, uint32, uint64, bool, enum).
    [[gnu::cold, gnu::noinline]] ProtobufMessage& add_integer(int field, std::uint64_t value) {
        key(field, 0);
        varint(value);
        return *this;
    }

    [[gnu::cold, gnu::noinline]] ProtobufMessage& add_double(int field, double value) {
        key(field, 1);
        bytes_ += little_endian_bytes(std::bit_cast<std::uint64_t>(value), 8);
        return *this;
    }

    /// Text, bytes, or a message.
    [[gnu::cold, gnu::noinline]] ProtobufMessage& add_bytes(int field, std::string_view value) {
        key(field, 2);
        varint(value.size());
        bytes_ += value;
        return *this;
    }

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void key(int field, int wire_type) { bytes_ += static_cast<char>(field << 3 | wire_type); }

    /// Seven bits a byte, the lowest first; all bytes but the last have the eighth set.
    [[gnu::cold, gnu::noinline]] void varint(std::uint64_t value) {
        for (; value > 0x7f; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
        bytes_ += static_cast<char>(value);
    }

    std::string bytes_;
};

}  // namespace ockham::detail
