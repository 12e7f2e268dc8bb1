// SPDX-License-Identifier: MIT
#include <ockham/activations/tanh_shrink.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("tanh shrink is z less its tanh", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::tanh_shrink, "tanh_shrink");
    REQUIRE(at(activations::tanh_shrink, 0) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::tanh_shrink, 2).first == Approx(2 - std::tanh(2.0)).epsilon(1e-14));
}
