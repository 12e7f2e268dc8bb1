// SPDX-License-Identifier: MIT
#include <ockham/activations/elu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("elu goes to -alpha", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::elu, "elu");
    REQUIRE(at(activations::elu, 2) == std::pair(2.0, 1.0));
    REQUIRE(at(activations::elu, 0) == std::pair(0.0, 1.0));
    REQUIRE(at(activations::elu, -1000) == std::pair(-1.0, 0.0));
    REQUIRE(at(activations::Elu(0.25), 0) == std::pair(0.0, 0.25));
}

TEST_CASE("elu with another alpha", "[activations]") {
    activations_contract::require_contract(activations::Elu(0.25), "elu(0.25)");
    REQUIRE(activations::Elu(0.25).alpha() == 0.25);
    REQUIRE(activations_contract::at(activations::Elu(0), -3) == std::pair(0.0, 0.0));
    REQUIRE_THROWS_WITH(activations::Elu(-1), "elu: expected alpha to be non-negative and finite, got -1");
}
