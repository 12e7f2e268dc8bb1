// SPDX-License-Identifier: MIT
#include <ockham/optimizers/adamax.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("Adamax takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<Adamax>("Adamax", 2, [](AdamaxOptions& options, const auto& call) {
        options.beta_1 = call.number("beta_1", 0.9);
        options.beta_2 = call.number("beta_2", 0.999);
        options.epsilon = call.number("epsilon", 1e-7);
    });
}

TEST_CASE("Adamax computes the same in every way", "[optimizers]") {
    optimizers_contract::require(Adamax());
}

TEST_CASE("Adamax has Keras' defaults", "[optimizers]") {
    const Adamax optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().beta_1 == 0.9);
    REQUIRE(optimizer.options().beta_2 == 0.999);
    REQUIRE(optimizer.options().epsilon == 1e-7);
    REQUIRE(optimizer.options().weight_decay == 0);
}

TEST_CASE("Adamax refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(Adamax({.learning_rate = -1}),
                        "Adamax: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Adamax({.beta_1 = 1}), "Adamax: expected beta_1 to be in [0, 1), got 1");
    REQUIRE_THROWS_WITH(Adamax({.beta_2 = -1}), "Adamax: expected beta_2 to be in [0, 1), got -1");
    REQUIRE_THROWS_WITH(Adamax({.epsilon = -1}),
                        "Adamax: expected epsilon to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Adamax({.clipnorm = 0}),
                        "Adamax: expected clipnorm to be positive and finite, got 0");
}
