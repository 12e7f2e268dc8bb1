// SPDX-License-Identifier: MIT
#include <ockham/optimizers/rmsprop.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("RMSprop takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<RMSprop>("RMSprop", 4, [](RMSpropOptions& options, const auto& call) {
        options.rho = call.number("rho", 0.9);
        options.momentum = call.number("momentum", 0);
        options.epsilon = call.number("epsilon", 1e-7);
        options.centered = call.number("centered") != 0;
    });
}

TEST_CASE("RMSprop computes the same in every way", "[optimizers]") {
    optimizers_contract::require(RMSprop());
    optimizers_contract::require(RMSprop({.momentum = 0.5}));
    optimizers_contract::require(RMSprop({.centered = true}));
    optimizers_contract::require(RMSprop({.momentum = 0.5, .centered = true}));
}

TEST_CASE("RMSprop has Keras' defaults", "[optimizers]") {
    const RMSprop optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().rho == 0.9);
    REQUIRE(optimizer.options().momentum == 0);
    REQUIRE(optimizer.options().epsilon == 1e-7);
    REQUIRE(!optimizer.options().centered);
    REQUIRE(optimizer.options().weight_decay == 0);
    REQUIRE(optimizer.slots() == 1);
}

TEST_CASE("RMSprop refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(RMSprop({.learning_rate = -1}),
                        "RMSprop: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(RMSprop({.rho = 1.5}), "RMSprop: expected rho to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(RMSprop({.momentum = -1}), "RMSprop: expected momentum to be in [0, 1], got -1");
    REQUIRE_THROWS_WITH(RMSprop({.epsilon = -1}),
                        "RMSprop: expected epsilon to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(RMSprop({.clipnorm = 0}),
                        "RMSprop: expected clipnorm to be positive and finite, got 0");
}
