// SPDX-License-Identifier: MIT
#include <ockham/activations/log_softmax.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("log softmax is the logarithm of a distribution", "[activations]") {
    using namespace activations_contract;
    require_contract(activations::log_softmax, "log_softmax");
    const Matrix<double> y = value(activations::log_softmax, many_rows());
    for (Index i = 0; i < y.rows(); ++i) REQUIRE(y.row(i).array().exp().sum() == Approx(1).epsilon(1e-14));
    Matrix<double> z(1, 3);
    z << 0, -1e6, 1e6;
    REQUIRE(value(activations::log_softmax, z)(0, 1) == -2e6);
}
