// SPDX-License-Identifier: MIT
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <ockham/core/point_locale.hpp>
#include <ockham/core/text.hpp>

#include "support/catch.hpp"

using namespace ockham;

// Where there is no other locale on the machine, this says little.
TEST_CASE("numbers are written with a point whatever the locale", "[core]") {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) std::setlocale(LC_ALL, locale);
    char first[16], between[16], after[16];
    std::snprintf(first, sizeof first, "%.1f", 1.5);
    double read = 0;
    {
        const detail::PointLocale point;
        const detail::PointLocale once_more;
        std::snprintf(between, sizeof between, "%.1f", 1.5);
        read = std::strtod("1.5", nullptr);
    }
    std::snprintf(after, sizeof after, "%.1f", 1.5);
    const std::string text = Text().print(0.25, 2, 'f').string() + to_text(1e-3);
    std::setlocale(LC_ALL, before.c_str());
    REQUIRE(std::string(between) == "1.5");
    REQUIRE(read == 1.5);
    REQUIRE(std::string(first) == after);
    REQUIRE(text == "0.250.001");
}
