// SPDX-License-Identifier: MIT
#include <ockham/activations/sparse_sigmoid.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("sparse sigmoid is a line from -1 to 1", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::sparse_sigmoid, "sparse_sigmoid", 0.013);
    REQUIRE(at(activations::sparse_sigmoid, 0) == std::pair(0.5, 0.5));
    REQUIRE(at(activations::sparse_sigmoid, -1) == std::pair(0.0, 0.0));
    REQUIRE(at(activations::sparse_sigmoid, 1) == std::pair(1.0, 0.0));
}
