// SPDX-License-Identifier: MIT
#include <ockham/losses/mean_absolute_error.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("mean absolute error is a mean over the columns, with slope zero at zero", "[losses]") {
    using namespace losses_contract;
    const MeanAbsoluteError loss;
    Matrix<double> y(2, 4), p(2, 4), slope(2, 4);
    y << 1, 2, 3, 4, 0, 0, 0, 0;
    p << 1, 0, 4, 4, 0, -0.0, -2, 2;
    slope << 0, -0.25, 0.25, 0, 0, 0, -0.25, 0.25;
    REQUIRE(value(loss, y, p) == Eigen::Vector2d(3 / 4.0, 4 / 4.0));
    REQUIRE(gradient(loss, y, p) == slope);
    require_derivative(loss, y, p);
    require_derivative(loss, y.col(0), p.col(1));
    require_as_in_keras("mean_absolute_error", [](const auto&) { return MeanAbsoluteError(); });
}

TEST_CASE("mean absolute error takes any targets of the right width, and a name", "[losses]") {
    using namespace losses_contract;
    const AnyLoss loss = MeanAbsoluteError({.name = "mae"});
    REQUIRE(loss.name() == "mae");
    REQUIRE(MeanAbsoluteError().options().name == "mean_absolute_error");
    REQUIRE_NOTHROW(loss.check_targets(in(logits()), 3));
    REQUIRE_THROWS_WITH(loss.check_targets(in(logits()), 4),
                        "mae: expected targets with 4 columns, as many as the model's output, got 3");
    REQUIRE_FALSE(static_cast<bool>(loss.of(Logits::sigmoid)));
}
