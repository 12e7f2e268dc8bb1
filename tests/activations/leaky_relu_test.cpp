// SPDX-License-Identifier: MIT
#include <ockham/activations/leaky_relu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("leaky relu has a slope on either side", "[activations]") {
    using namespace activations_contract;
    // Keras' 0.2 is a float.
    require_contract(activations::LeakyRelu(static_cast<double>(0.2F)), "leaky_relu");
    require_contract(activations::LeakyRelu(0.125), "leaky_relu(0.125)");
    REQUIRE(activations::leaky_relu.negative_slope() == 0.2);
    REQUIRE(activations::leaky_relu.name() == "leaky_relu");
    REQUIRE(at(activations::leaky_relu, 3) == std::pair(3.0, 1.0));
    REQUIRE(at(activations::leaky_relu, 0) == std::pair(0.0, 0.2));
    REQUIRE(at(activations::leaky_relu, -5) == std::pair(-1.0, 0.2));
    REQUIRE(at(activations::LeakyRelu(0), -5) == std::pair(0.0, 0.0));
    REQUIRE_THROWS_WITH(activations::LeakyRelu(-1),
                        "leaky_relu: expected negative_slope to be non-negative and finite, got -1");
}
