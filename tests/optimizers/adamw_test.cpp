// SPDX-License-Identifier: MIT
#include <ockham/optimizers/adamw.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("AdamW takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<AdamW>("AdamW", 2, [](AdamWOptions& options, const auto& call) {
        options.beta_1 = call.number("beta_1", 0.9);
        options.beta_2 = call.number("beta_2", 0.999);
        options.epsilon = call.number("epsilon", 1e-7);
        options.amsgrad = call.number("amsgrad") != 0;
    });
}

TEST_CASE("AdamW computes the same in every way", "[optimizers]") {
    optimizers_contract::require(AdamW());
    optimizers_contract::require(AdamW({.amsgrad = true, .proximal_l1 = true}));
}

TEST_CASE("AdamW has Keras' defaults", "[optimizers]") {
    const AdamW optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().beta_1 == 0.9);
    REQUIRE(optimizer.options().beta_2 == 0.999);
    REQUIRE(optimizer.options().epsilon == 1e-7);
    REQUIRE(!optimizer.options().amsgrad);
    REQUIRE(!optimizer.options().proximal_l1);
    REQUIRE(optimizer.options().weight_decay == 0.004);
    REQUIRE(optimizer.shared().weight_decay == 0.004);
    REQUIRE(optimizer.slots() == 2);
    REQUIRE(AdamW({.amsgrad = true}).slots() == 3);
}

TEST_CASE("AdamW refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(AdamW({.learning_rate = -1}),
                        "AdamW: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(AdamW({.beta_1 = 1}), "AdamW: expected beta_1 to be in [0, 1), got 1");
    REQUIRE_THROWS_WITH(AdamW({.beta_2 = 1}), "AdamW: expected beta_2 to be in [0, 1), got 1");
    REQUIRE_THROWS_WITH(AdamW({.epsilon = -1}),
                        "AdamW: expected epsilon to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(AdamW({.weight_decay = -1}),
                        "AdamW: expected weight_decay to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(AdamW({.clipnorm = 0}), "AdamW: expected clipnorm to be positive and finite, got 0");
}
