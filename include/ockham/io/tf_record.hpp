// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <ockham/io/protobuf.hpp>

namespace ockham::detail {

/// The cyclic redundancy check CRC-32C (Castagnoli) of `bytes`, RFC 3720: 0xE3069283 of "123456789".
[[nodiscard, gnu::cold, gnu::noinline]] inline std::uint32_t crc_32c(std::string_view bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) * 0x82f63b78U);
    }
    return ~crc;
}

/// A record of a TFRecord file around `bytes`: their number in 8 bytes and its masked check, the bytes and their
/// masked check. Numbers are little-endian; a check is masked so that files may be in files: (crc rotated right by
/// 15) + 0xa282ead8.
[[nodiscard, gnu::cold, gnu::noinline]] inline std::string tf_record(std::string_view bytes) {
    const auto masked_check = [](std::string_view of) {
        const std::uint32_t crc = crc_32c(of);
        return little_endian_bytes(static_cast<std::uint32_t>((crc >> 15 | crc << 17) + 0xa282ead8U), 4);
    };
    std::string record = little_endian_bytes(bytes.size(), 8);
    record += masked_check(record);
    record += bytes;
    record += masked_check(bytes);
    return record;
}

}  // namespace ockham::detail
