// SPDX-License-Identifier: MIT
#include <ockham/activations/tanh.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("tanh is the hyperbolic tangent", "[activations]") {
    activations_contract::require_contract(activations::tanh, "tanh");
    activations_contract::require_derivative(activations::tanh, Matrix<double>::Zero(2, 2));
    const Matrix<double> z = activations_contract::many_rows();
    const Matrix<double> y = activations_contract::value(activations::tanh, z);
    for (Index i = 0; i < z.size(); ++i)
        REQUIRE(y.data()[i] == Approx(std::tanh(z.data()[i])).epsilon(1e-15));
}

TEST_CASE("tanh of large numbers is finite", "[activations]") {
    Matrix<double> z(1, 2), y(1, 2);
    z << -1e308, 1e308;
    y << -1, 1;
    REQUIRE(activations_contract::value(activations::tanh, z) == y);
    REQUIRE(activations_contract::gradient(activations::tanh, z, Matrix<double>::Ones(1, 2)) ==
            Matrix<double>::Zero(1, 2));
}
