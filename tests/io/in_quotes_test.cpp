// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <ockham/io/in_quotes.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("quoted text is on one line and shows control characters", "[io]") {
    REQUIRE(detail::in_quotes("") == "''");
    REQUIRE(detail::in_quotes("petal width") == "'petal width'");
    REQUIRE(detail::in_quotes(std::string_view("a\n\0\x1b\x7f", 5)) == "'a\\x0a\\x00\\x1b\\x7f'");
    REQUIRE(detail::in_quotes("Gr\xC3\xB6\xC3\x9F"
                              "e") ==
            "'Gr\xC3\xB6\xC3\x9F"
            "e'");
}

TEST_CASE("quoted text is cut short, but not within a character", "[io]") {
    REQUIRE(detail::in_quotes("0123456789", 10) == "'0123456789'");
    REQUIRE(detail::in_quotes("0123456789a", 10) == "'0123456789...'");
    REQUIRE(detail::in_quotes("ab\xC3\xB6", 3) == "'ab...'");
    REQUIRE(detail::in_quotes("\x80\x80\x80\x80", 2) == "'...'");
    REQUIRE(detail::in_quotes(std::string(1000, 'x')).size() == 65);
}
