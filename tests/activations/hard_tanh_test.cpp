// SPDX-License-Identifier: MIT
#include <ockham/activations/hard_tanh.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("hard tanh is cut off at -1 and 1", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::hard_tanh, "hard_tanh", 0.013);
    REQUIRE(at(activations::hard_tanh, 0.5) == std::pair(0.5, 1.0));
    REQUIRE(at(activations::hard_tanh, 1) == std::pair(1.0, 1.0));
    REQUIRE(at(activations::hard_tanh, -1) == std::pair(-1.0, 1.0));
    REQUIRE(at(activations::hard_tanh, 1.5) == std::pair(1.0, 0.0));
}
