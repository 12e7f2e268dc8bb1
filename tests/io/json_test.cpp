// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>

#include <ockham/io/json.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace json_test {

inline std::string string_in(std::string_view json) {
    detail::JsonReader reader(json, "who");
    std::string text = reader.string();
    reader.expect_end();
    return text;
}

inline std::int64_t natural_in(std::string_view json) {
    detail::JsonReader reader(json, "who");
    const std::int64_t number = reader.natural();
    reader.expect_end();
    return number;
}

}  // namespace json_test

TEST_CASE("UTF-8 is told from other bytes", "[io]") {
    for (const char* good :
         {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
          "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "a\xc3\xbc-\xe2\x82\xac"})
        REQUIRE(detail::is_utf8(good));
    REQUIRE(detail::is_utf8({"\0", 1}));
    for (const char* wrong : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41", "\xe0\x9f\xbf",
                              "\xe2\x82", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf0\x90\x80",
                              "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xc3"})
        REQUIRE_FALSE(detail::is_utf8(wrong));
}

TEST_CASE("strings of JSON are read", "[io]") {
    using json_test::string_in;
    REQUIRE(string_in("\"\"").empty());
    REQUIRE(string_in(" \t\r\n\"a b\" ") == "a b");
    REQUIRE(string_in(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
    REQUIRE(string_in("\"\\u0041\\u00e9\\u20AC\"") == "A\xc3\xa9\xe2\x82\xac");
    REQUIRE(string_in("\"\\ud83d\\ude00\"") == "\xf0\x9f\x98\x80");
    REQUIRE(string_in("\"\\u0000\"") == std::string(1, '\0'));
    REQUIRE(string_in("\"\xc3\xbc\"") == "\xc3\xbc");
}

TEST_CASE("strings that are none in JSON are refused", "[io]") {
    using json_test::string_in;
    REQUIRE_THROWS_WITH(string_in("a"), "who: expected '\"' at byte 0 of the header, got 'a'");
    REQUIRE_THROWS_WITH(string_in("'a'"), "who: expected '\"' at byte 0 of the header, got ''a''");
    REQUIRE_THROWS_WITH(string_in("\"a"),
                        "who: expected a string of UTF-8 in quotes at byte 2 of the header, got its end");
    REQUIRE_THROWS_WITH(string_in("\"a\nb\""),
                        "who: expected a string of UTF-8 in quotes at byte 2 of the header, got '\\x0ab\"'");
    REQUIRE_THROWS_WITH(string_in("\"\x80\""),
                        "who: expected a string of UTF-8 in quotes at byte 1 of the header, got '\x80\"'");
    REQUIRE_THROWS_WITH(string_in(R"("\x")"),
                        "who: expected an escape of JSON at byte 1 of the header, got '\\x\"'");
    REQUIRE_THROWS_WITH(string_in("\"\\"),
                        "who: expected an escape of JSON at byte 1 of the header, got '\\'");
    REQUIRE_THROWS_WITH(
        string_in(R"("\u12g4")"),
        "who: expected four hexadecimal digits after \\u at byte 1 of the header, got '\\u12g4\"'");
    REQUIRE_THROWS_WITH(string_in(R"("\u12)"),
                        "who: expected an escape of JSON at byte 1 of the header, got '\\u12'");
    REQUIRE_THROWS_AS(string_in(R"("\ud83d")"), FileError);
    REQUIRE_THROWS_AS(string_in(R"("\ud83d\u0041")"), FileError);
    REQUIRE_THROWS_AS(string_in(R"("\ude00\ud83d")"), FileError);
    REQUIRE_THROWS_WITH(string_in("\"a\" b"), "who: expected the end at byte 4 of the header, got 'b'");
    REQUIRE_THROWS_AS(string_in({"\"a\"\0", 4}), FileError);
}

TEST_CASE("whole numbers are read, and others refused", "[io]") {
    using json_test::natural_in;
    REQUIRE(natural_in("0") == 0);
    REQUIRE(natural_in(" 9223372036854775807 ") == 9223372036854775807);
    REQUIRE_THROWS_WITH(
        natural_in("9223372036854775808"),
        "who: expected a number below 2^63 at byte 0 of the header, got '9223372036854775808'");
    REQUIRE_THROWS_WITH(natural_in("01"), "who: expected a whole number at byte 0 of the header, got '01'");
    for (const char* wrong : {"", "-1", "+1", "1.5", "1e3", "0x1", "null", "\"1\"", "[1]"})
        REQUIRE_THROWS_AS(natural_in(wrong), FileError);
}

TEST_CASE("elements stand between commas", "[io]") {
    const auto sum = [](std::string_view json) {
        detail::JsonReader reader(json, "who");
        std::int64_t total = 0;
        reader.expect('[');
        for (bool first = true; reader.more(first, ']');) total += reader.natural();
        reader.expect_end();
        return total;
    };
    REQUIRE(sum("[]") == 0);
    REQUIRE(sum("[1]") == 1);
    REQUIRE(sum(" [ 1 , 2 , 30 ] ") == 33);
    for (const char* wrong : {"[1,]", "[,1]", "[1 2]", "[1", "[", "[1,,2]", "[1]]"})
        REQUIRE_THROWS_AS(sum(wrong), FileError);
}

TEST_CASE("strings are written as they are read", "[io]") {
    std::string every;
    for (char letter = 0; letter < 127; ++letter) every += letter;
    every += "\x7f\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80";
    std::string json;
    detail::append_json(json, every);
    REQUIRE(json_test::string_in(json) == every);
    json.clear();
    detail::append_json(json, "a\"b\\c\n\x1f");
    REQUIRE(json == R"("a\"b\\c\u000a\u001f")");
}
