// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstddef>
#include <set>
#include <string>

#include <ockham/plots/colors.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a colour is written in hexadecimal digits", "[plots]") {
    REQUIRE(std::string(plots::Color(0x0072B2).text) == "#0072B2");
    REQUIRE(std::string(plots::Color(0).text) == "#000000");
    REQUIRE(std::string(plots::Color(0xFFFFFF).text) == "#FFFFFF");
}

TEST_CASE("seven lines, and seven areas, have different colours", "[plots]") {
    std::set<int> lines, areas;
    for (std::size_t position = 0; position < 7; ++position) {
        lines.insert(plots::line_color(position));
        areas.insert(plots::area_color(position));
    }
    REQUIRE(lines.size() == 7);
    REQUIRE(lines == areas);
    REQUIRE(plots::line_color(0) == 0x0072B2);
    REQUIRE(plots::line_color(7) == plots::line_color(0));
    REQUIRE(plots::area_color(9) == plots::area_color(2));
}

TEST_CASE("neighbouring areas differ in lightness", "[plots]") {
    const auto lightness = [](int rgb) {
        return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
    };
    for (std::size_t position = 0; position < 4; ++position)
        REQUIRE(std::abs(lightness(plots::area_color(position)) -
                         lightness(plots::area_color(position + 1))) > 35);
}

TEST_CASE("lines are told apart by markers or dashes, scatters by markers", "[plots]") {
    std::set<plots::Marker> lines, scatters;
    std::set<std::string> dashes;
    for (std::size_t position = 0; position < 4; ++position) {
        lines.insert(plots::line_marker(position));
        scatters.insert(plots::scatter_marker(position));
        dashes.insert(plots::dashes(position));
    }
    REQUIRE(plots::line_marker(0) == plots::Marker::none);
    REQUIRE(lines.size() == 4);
    REQUIRE(scatters.size() == 4);
    REQUIRE(scatters.count(plots::Marker::none) == 0);
    REQUIRE(dashes.size() == 4);
}

TEST_CASE("every marker but none has an outline that is closed", "[plots]") {
    for (const auto marker :
         {plots::Marker::circle, plots::Marker::square, plots::Marker::triangle, plots::Marker::diamond})
        REQUIRE(std::string(plots::outline(marker)).back() == 'z');
    REQUIRE(std::string(plots::outline(plots::Marker::none)).empty());
}
