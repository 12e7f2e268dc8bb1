// SPDX-License-Identifier: MIT
#include <ockham/activations/selu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("selu is a scaled elu", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::selu, "selu");
    REQUIRE(at(activations::selu, 0).second == 1.0507009873554805);
    REQUIRE(at(activations::selu, 2).first == Approx(2.1014019747109610));
    REQUIRE(at(activations::selu, -1000).first == Approx(-1.0507009873554805 * 1.6732632423543772));
}
