// SPDX-License-Identifier: MIT
#include <ockham/optimizers/beta.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("betas are in [0, 1), in single precision too", "[optimizers]") {
    REQUIRE_NOTHROW(detail::check_beta("Adam", "beta_1", 0));
    REQUIRE_NOTHROW(detail::check_beta("Adam", "beta_1", 0.9999));
    REQUIRE_THROWS_WITH(detail::check_beta("Adam", "beta_1", 0.9999999999),
                        "Adam: expected beta_1 to be in [0, 1), got 1");
    REQUIRE_THROWS_WITH(detail::check_beta("Adam", "beta_1", std::nan("")),
                        "Adam: expected beta_1 to be in [0, 1), got nan");
}

TEST_CASE("numbers are rounded to single precision, two side by side too", "[optimizers]") {
    const volatile double first = 0.9, second = 0.999;
    const double rounded[] = {1 - detail::in_single_precision(first),
                              1 - detail::in_single_precision(second)};
    REQUIRE(rounded[0] == 1 - static_cast<double>(0.9F));
    REQUIRE(rounded[1] == 1 - static_cast<double>(0.999F));
    REQUIRE(detail::in_single_precision(0.5) == 0.5);
}

TEST_CASE("powers of a beta are those of its single-precision neighbour", "[optimizers]") {
    REQUIRE(detail::power_of_beta(0.5, 3) == 0.125);
    REQUIRE(detail::power_of_beta(0.999, 1) == static_cast<double>(0.999F));
    REQUIRE(detail::power_of_beta(0.999, 1) != 0.999);
    REQUIRE(detail::power_of_beta(0, 1) == 0);
}
