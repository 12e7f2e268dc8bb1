// SPDX-License-Identifier: MIT
#include <ockham/activations/soft_shrink.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("soft shrink moves towards zero", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::soft_shrink, "soft_shrink", 0.013);
    REQUIRE(at(activations::soft_shrink, 0.5) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::soft_shrink, 0.75) == std::pair(0.25, 1.0));
    REQUIRE(at(activations::soft_shrink, -2) == std::pair(-1.5, 1.0));
}

TEST_CASE("soft shrink with another threshold", "[activations]") {
    activations_contract::require_contract(activations::SoftShrink(1), "soft_shrink(1)", 0.013);
    REQUIRE(activations::SoftShrink(1).threshold() == 1);
    REQUIRE_THROWS_WITH(activations::SoftShrink(-1),
                        "soft_shrink: expected threshold to be non-negative and finite, got -1");
}
