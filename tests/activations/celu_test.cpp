// SPDX-License-Identifier: MIT
#include <ockham/activations/celu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("celu goes smoothly to -alpha", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::celu, "celu");
    REQUIRE(at(activations::celu, 2) == std::pair(2.0, 1.0));
    REQUIRE(at(activations::celu, 0) == std::pair(0.0, 2.0) /* TensorFlow adds up both sides */);
    REQUIRE(at(activations::celu, -1000).first == -1);
    REQUIRE(at(activations::Celu(2), -1000).first == -2);
    REQUIRE(at(activations::Celu(2), -2).second == Approx(std::exp(-1.0)));
}

TEST_CASE("celu with another alpha", "[activations]") {
    activations_contract::require_contract(activations::Celu(0.5), "celu(0.5)");
    REQUIRE(activations::Celu(0.5).alpha() == 0.5);
    REQUIRE_THROWS_WITH(activations::Celu(0), "celu: expected alpha to be positive and finite, got 0");
}
