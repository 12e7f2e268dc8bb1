// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/preprocessing/categories.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("categories are what occurs, sorted, without gaps", "[preprocessing]") {
    REQUIRE(detail::sorted_categories({"b", "", "a", "b", "B", "\xC3\xA9"}) ==
            Words{"B", "a", "b", "\xC3\xA9"});
    REQUIRE(detail::sorted_categories({"10", "9", "x", "-1", "1.0", "1", "1x", "-inf", "nan", "."}) ==
            Words{"-1", "1", "1.0", "9", "10", "-inf", ".", "1x", "nan", "x"});
    REQUIRE(detail::sorted_categories({"", ""}).empty());
    REQUIRE(detail::sorted_categories({}).empty());
}

TEST_CASE("a category is found again", "[preprocessing]") {
    const Words categories = detail::sorted_categories({"10", "9", "x", "a", "-1", "1.0", "1"});
    for (std::size_t i = 0; i < categories.size(); ++i)
        REQUIRE(detail::find_category(categories, categories[i]) == static_cast<Index>(i));
    for (const char* other : {"", "b", "2", "1.00", "-2", "11", "A", "xx"})
        REQUIRE(detail::find_category(categories, other) == -1);
    REQUIRE(detail::find_category({}, "a") == -1);
}

TEST_CASE("columns of words are made from columns of anything", "[preprocessing]") {
    REQUIRE(detail::to_word_columns(Words{"a", "b"}) == std::vector<Words>{{"a", "b"}});
    REQUIRE(detail::to_word_columns(std::vector{3, -1}) == std::vector<Words>{{"3", "-1"}});
    Matrix<double> x(2, 2);
    x << 1, 0.1, -0.0, std::numeric_limits<double>::quiet_NaN();
    REQUIRE(detail::to_word_columns(x) == std::vector<Words>{{"1", "0"}, {"0.1", ""}});
    const std::vector<Words> columns{{"a"}, {"b"}};
    REQUIRE(&detail::to_word_columns(columns) == &columns);
    REQUIRE_THROWS_WITH(detail::count_rows_of("who", {}),
                        "who: expected at least one row and one column, got none");
    REQUIRE_THROWS_WITH(detail::count_rows_of("who", {{"a"}, {}}),
                        "who: expected columns of 1 words, as the first, got 0");
}
