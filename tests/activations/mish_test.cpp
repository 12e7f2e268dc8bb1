// SPDX-License-Identifier: MIT
#include <ockham/activations/mish.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("mish is z times the tanh of softplus", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::mish, "mish");
    REQUIRE(at(activations::mish, 1).first == Approx(std::tanh(std::log1p(std::exp(1.0)))).epsilon(1e-14));
    REQUIRE(at(activations::mish, 1000).first == 1000);
    REQUIRE(at(activations::mish, 1000).second == Approx(1).epsilon(1e-13));
    REQUIRE(at(activations::mish, -1000) == std::pair(0.0, 0.0));
}
