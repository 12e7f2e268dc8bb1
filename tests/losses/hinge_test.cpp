// SPDX-License-Identifier: MIT
#include <ockham/losses/hinge.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("hinge wants a margin of one", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(2, 3), p(2, 3), slope(2, 3);
    y << 1, -1, 1, -1, 1, -1;
    p << 3, 0.5, 1, -1, -0.5, 2;
    slope << 0, 1, -1, 1, -1, 1;
    REQUIRE(value(Hinge(), y, p) == Eigen::Vector2d(1.5 / 3, 4.5 / 3));
    REQUIRE(gradient(Hinge(), y, p) == slope / 3);  // at the kink the slope is that to the left
}

TEST_CASE("hinge takes 0 for -1 if the whole batch is of 0 and 1", "[losses]") {
    using namespace losses_contract;
    Matrix<double> signs(2, 2), bits(2, 2), p(2, 2);
    signs << 1, -1, -1, -1;
    bits << 1, 0, 0, 0;
    p << 0.5, 0.25, -0.75, 2;
    REQUIRE(value(Hinge(), bits, p) == value(Hinge(), signs, p));
    REQUIRE(gradient(Hinge(), bits, p) == gradient(Hinge(), signs, p));
    bits(1, 1) = -1;
    REQUIRE(value(Hinge(), bits, p)(0, 0) == (0.5 + 1) / 2);
    REQUIRE(gradient(Hinge(), bits, p)(0, 1) == 0);
}

TEST_CASE("hinge is as in Keras", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y = one_hot();
    y = (y.array() > 0.3).select(Matrix<double>::Ones(5, 3), -Matrix<double>::Ones(5, 3)).eval();
    require_derivative(Hinge(), y, logits() * 1.01);
    require_as_in_keras("hinge", [](const auto&) { return Hinge(); });
    require_options<Hinge>("hinge");
}
