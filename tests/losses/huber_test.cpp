// SPDX-License-Identifier: MIT
#include <ockham/losses/huber.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("huber is squared for small errors and linear for large ones", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(2, 2), p(2, 2), slope(2, 2);
    y << 1, 1, 0, 0;
    p << 1.5, -3, 1, -1;
    slope << 0.25, -0.5, 0.5, -0.5;
    REQUIRE(value(Huber(), y, p) == Eigen::Vector2d((0.125 + 3.5) / 2, 0.5));
    REQUIRE(gradient(Huber(), y, p) == slope);
    REQUIRE(value(Huber({.delta = 2}), y, p) == Eigen::Vector2d((0.125 + 6) / 2, 0.5));
    REQUIRE(gradient(Huber({.delta = 2}), y, p)(0, 1) == -1);
    for (const double delta : {0.25, 1.0, 10.0})
        require_derivative(Huber({.delta = delta}), one_hot(), logits().array() + 0.013);
    require_as_in_keras("huber", [](const auto& call) { return Huber({.delta = call.number("delta", 1)}); });
}

TEST_CASE("huber has Keras' options, and refuses others", "[losses]") {
    losses_contract::require_options<Huber>("huber_loss");
    REQUIRE(Huber().options().delta == 1);
    REQUIRE_THROWS_WITH(Huber({.delta = 0}), "Huber: expected delta to be positive and finite, got 0");
}
