// SPDX-License-Identifier: MIT
#include <ockham/losses/squared_hinge.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("squared hinge wants a margin of one, and squares what lacks", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(2, 3), p(2, 3), slope(2, 3);
    y << 1, -1, 1, -1, 1, -1;
    p << 3, 0.5, 1, -1, -0.5, 2;
    slope << 0, 3, 0, 0, -3, 6;
    REQUIRE(value(SquaredHinge(), y, p) == Eigen::Vector2d(2.25 / 3, 11.25 / 3));
    REQUIRE(gradient(SquaredHinge(), y, p) == slope / 3);
    require_derivative(SquaredHinge(), y, p * 1.01);
    y = (y.array() > 0).select(y, Matrix<double>::Zero(2, 3)).eval();
    REQUIRE(gradient(SquaredHinge(), y, p) == slope / 3);
    require_as_in_keras("squared_hinge", [](const auto&) { return SquaredHinge(); });
    require_options<SquaredHinge>("squared_hinge");
}
