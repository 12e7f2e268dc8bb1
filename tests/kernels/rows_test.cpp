// SPDX-License-Identifier: MIT
#include <ockham/kernels/rows.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("rows are added up as groups, or to those of columns", "[kernels]") {
    const float row[] = {1, -2, 3};
    double sums[] = {10, 20, 30};
    kernels::add_squares(row, 3, 1, sums);
    REQUIRE((sums[0] == 11 && sums[1] == 24 && sums[2] == 39));
    kernels::add_squares(row, 3, 0, sums);
    REQUIRE(sums[0] == 25);
    const double factors[] = {2, 3, 4};
    float out[] = {1, 1, 1}, same[] = {1, -2, 3};
    kernels::add_products(row, 3, 1, factors, out);
    REQUIRE((out[0] == 3 && out[1] == -5 && out[2] == 13));
    kernels::add_products(row, 3, 0, factors, out);
    REQUIRE((out[0] == 5 && out[1] == -9 && out[2] == 19));
    kernels::multiply_by(same, 3, 1, factors);
    REQUIRE((same[0] == 2 && same[1] == -6 && same[2] == 12));
    kernels::multiply_by(same, 3, 0, factors);
    REQUIRE((same[0] == 4 && same[1] == -12 && same[2] == 24));
}
