// SPDX-License-Identifier: MIT
#include <ockham/activations/relu6.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("relu6 is cut off at 0 and 6", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::relu6, "relu6");
    REQUIRE(at(activations::relu6, 3) == std::pair(3.0, 1.0));
    REQUIRE(at(activations::relu6, 0) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::relu6, 6) == std::pair(6.0, 0.0));
    REQUIRE(at(activations::relu6, 7) == std::pair(6.0, 0.0));
}
