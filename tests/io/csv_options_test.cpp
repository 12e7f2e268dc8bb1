// SPDX-License-Identifier: MIT
#include <ockham/core/errors.hpp>
#include <ockham/io/csv_options.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a separator is nothing that occurs in a number", "[io]") {
    for (const char good : {',', ';', '\t', ' ', '|', ':'})
        REQUIRE_NOTHROW(detail::check_csv_options("who", {.separator = good}));
    for (const char bad : {'.', '+', '-', '"', '5', 'E', '\n'})
        REQUIRE_THROWS_AS(detail::check_csv_options("who", {.separator = bad}), ArgumentError);
}

TEST_CASE("no column is asked for twice", "[io]") {
    REQUIRE_NOTHROW(detail::check_csv_options("who", {.columns = {"a", "b"}}));
    REQUIRE_THROWS_WITH(detail::check_csv_options("who", {.columns = {"a", "a"}}),
                        "who: expected names of columns that differ, got 'a' for columns 1 and 2");
}

TEST_CASE("without being told, a table has a header, numbers, and no gaps", "[io]") {
    const CsvOptions options;
    REQUIRE(options.separator == ',');
    REQUIRE(options.header);
    REQUIRE_FALSE(options.allow_non_finite);
    REQUIRE((options.columns.empty() && options.words.empty() && options.target.empty()));
    REQUIRE(options.missing == Missing::refuse);
}
