// SPDX-License-Identifier: MIT
#include <ockham/schedules/exponential_decay.hpp>

#include "schedules/recorded.hpp"

using namespace ockham;

TEST_CASE("ExponentialDecay gives the rates of Keras", "[schedules]") {
    recorded_schedules::require("ExponentialDecay", 2, [](const auto& call) {
        ExponentialDecayOptions options;
        options.initial_learning_rate = call.number("initial_learning_rate", options.initial_learning_rate);
        options.decay_steps = call.number("decay_steps", options.decay_steps);
        options.decay_rate = call.number("decay_rate", options.decay_rate);
        options.staircase = call.number("staircase") != 0;
        return ExponentialDecay(options);
    });
}

TEST_CASE("a staircase of exponential decay goes down after whole periods", "[schedules]") {
    const ExponentialDecay smooth({.initial_learning_rate = 1, .decay_steps = 4, .decay_rate = 0.25});
    REQUIRE(smooth(0) == 1);
    REQUIRE(smooth(2) == 0.5);
    REQUIRE(smooth(4) == 0.25);
    const ExponentialDecay stairs(
        {.initial_learning_rate = 1, .decay_steps = 4, .decay_rate = 0.25, .staircase = true});
    REQUIRE(stairs(3) == 1);
    REQUIRE(stairs(4) == 0.25);
    REQUIRE(stairs(7) == 0.25);
}

TEST_CASE("ExponentialDecay refuses options without a meaning", "[schedules]") {
    REQUIRE_THROWS_WITH(
        ExponentialDecay({.initial_learning_rate = -1}),
        "ExponentialDecay: expected initial_learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(ExponentialDecay({.decay_steps = 0}),
                        "ExponentialDecay: expected decay_steps to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(ExponentialDecay({.decay_rate = -1}),
                        "ExponentialDecay: expected decay_rate to be non-negative and finite, got -1");
}
