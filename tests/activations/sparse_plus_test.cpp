// SPDX-License-Identifier: MIT
#include <ockham/activations/sparse_plus.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("sparse plus is a parabola between zero and a line", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::sparse_plus, "sparse_plus", 0.013);
    REQUIRE(at(activations::sparse_plus, 0) == std::pair(0.25, 0.5));
    REQUIRE(at(activations::sparse_plus, -1) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::sparse_plus, 1) == std::pair(1.0, 1.0));
    REQUIRE(at(activations::sparse_plus, -7) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::sparse_plus, 7) == std::pair(7.0, 1.0));
}
