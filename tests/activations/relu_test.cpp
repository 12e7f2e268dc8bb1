// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/activations/relu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("relu cuts off what is negative", "[activations]") {
    activations_contract::require_contract(activations::relu, "relu");
    Matrix<double> z(1, 6), y(1, 6);
    z << -2, -5e-324, -0.0, 0, 5e-324, 3;
    y << 0, 0, 0, 0, 5e-324, 3;
    REQUIRE(activations_contract::value(activations::relu, z) == y);
}

TEST_CASE("relu's slope at zero is zero", "[activations]") {
    Matrix<double> z(1, 4), dz(1, 4);
    z << -0.0, 0, 5e-324, -5e-324;
    dz << 0, 0, 7, 0;
    REQUIRE(activations_contract::gradient(activations::relu, z, Matrix<double>::Constant(1, 4, 7)) == dz);
}

TEST_CASE("relu keeps a NaN", "[activations]") {
    const Matrix<double> z = Matrix<double>::Constant(1, 1, std::numeric_limits<double>::quiet_NaN());
    REQUIRE(std::isnan(activations_contract::value(activations::relu, z)(0, 0)));
}
