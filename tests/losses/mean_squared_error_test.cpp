// SPDX-License-Identifier: MIT
#include <ockham/losses/mean_squared_error.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("mean squared error is a mean over the columns", "[losses]") {
    using namespace losses_contract;
    const MeanSquaredError loss;
    Matrix<double> y(2, 4), p(2, 4), slope(2, 4);
    y << 1, 2, 3, 4, 0, 0, 0, 0;
    p << 1, 0, 4, 4, 0, -0.0, -2, 2;
    slope << 0, -1, 0.5, 0, 0, 0, -1, 1;
    REQUIRE(value(loss, y, p) == Eigen::Vector2d(5 / 4.0, 8 / 4.0));
    REQUIRE(gradient(loss, y, p) == slope);
    require_derivative(loss, y, p);
    require_derivative(loss, y.col(0), p.col(1));
    require_as_in_keras("mean_squared_error", [](const auto&) { return MeanSquaredError(); });
}

TEST_CASE("mean squared error takes any targets of the right width, and a name", "[losses]") {
    using namespace losses_contract;
    const AnyLoss loss = MeanSquaredError({.name = "mse"});
    REQUIRE(loss.name() == "mse");
    REQUIRE(MeanSquaredError().options().name == "mean_squared_error");
    REQUIRE_NOTHROW(loss.check_targets(in(logits()), 3));
    REQUIRE_THROWS_WITH(loss.check_targets(in(logits()), 2),
                        "mse: expected targets with 2 columns, as many as the model's output, got 3");
    REQUIRE_FALSE(static_cast<bool>(loss.of(Logits::softmax)));
}
