// SPDX-License-Identifier: MIT
#include <ockham/activations/softmax.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("softmax makes a distribution of each row", "[activations]") {
    activations_contract::require_contract(activations::softmax, "softmax");
    activations_contract::require_derivative(activations::softmax, Matrix<double>::Zero(2, 3));
    Matrix<double> z(2, 3), y(2, 3);
    z << 0, std::log(2), std::log(5), 4, 4, 4;
    y << 1 / 8.0, 2 / 8.0, 5 / 8.0, 1 / 3.0, 1 / 3.0, 1 / 3.0;
    REQUIRE(activations_contract::value(activations::softmax, z).isApprox(y, 1e-14));
}

TEST_CASE("softmax does not change when a row is shifted, however far", "[activations]") {
    Matrix<double> z(1, 3);
    z << 0, 1, 2;
    const Matrix<double> y = activations_contract::value(activations::softmax, z);
    for (const double shift : {-1e6, -1000.0, 1000.0, 1e6})
        REQUIRE(activations_contract::value(activations::softmax, z.array() + shift) == y);
}

TEST_CASE("softmax's gradient adds up to zero in each row", "[activations]") {
    const Matrix<double> z = activations_contract::many_rows();
    Matrix<double> dy(5, 3);
    for (Index i = 0; i < dy.size(); ++i) dy.data()[i] = static_cast<double>(i * i % 7);
    const Matrix<double> dz = activations_contract::gradient(activations::softmax, z, dy);
    for (Index i = 0; i < 5; ++i) REQUIRE(std::abs(dz.row(i).sum()) < 1e-14);
}
