// SPDX-License-Identifier: MIT
#include <limits>
#include <string>

#include <ockham/plots/svg.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace plots_svg_test {

inline std::string decimal(long long digits, int exponent) {
    std::string text;
    plots::append_decimal(text, digits, exponent);
    return text;
}

inline std::string coordinate(double value) {
    std::string text;
    plots::append_coordinate(text, value);
    return text;
}

}  // namespace plots_svg_test

TEST_CASE("decimals are exact", "[plots]") {
    using plots_svg_test::decimal;
    REQUIRE(decimal(0, 0) == "0");
    REQUIRE(decimal(0, 3) == "0");
    REQUIRE(decimal(0, -2) == "0.00");
    REQUIRE(decimal(25, -1) == "2.5");
    REQUIRE(decimal(25, -2) == "0.25");
    REQUIRE(decimal(-25, -4) == "-0.0025");
    REQUIRE(decimal(100, -2) == "1.00");
    REQUIRE(decimal(12, 3) == "12000");
    REQUIRE(decimal(1, -30) == "0.000000000000000000000000000001");
    REQUIRE(decimal(std::numeric_limits<long long>::max(), 0) == "9223372036854775807");
    REQUIRE(decimal(std::numeric_limits<long long>::min(), 0) == "-9223372036854775808");
    REQUIRE(decimal(std::numeric_limits<long long>::max(), 30) ==
            "9223372036854775807" + std::string(30, '0'));
}

TEST_CASE("a sign of one's own can be had", "[plots]") {
    std::string text;
    plots::append_decimal(text, -3, 0, "minus ");
    REQUIRE(text == "minus 3");
}

TEST_CASE("coordinates have at most two decimals", "[plots]") {
    using plots_svg_test::coordinate;
    REQUIRE(coordinate(12.5) == "12.5");
    REQUIRE(coordinate(12) == "12");
    REQUIRE(coordinate(120) == "120");
    REQUIRE(coordinate(0.126) == "0.13");
    REQUIRE(coordinate(-0.126) == "-0.13");
    REQUIRE(coordinate(-0.001) == "0");
    REQUIRE(coordinate(1.0 / 3) == "0.33");
    REQUIRE(coordinate(-98000.25) == "-98000.25");
}

TEST_CASE("numbers and escaped texts are put into a pattern", "[plots]") {
    std::string svg = "<g>";
    const std::string text = "a & b";
    plots::put(svg, "<text x='%' y='%' fill='%'>%</text>", {1.25, -3, "red", text});
    REQUIRE(svg == "<g><text x='1.25' y='-3' fill='red'>a &amp; b</text>");
    plots::put(svg, "</g>");
    REQUIRE(svg == "<g><text x='1.25' y='-3' fill='red'>a &amp; b</text></g>");
    svg.clear();
    plots::put(svg, "%%", {"100%", ""});
    REQUIRE(svg == "100%");
}

TEST_CASE("each line of a text is an element", "[plots]") {
    std::string svg;
    plots::put_lines(svg, "one\n\ntwo", 10, 20, 15);
    REQUIRE(svg ==
            "<text x='10' y='20'>one</text>\n<text x='10' y='35'></text>\n<text x='10' y='50'>two</text>\n");
    svg.clear();
    plots::put_lines(svg, "", 10, 20, 15);
    REQUIRE(svg.empty());
}
