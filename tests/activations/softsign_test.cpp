// SPDX-License-Identifier: MIT
#include <ockham/activations/softsign.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("softsign goes slowly to -1 and 1", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::softsign, "softsign");
    REQUIRE(at(activations::softsign, 0) == std::pair(0.0, 1.0));
    REQUIRE(at(activations::softsign, -3) == std::pair(-0.75, 1 / 16.0));
}
