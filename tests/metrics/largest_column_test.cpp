// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics/largest_column.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("the largest column is the first of equal ones, and a number if there is one", "[metrics]") {
    const auto largest = [](std::initializer_list<double> row) {
        return detail::largest_column(row.begin(), static_cast<Index>(row.size()));
    };
    CHECK(largest({-1}) == 0);
    CHECK(largest({1, 3, 2}) == 1);
    CHECK(largest({1, 3, 3}) == 1);
    CHECK(largest({-2, -1, -INFINITY}) == 1);
    CHECK(largest({NAN, 1, 2}) == 2);
    CHECK(largest({1, NAN, 2}) == 2);
    CHECK(largest({2, NAN, 1}) == 0);
    CHECK(largest({NAN, 1, NAN, 2, 1}) == 3);
    CHECK(largest({NAN, NAN}) == 0);
}
