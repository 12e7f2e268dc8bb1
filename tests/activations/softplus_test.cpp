// SPDX-License-Identifier: MIT
#include <ockham/activations/softplus.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("softplus is a smooth relu", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::softplus, "softplus");
    REQUIRE(at(activations::softplus, 0) == std::pair(std::log(2.0), 0.5));
    REQUIRE(at(activations::softplus, 1000) == std::pair(1000.0, 1.0));
    REQUIRE(at(activations::softplus, -30).first == Approx(std::exp(-30.0)).epsilon(1e-12));
}
