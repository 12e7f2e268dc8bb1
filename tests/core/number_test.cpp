// SPDX-License-Identifier: MIT
#include <bit>
#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <ockham/core/number.hpp>

#include "support/catch.hpp"

using namespace ockham::detail;

namespace number_test {

/// What both ways to read a number say of `text`: `true` if it is one, which is then in `value`.
template <class Number>
std::errc read(std::string_view text, Number& value) {
    Number other = 0;
    const std::errc error = parse_number(text, value);
    REQUIRE(parse_number_by_strtod(text, other) == error);
    if (error == std::errc()) {
        REQUIRE(std::isnan(other) == std::isnan(value));
        REQUIRE((std::isnan(value) || (other == value && std::signbit(other) == std::signbit(value))));
    }
    return error;
}

inline double number(std::string_view text) {
    double value = 0;
    REQUIRE(read(text, value) == std::errc());
    return value;
}

}  // namespace number_test

TEST_CASE("numbers are read to the nearest one", "[core]") {
    using number_test::number;
    REQUIRE(number("0.1") == 0.1);
    REQUIRE(number(".5") == 0.5);
    REQUIRE(number("-5.") == -5);
    REQUIRE(number("-2.5E-3") == -0.0025);
    REQUIRE(number("00012e+0") == 12);
    REQUIRE(number("9007199254740993") == 9007199254740992);
    REQUIRE(number("1.7976931348623157e308") == std::numeric_limits<double>::max());
    REQUIRE(number("4.9e-324") == std::numeric_limits<double>::denorm_min());
    REQUIRE(std::signbit(number("-0")));
    REQUIRE(number("0e999") == 0);
    REQUIRE(number("-INF") == -HUGE_VAL);
    REQUIRE(number("Infinity") == HUGE_VAL);
    REQUIRE(std::isnan(number("nan")));
    REQUIRE(std::isnan(number("-NaN")));
    float single = 0;
    REQUIRE(number_test::read("0.1", single) == std::errc());
    REQUIRE(single == 0.1F);
    REQUIRE(number_test::read("16777217", single) == std::errc());
    REQUIRE(single == 16777216);
}

TEST_CASE("what is no number, or none that there is, is told apart", "[core]") {
    double value = 0;
    float single = 0;
    for (const std::string_view text :
         {"",    "-", "+1", "--1", " 1",   "1 ",   "1e",    "0x10", "-0x1p3", "1,5",
          "1_0", ".", "e5", "x",   "nano", "inf1", "1e5.5", "\t1",  "in",     "i"})
        REQUIRE(number_test::read(text, value) == std::errc::invalid_argument);
    REQUIRE(number_test::read(std::string_view("1\0", 2), value) == std::errc::invalid_argument);
    for (const std::string_view text :
         {"1e400", "-1e400", "1e-400", "1e99999999999999999999", "-1e-99999999999"})
        REQUIRE(number_test::read(text, value) == std::errc::result_out_of_range);
    REQUIRE(number_test::read("1e39", single) == std::errc::result_out_of_range);
    REQUIRE(number_test::read("1e-60", single) == std::errc::result_out_of_range);
}

TEST_CASE("any number comes back from its digits", "[core]") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 2000; ++i) {
        const auto number = std::bit_cast<double>(random());
        if (!std::isfinite(number)) continue;
        char digits[64];
        const char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        REQUIRE(number_test::number({digits, static_cast<std::size_t>(end - digits)}) == number);
    }
}

TEST_CASE("numbers are read with a point whatever the locale", "[core]") {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) std::setlocale(LC_ALL, locale);
    const double value = number_test::number("1.5");
    double comma = 0;
    const std::errc error = number_test::read("1,5", comma);
    std::setlocale(LC_ALL, before.c_str());
    REQUIRE(value == 1.5);
    REQUIRE(error == std::errc::invalid_argument);
}
