// SPDX-License-Identifier: MIT
#include <ockham/schedules/cosine_decay.hpp>

#include "schedules/recorded.hpp"

using namespace ockham;

TEST_CASE("CosineDecay gives the rates of Keras", "[schedules]") {
    recorded_schedules::require("CosineDecay", 2, [](const auto& call) {
        CosineDecayOptions options;
        options.initial_learning_rate = call.number("initial_learning_rate", options.initial_learning_rate);
        options.decay_steps = call.number("decay_steps", options.decay_steps);
        options.alpha = call.number("alpha", options.alpha);
        if (call.options.count("warmup_target")) options.warmup_target = call.number("warmup_target");
        options.warmup_steps = call.number("warmup_steps", options.warmup_steps);
        return CosineDecay(options);
    });
}

TEST_CASE("cosine decay may go up before it goes down", "[schedules]") {
    const CosineDecay down({.initial_learning_rate = 1, .decay_steps = 4, .alpha = 0.5, .warmup_steps = 9});
    REQUIRE(down(0) == 1);
    REQUIRE(down(2) == Approx(0.75));
    REQUIRE(down(4) == 0.5);
    REQUIRE(down(9) == 0.5);
    const CosineDecay both(
        {.initial_learning_rate = 0.5, .decay_steps = 4, .warmup_target = 1, .warmup_steps = 2});
    REQUIRE(both(0) == 0.5);
    REQUIRE(both(1) == 0.75);
    REQUIRE(both(2) == 1);
    REQUIRE(both(4) == Approx(0.5));
    REQUIRE(both(6) == 0);
    REQUIRE(both(7) == 0);
}

TEST_CASE("CosineDecay refuses options without a meaning", "[schedules]") {
    REQUIRE_THROWS_WITH(CosineDecay({.initial_learning_rate = -1}),
                        "CosineDecay: expected initial_learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(CosineDecay({.decay_steps = 0}),
                        "CosineDecay: expected decay_steps to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(CosineDecay({.alpha = -1}),
                        "CosineDecay: expected alpha to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(CosineDecay({.warmup_target = -1}),
                        "CosineDecay: expected warmup_target to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(CosineDecay({.warmup_steps = -1}),
                        "CosineDecay: expected warmup_steps to be non-negative and finite, got -1");
}
