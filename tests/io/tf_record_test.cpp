// SPDX-License-Identifier: MIT
#include <ockham/io/tf_record.hpp>

#include "support/catch.hpp"

using namespace ockham;
using namespace std::string_literals;

TEST_CASE("the check is CRC-32C", "[io]") {
    REQUIRE(detail::crc_32c("") == 0);
    REQUIRE(detail::crc_32c("123456789") == 0xe3069283U);
    // The examples of RFC 3720, B.4.
    REQUIRE(detail::crc_32c(std::string(32, '\0')) == 0x8a9136aaU);
    REQUIRE(detail::crc_32c(std::string(32, '\xff')) == 0x62a8ab43U);
    std::string rising;
    for (char byte = 0; byte < 32; ++byte) rising += byte;
    REQUIRE(detail::crc_32c(rising) == 0x46dd794eU);
    REQUIRE(detail::crc_32c(std::string(rising.rbegin(), rising.rend())) == 0x113fdb5cU);
}

TEST_CASE("a record has the number of bytes, its check, the bytes, and their check", "[io]") {
    // As by TensorBoard 2.21.
    REQUIRE(detail::tf_record("") == "\0\0\0\0\0\0\0\0\x29\x03\x98\x07\xd8\xea\x82\xa2"s);
    REQUIRE(detail::tf_record("abc") ==
            "\3\0\0\0\0\0\0\0\xb0\x99\x49\x0e"
            "abc"
            "\x6e\x57\xf1\x21"s);
    const std::string text(300, 'x');
    REQUIRE(detail::tf_record(text) == "\x2c\1\0\0\0\0\0\0\xf2\xfe\x5b\x9d"s + text + "\xcd\x82\x94\x21");
}
