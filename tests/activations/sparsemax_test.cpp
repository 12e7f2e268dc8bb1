// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/activations/sparsemax.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("sparsemax is the nearest distribution", "[activations]") {
    using namespace activations_contract;
    const AnyActivation sparsemax = activations::sparsemax;
    REQUIRE(sparsemax.name() == "sparsemax");
    Matrix<double> z(5, 3), y(5, 3);
    z << 0.5, 0.4, 0.1, 3, 1, 1, 7, 7, 7, 0.75, -5, 0.25, -1, -1.5, -9;
    y << 1.5 / 3, 1.2 / 3, 0.3 / 3, 1, 0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0.75, 0, 0.25, 0.75, 0.25, 0;
    REQUIRE(value(sparsemax, z).isApprox(y, 1e-14));
    z.array() += 0.013;
    z.row(2) << 7, 7.1, 7.2;
    z.row(1) << 3, 0.1, 0.2;
    require_derivative(sparsemax, z);
    require_in_place(sparsemax, z);
    require_float_agrees(sparsemax, z);
}

TEST_CASE("sparsemax does not change when a row is shifted", "[activations]") {
    using namespace activations_contract;
    const Matrix<double> z = many_rows(), y = value(activations::sparsemax, z);
    REQUIRE(value(activations::sparsemax, z.array() + 64).isApprox(y, 1e-13));
    for (Index i = 0; i < y.rows(); ++i) REQUIRE(y.row(i).sum() == Approx(1).epsilon(1e-14));
    REQUIRE(y.minCoeff() == 0);
}

TEST_CASE("the order of sparsemax puts what is not a number first", "[activations]") {
    using activations::detail::is_larger;
    const double nan = std::nan("");
    REQUIRE(is_larger(2.0, 1.0));
    REQUIRE(!is_larger(1.0, 2.0));
    REQUIRE(!is_larger(1.0, 1.0));
    REQUIRE(is_larger(nan, 1.0));
    REQUIRE(!is_larger(1.0, nan));
    REQUIRE(!is_larger(nan, nan));
}
