// SPDX-License-Identifier: MIT
#include <ockham/activations/sigmoid.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("sigmoid is 1 / (1 + exp(-z))", "[activations]") {
    activations_contract::require_contract(activations::sigmoid, "sigmoid");
    activations_contract::require_derivative(activations::sigmoid, Matrix<double>::Zero(2, 2));
    Matrix<double> z(1, 4);
    z << 0, -0.0, std::log(3), -std::log(3);
    const Matrix<double> y = activations_contract::value(activations::sigmoid, z);
    REQUIRE(y(0, 0) == 0.5);
    REQUIRE(y(0, 1) == 0.5);
    REQUIRE(y(0, 2) == Approx(0.75).epsilon(1e-14));
    REQUIRE(y(0, 3) == Approx(0.25).epsilon(1e-14));
}

TEST_CASE("sigmoid of large numbers is finite", "[activations]") {
    Matrix<double> z(1, 4), y(1, 4);
    z << -1000, 1000, -1e308, 1e308;
    y << 0, 1, 0, 1;
    REQUIRE(activations_contract::value(activations::sigmoid, z) == y);
    REQUIRE(activations_contract::gradient(activations::sigmoid, z, Matrix<double>::Ones(1, 4)) ==
            Matrix<double>::Zero(1, 4));
}
