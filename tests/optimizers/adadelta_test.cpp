// SPDX-License-Identifier: MIT
#include <ockham/optimizers/adadelta.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("Adadelta takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<Adadelta>("Adadelta", 2, [](AdadeltaOptions& options, const auto& call) {
        options.rho = call.number("rho", 0.95);
        options.epsilon = call.number("epsilon", 1e-7);
    });
}

TEST_CASE("Adadelta computes the same in every way", "[optimizers]") {
    optimizers_contract::require(Adadelta());
}

TEST_CASE("Adadelta has Keras' defaults", "[optimizers]") {
    const Adadelta optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().rho == 0.95);
    REQUIRE(optimizer.options().epsilon == 1e-7);
    REQUIRE(optimizer.options().weight_decay == 0);
}

TEST_CASE("Adadelta refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(Adadelta({.learning_rate = -1}),
                        "Adadelta: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Adadelta({.rho = 2}), "Adadelta: expected rho to be in [0, 1], got 2");
    REQUIRE_THROWS_WITH(Adadelta({.epsilon = 0}),
                        "Adadelta: expected epsilon to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Adadelta({.clipnorm = 0}),
                        "Adadelta: expected clipnorm to be positive and finite, got 0");
}
