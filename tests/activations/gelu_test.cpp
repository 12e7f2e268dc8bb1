// SPDX-License-Identifier: MIT
#include <ockham/activations/gelu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("gelu is z times the share of the normal distribution below z", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::gelu, "gelu", 0, 1e-7);
    activations_contract::require_contract(activations::Gelu(static_cast<double>(0.70710677F)),
                                           "gelu");  // Keras' constant
    REQUIRE(at(activations::gelu, 0) == std::pair(0.0, 0.5));
    REQUIRE(at(activations::gelu, 100) == std::pair(100.0, 1.0));
    REQUIRE(at(activations::gelu, -100) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::gelu, 1).first == Approx(0.5 * (1 + std::erf(std::sqrt(0.5)))).epsilon(1e-14));
}
