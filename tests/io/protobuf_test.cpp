// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/io/protobuf.hpp>

#include "support/catch.hpp"

using namespace ockham;
using detail::ProtobufMessage;
using namespace std::string_literals;

TEST_CASE("bytes of a number come lowest first", "[io]") {
    REQUIRE(detail::little_endian_bytes(0x0102030405060708, 8) == "\x08\x07\x06\x05\x04\x03\x02\x01");
    REQUIRE(detail::little_endian_bytes(0xfffe, 2) == "\xfe\xff");
    REQUIRE(detail::little_endian_bytes(1, 4) == "\x01\0\0\0"s);
    REQUIRE(detail::little_endian_bytes(5, 0).empty());
}

TEST_CASE("fields of a message are those of the encoding's description", "[io]") {
    // The examples of the page "Encoding" of Protocol Buffers.
    REQUIRE(ProtobufMessage().add_integer(1, 150).bytes() == "\x08\x96\x01");
    REQUIRE(ProtobufMessage().add_bytes(2, "testing").bytes() == "\x12\x07testing");
    REQUIRE(ProtobufMessage().add_bytes(3, ProtobufMessage().add_integer(1, 150).bytes()).bytes() ==
            "\x1a\x03\x08\x96\x01");
    REQUIRE(ProtobufMessage().add_integer(1, static_cast<std::uint64_t>(-2)).bytes() ==
            "\x08\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01");
}

TEST_CASE("whole numbers take a byte for each seven bits", "[io]") {
    const auto encoded = [](std::uint64_t value) {
        return ProtobufMessage().add_integer(15, value).bytes().substr(1);
    };
    REQUIRE(encoded(0) == "\0"s);
    REQUIRE(encoded(127) == "\x7f");
    REQUIRE(encoded(128) == "\x80\x01");
    REQUIRE(encoded(16383) == "\xff\x7f");
    REQUIRE(encoded(16384) == "\x80\x80\x01");
    REQUIRE(encoded(std::numeric_limits<std::uint64_t>::max()) == "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
}

TEST_CASE("doubles take eight bytes, and fields follow each other", "[io]") {
    REQUIRE(ProtobufMessage().add_double(1, 1.5).bytes() == "\x09\0\0\0\0\0\0\xf8\x3f"s);
    REQUIRE(ProtobufMessage().add_double(1, -2).add_integer(2, 3).add_bytes(5, "").bytes() ==
            "\x09\0\0\0\0\0\0\0\xc0\x10\x03\x2a\0"s);
    REQUIRE(ProtobufMessage().bytes().empty());
    const std::string long_text(300, 'x');
    REQUIRE(ProtobufMessage().add_bytes(1, long_text).bytes() == "\x0a\xac\x02" + long_text);
}
