// SPDX-License-Identifier: MIT
#include <ockham/activations/silu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("silu is z times its sigmoid", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::silu, "silu");
    REQUIRE(at(activations::silu, 0) == std::pair(0.0, 0.5));
    REQUIRE(at(activations::silu, 1000) == std::pair(1000.0, 1.0));
    REQUIRE(at(activations::silu, 1).first == Approx(1 / (1 + std::exp(-1.0))).epsilon(1e-14));
}
