// SPDX-License-Identifier: MIT
#include <ockham/activations/hard_silu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("hard silu is z times its hard sigmoid", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::hard_silu, "hard_silu", 0.013);
    REQUIRE(at(activations::hard_silu, 1).first == Approx(4 / 6.0));
    REQUIRE(at(activations::hard_silu, 3) == std::pair(3.0, 1.0));
    REQUIRE(at(activations::hard_silu, -3).second == 0);
    REQUIRE(at(activations::hard_silu, -5).first == 0);
}
