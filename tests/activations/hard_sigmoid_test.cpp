// SPDX-License-Identifier: MIT
#include <ockham/activations/hard_sigmoid.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("hard sigmoid is a line from -3 to 3", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::hard_sigmoid, "hard_sigmoid", 0.013);
    REQUIRE(at(activations::hard_sigmoid, 0) == std::pair(0.5, 1 / 6.0));
    REQUIRE(at(activations::hard_sigmoid, 3) == std::pair(1.0, 0.0));
    REQUIRE(at(activations::hard_sigmoid, -3) == std::pair(0.0, 0.0));
}
