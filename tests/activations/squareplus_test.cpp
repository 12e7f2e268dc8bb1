// SPDX-License-Identifier: MIT
#include <ockham/activations/squareplus.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("squareplus is a smooth relu", "[activations]") {
    using namespace activations_contract;
    require_contract(activations::squareplus, "squareplus");
    require_contract(activations::Squareplus(0.25), "squareplus(0.25)");
    REQUIRE(activations::Squareplus(0.25).b() == 0.25);
    REQUIRE(at(activations::squareplus, 0) == std::pair(1.0, 0.5));
    REQUIRE(at(activations::squareplus, 1.5) == std::pair(2.0, 0.8));
    REQUIRE(at(activations::squareplus, -1e9).first == Approx(1e-9).epsilon(1e-14));
    REQUIRE(at(activations::squareplus, -1e9).second == Approx(1e-18).epsilon(1e-14));
    REQUIRE_THROWS_WITH(activations::Squareplus(0),
                        "squareplus: expected b to be positive and finite, got 0");
}
