// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <string>

#include <ockham/io/number_format.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace number_format_test {

using Kind = NumberFormat::Kind;

inline double decode(std::string_view bytes, NumberFormat format) {
    REQUIRE(bytes.size() == format.bytes);
    return detail::decode_number(bytes.data(), format);
}

inline std::string encode(double number, NumberFormat format) {
    std::string bytes;
    detail::encode_number(number, format, bytes);
    return bytes;
}

}  // namespace number_format_test

TEST_CASE("formats of numbers have NumPy's names", "[io]") {
    using number_format_test::Kind;
    REQUIRE(NumberFormat().name() == "float32");
    REQUIRE(NumberFormat{Kind::floating, 8, true}.name() == "float64");
    REQUIRE(NumberFormat{Kind::integer, 2}.name() == "int16");
    REQUIRE(NumberFormat{Kind::natural, 1}.name() == "uint8");
    REQUIRE(NumberFormat{Kind::boolean, 1}.name() == "bool");
    REQUIRE(NumberFormat{Kind::brain, 2}.name() == "bfloat16");
}

TEST_CASE("integers are decoded in both orders, with and without sign", "[io]") {
    using number_format_test::decode, number_format_test::Kind;
    REQUIRE(decode("\xfe", {Kind::integer, 1}) == -2);
    REQUIRE(decode("\xfe", {Kind::natural, 1}) == 254);
    REQUIRE(decode({"\x01\x80", 2}, {Kind::integer, 2}) == -32767);
    REQUIRE(decode({"\x01\x80", 2}, {Kind::integer, 2, true}) == 384);
    REQUIRE(decode({"\x00\x00\x00\x80", 4}, {Kind::integer, 4}) == -0x1p31);
    REQUIRE(decode({"\x00\x00\x00\x80", 4}, {Kind::natural, 4}) == 0x1p31);
    REQUIRE(decode("\xff\xff\xff\xff\xff\xff\xff\xff", {Kind::integer, 8}) == -1);
    REQUIRE(decode("\xff\xff\xff\xff\xff\xff\xff\xff", {Kind::natural, 8}) == 0x1p64);
    REQUIRE(decode({"\x00\x00\x00\x00\x00\x00\x00\x80", 8}, {Kind::integer, 8}) == -0x1p63);
    REQUIRE(decode({"\x00", 1}, {Kind::boolean, 1}) == 0);
    REQUIRE(decode("\x02", {Kind::boolean, 1}) == 1);
}

TEST_CASE("floating numbers of all sizes are decoded", "[io]") {
    using number_format_test::decode, number_format_test::Kind;
    REQUIRE(decode({"\x00\x00\xc0\x3f", 4}, {Kind::floating, 4}) == 1.5);
    REQUIRE(decode({"\x3f\xc0\x00\x00", 4}, {Kind::floating, 4, true}) == 1.5);
    REQUIRE(decode({"\xbf\xf8\x00\x00\x00\x00\x00\x00", 8}, {Kind::floating, 8, true}) == -1.5);
    REQUIRE(decode({"\xc0\x3f", 2}, {Kind::brain, 2}) == 1.5);
    const NumberFormat half{Kind::floating, 2};
    REQUIRE(decode({"\x00\x3e", 2}, half) == 1.5);
    REQUIRE(decode({"\x01\x00", 2}, half) == 0x1p-24);
    REQUIRE(decode({"\xff\x83", 2}, half) == -0x1.ff8p-15);
    REQUIRE(decode({"\x00\x04", 2}, half) == 0x1p-14);
    REQUIRE(decode({"\xff\x7b", 2}, half) == 65504);
    REQUIRE(decode({"\x00\xfc", 2}, half) == -std::numeric_limits<double>::infinity());
    REQUIRE(std::isnan(decode({"\x01\x7c", 2}, half)));
    REQUIRE(std::signbit(decode({"\x00\x80", 2}, half)));
}

