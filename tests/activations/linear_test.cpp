// SPDX-License-Identifier: MIT
#include <ockham/activations/linear.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("linear is the identity", "[activations]") {
    activations_contract::require_contract(activations::linear, "linear");
    const Matrix<double> z = activations_contract::many_rows();
    REQUIRE(activations_contract::value(activations::linear, z) == z);
    REQUIRE(activations_contract::gradient(activations::linear, z, 3 * z) == 3 * z);
    Matrix<double> y(z.rows(), z.cols()), dz(z.rows(), z.cols());
    activations::Linear().forward(finite_differences::in(z), finite_differences::out(y));
    activations::Linear().backward(finite_differences::in(z), finite_differences::in(z),
                                   finite_differences::in(z), finite_differences::out(dz));
    REQUIRE(y == z);
    REQUIRE(dz == z);
}
