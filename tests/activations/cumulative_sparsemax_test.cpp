// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/activations/cumulative_sparsemax.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("cumulative sparsemax has the sums of sums for its threshold", "[activations]") {
    using namespace activations_contract;
    const AnyActivation function = activations::cumulative_sparsemax;
    REQUIRE(function.name() == "cumulative_sparsemax");
    Matrix<double> z(4, 3), y(4, 3);
    z << 0.5, 0.4, 0.1,  // sums 0.5, 0.9, 1.0: t = 1.4 / 3
        3, 1, 1,         // 3: t = 2
        -1, -1.5, -9,    // -1, -2.5: t = -4.5 / 2
        0.25, 0.25, -2;  // 0.25, 0.5: t = -0.25 / 2
    y << 0.5 - 1.4 / 3, 0, 0, 1, 0, 0, 1.25, 0.75, 0, 0.375, 0.375, 0;
    REQUIRE(value(function, z).isApprox(y, 1e-14));
    z << 0.5, 0.4, 0.1, 3, 1, 1.1, -1, -1.5, -9, 0.25, 0.26, -2;
    require_derivative(function, z);
    require_in_place_gradient(function, z);
    require_float_agrees(function, z);
}

TEST_CASE("of equal entries the first is the larger, for the slopes of cumulative sparsemax",
          "[activations]") {
    using namespace activations_contract;
    Matrix<double> z(1, 2), dy(1, 2), wanted(1, 2);
    z << 0.25, 0.25;
    dy << 1, 3;
    wanted << 1 - 4 * 2 / 2.0, 3 - 4 * 1 / 2.0;
    REQUIRE(gradient(activations::cumulative_sparsemax, z, dy) == wanted);
}

TEST_CASE("sparsemaxes end on what is not a number", "[activations]") {
    using namespace activations_contract;
    Matrix<double> z(1, 40), dy = Matrix<double>::Ones(1, 40);
    for (Index j = 0; j < 40; ++j) z(j) = j % 3 == 0 ? std::nan("") : static_cast<double>(j % 7);
    REQUIRE(std::isnan(value(activations::cumulative_sparsemax, z)(0)));
    REQUIRE(std::isfinite(gradient(activations::cumulative_sparsemax, z, dy)(1)));
}
