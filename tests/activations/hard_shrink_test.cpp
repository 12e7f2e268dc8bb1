// SPDX-License-Identifier: MIT
#include <ockham/activations/hard_shrink.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("hard shrink sets what is small to zero", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::hard_shrink, "hard_shrink", 0.013);
    REQUIRE(at(activations::hard_shrink, 0.5) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::hard_shrink, -0.5) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::hard_shrink, 0.75) == std::pair(0.75, 1.0));
    REQUIRE(at(activations::hard_shrink, -0.75) == std::pair(-0.75, 1.0));
}

TEST_CASE("hard shrink with another threshold", "[activations]") {
    activations_contract::require_contract(activations::HardShrink(0.25), "hard_shrink(0.25)", 0.013);
    REQUIRE(activations::HardShrink(0.25).threshold() == 0.25);
    REQUIRE_THROWS_WITH(activations::HardShrink(-1),
                        "hard_shrink: expected threshold to be non-negative and finite, got -1");
}
