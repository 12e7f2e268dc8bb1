// SPDX-License-Identifier: MIT
#include <ockham/losses/categorical_hinge.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("categorical hinge wants the right column above the others by one", "[losses]") {
    using namespace losses_contract;
    const CategoricalHinge loss;
    Matrix<double> y(3, 3), p(3, 3), slope(3, 3);
    y << 1, 0, 0, 0, 1, 0, 0, 0, 1;
    p << 3, 1, 0.5, 0.5, 0.25, -1, -4, -3, -2;
    slope << 0, 0, 0, 1, -1, 0, 0, 0, -1;
    REQUIRE(value(loss, y, p) ==
            Eigen::Vector3d(0, 1.25, 3));  // in the last row the rival is 0, of the right column
    REQUIRE(gradient(loss, y, p) == slope);
    require_derivative(loss, one_hot().topRows(4), probabilities().topRows(4));
    require_as_in_keras("categorical_hinge", [loss](const auto&) { return loss; });
    require_options<CategoricalHinge>("categorical_hinge");
}

TEST_CASE("equal rivals share the slope, and a margin of exactly one still pulls", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(2, 3), p(2, 3), slope(2, 3);
    y << 1, 0, 0, 1, 0, 0;
    p << 1, 2, 2, 3, 2, 2;
    slope << -1, 0.5, 0.5, -1, 0.5, 0.5;
    REQUIRE(value(CategoricalHinge(), y, p) == Eigen::Vector2d(2, 0));
    REQUIRE(gradient(CategoricalHinge(), y, p) == slope);
}
