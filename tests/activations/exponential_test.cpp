// SPDX-License-Identifier: MIT
#include <ockham/activations/exponential.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("exponential is its own slope", "[activations]") {
    using namespace activations_contract;
    REQUIRE(AnyActivation(activations::exponential).name() == "exponential");
    const Matrix<double> z = many_rows() / 4;
    require_derivative(activations::exponential, z);
    require_in_place(activations::exponential, z);
    require_float_agrees(activations::exponential, many_rows() / 16);
    require_as_in_keras(activations::exponential);
    REQUIRE(at(activations::exponential, 0) == std::pair(1.0, 1.0));
}
