// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/initializers/constant.hpp>

#include "initializers/contract.hpp"

using namespace ockham;

TEST_CASE("constants are constant, and draw nothing", "[initializers]") {
    using initializers_contract::filled;
    Random random(1);
    REQUIRE(filled(zeros(), {3}, random) == std::vector<double>{0, 0, 0});
    REQUIRE(filled(ones(), {1, 2}, random) == std::vector<double>{1, 1});
    REQUIRE(filled(constant(-0.5), {1, 1, 2, 1}, random) == std::vector<double>{-0.5, -0.5});
    REQUIRE(random == Random(1));
    REQUIRE(Constant().value() == 0);
    REQUIRE(constant(2).value() == 2);
    initializers_contract::require_contract(constant(0.1), {2, 3});
}

TEST_CASE("a constant is finite", "[initializers]") {
    REQUIRE_THROWS_WITH(constant(std::numeric_limits<double>::infinity()),
                        "Constant: expected value to be finite, got inf");
    REQUIRE_THROWS_WITH(constant(std::numeric_limits<double>::quiet_NaN()),
                        "Constant: expected value to be finite, got nan");
}

TEST_CASE("constants are equal if their values are", "[initializers]") {
    CHECK(constant(0) == zeros());
    CHECK_FALSE(zeros() == ones());
}