TEST_CASE("numbers are encoded as they are decoded", "[io]") {
    using number_format_test::encode, number_format_test::decode, number_format_test::Kind;
    for (const Kind kind : {Kind::integer, Kind::natural, Kind::floating})
        for (const std::size_t bytes : {1U, 2U, 4U, 8U})
            for (const bool big : {false, true})
                for (const double number : {0.0, 1.0, 100.0, -1.0, -100.0, 0x1p40 + 1, -0x1p52}) {
                    const NumberFormat format{kind, bytes, big};
                    if ((kind == Kind::floating && bytes < 4) || !detail::can_hold(format, number)) continue;
                    const double rounded = format == NumberFormat{kind, 4, big} && kind == Kind::floating
                                               ? static_cast<float>(number)
                                               : number;
                    REQUIRE(decode(encode(number, format), format) == rounded);
                }
    REQUIRE(encode(258, {Kind::integer, 4}) == std::string("\x02\x01\x00\x00", 4));
    REQUIRE(encode(258, {Kind::natural, 4, true}) == std::string("\x00\x00\x01\x02", 4));
    REQUIRE(encode(1, {Kind::boolean, 1}) == "\x01");
}

TEST_CASE("formats hold what lies in their range", "[io]") {
    using number_format_test::Kind, detail::can_hold;
    REQUIRE(can_hold({Kind::integer, 1}, -128));
    REQUIRE_FALSE(can_hold({Kind::integer, 1}, 128));
    REQUIRE(can_hold({Kind::natural, 1}, 255));
    REQUIRE_FALSE(can_hold({Kind::natural, 1}, -1));
    REQUIRE_FALSE(can_hold({Kind::natural, 1}, 256));
    REQUIRE_FALSE(can_hold({Kind::boolean, 1}, 2));
    REQUIRE_FALSE(can_hold({Kind::integer, 4}, 0.5));
    REQUIRE_FALSE(can_hold({Kind::integer, 4}, std::nan("")));
    REQUIRE_FALSE(can_hold({Kind::integer, 8}, std::numeric_limits<double>::infinity()));
    REQUIRE(can_hold({Kind::integer, 8}, -0x1p53));
    REQUIRE_FALSE(can_hold({Kind::natural, 8}, 0x1p53 + 2));
    REQUIRE(can_hold({Kind::floating, 4}, 3e38));
    REQUIRE_FALSE(can_hold({Kind::floating, 4}, 4e38));
    REQUIRE(can_hold({Kind::floating, 4}, std::numeric_limits<double>::infinity()));
    REQUIRE(can_hold({Kind::floating, 4}, std::nan("")));
    REQUIRE(can_hold({Kind::floating, 8}, 1e300));
}

TEST_CASE("many numbers are converted at once, and those that do not fit are refused", "[io]") {
    using number_format_test::Kind;
    std::string bytes;
    const double numbers[] = {1, 2, 1e39};
    detail::encode_numbers(numbers, 3, {Kind::floating, 8, true}, bytes, "who");
    REQUIRE(bytes.size() == 24);
    float some[3] = {};
    detail::decode_numbers(bytes.data(), {Kind::floating, 8, true}, 2, some, "who");
    REQUIRE((some[0] == 1 && some[1] == 2));
    REQUIRE_THROWS_WITH(detail::decode_numbers(bytes.data(), {Kind::floating, 8, true}, 3, some, "who"),
                        "who: expected numbers in the range of float32, got 1e+39");
    REQUIRE_THROWS_WITH(detail::encode_numbers(numbers, 3, {Kind::floating, 4}, bytes, "who"),
                        "who: expected numbers that float32 can hold, got 1e+39");
    REQUIRE_THROWS_AS(detail::decode_numbers(bytes.data(), {Kind::floating, 8, true}, 3, some, "who"),
                      FileError);
    REQUIRE_THROWS_AS(detail::encode_numbers(numbers, 3, {Kind::natural, 8}, bytes, "who"), ArgumentError);
}

TEST_CASE("a little-endian number has its lowest byte first", "[io]") {
    REQUIRE(detail::little_endian("") == 0);
    REQUIRE(detail::little_endian("\x01\xff") == 0xff01);
    REQUIRE(detail::little_endian("\x01\x02\x03\x04\x05\x06\x07\xfe") == 0xfe07060504030201);
}
