// SPDX-License-Identifier: MIT
#include <ockham/optimizers/adagrad.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("Adagrad takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<Adagrad>("Adagrad", 2, [](AdagradOptions& options, const auto& call) {
        options.initial_accumulator_value = call.number("initial_accumulator_value", 0.1F);
        options.epsilon = call.number("epsilon", 1e-7);
    });
}

TEST_CASE("Adagrad computes the same in every way", "[optimizers]") {
    optimizers_contract::require(Adagrad());
}

TEST_CASE("Adagrad has Keras' defaults", "[optimizers]") {
    const Adagrad optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().initial_accumulator_value == 0.1);
    REQUIRE(optimizer.initial(0) == 0.1);
    REQUIRE(optimizer.options().epsilon == 1e-7);
    REQUIRE(optimizer.options().weight_decay == 0);
}

TEST_CASE("Adagrad refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(Adagrad({.learning_rate = -1}),
                        "Adagrad: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Adagrad({.initial_accumulator_value = -1}),
                        "Adagrad: expected initial_accumulator_value to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Adagrad({.epsilon = -1}),
                        "Adagrad: expected epsilon to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Adagrad({.clipnorm = 0}),
                        "Adagrad: expected clipnorm to be positive and finite, got 0");
}
