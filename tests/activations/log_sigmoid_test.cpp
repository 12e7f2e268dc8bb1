// SPDX-License-Identifier: MIT
#include <ockham/activations/log_sigmoid.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("log sigmoid is the logarithm of the sigmoid, however small", "[activations]") {
    using activations_contract::at;
    activations_contract::require_contract(activations::log_sigmoid, "log_sigmoid");
    REQUIRE(at(activations::log_sigmoid, 0).first == Approx(-std::log(2.0)).epsilon(1e-15));
    REQUIRE(at(activations::log_sigmoid, -1000) == std::pair(-1000.0, 1.0));
    REQUIRE(at(activations::log_sigmoid, 30).first == Approx(-std::exp(-30.0)).epsilon(1e-12));
}
