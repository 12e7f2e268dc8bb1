// SPDX-License-Identifier: MIT
#include <ockham/optimizers/lion.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("Lion takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<Lion>("Lion", 2, [](LionOptions& options, const auto& call) {
        options.beta_1 = call.number("beta_1", 0.9F);
        options.beta_2 = call.number("beta_2", 0.99F);
    });
}

TEST_CASE("Lion computes the same in every way", "[optimizers]") {
    optimizers_contract::require(Lion());
}

TEST_CASE("Lion has Keras' defaults", "[optimizers]") {
    const Lion optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().beta_1 == 0.9);
    REQUIRE(optimizer.options().beta_2 == 0.99);
    REQUIRE(optimizer.options().weight_decay == 0);
}

TEST_CASE("Lion refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(Lion({.learning_rate = -1}),
                        "Lion: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Lion({.beta_1 = 0}), "Lion: expected beta_1 to be in (0, 1], got 0");
    REQUIRE_THROWS_WITH(Lion({.beta_2 = 2}), "Lion: expected beta_2 to be in [0, 1], got 2");
    REQUIRE_THROWS_WITH(Lion({.clipnorm = 0}), "Lion: expected clipnorm to be positive and finite, got 0");
}

TEST_CASE("Lion's step has one size, and none where nothing pulls", "[optimizers]") {
    const Matrix<double> zero = Matrix<double>::Zero(1, 3);
    Matrix<double> gradient(1, 3);
    gradient << 1e-9, -1e9, 0;
    const auto weights =
        prescribed::run(Lion({.learning_rate = 0.25}), {prescribed::Layer({zero}, {{gradient}})});
    REQUIRE(weights[0][0](0, 0) == -0.25);
    REQUIRE(weights[0][0](0, 1) == 0.25);
    REQUIRE(weights[0][0](0, 2) == 0);
}
