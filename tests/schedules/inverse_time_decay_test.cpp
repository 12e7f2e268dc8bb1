// SPDX-License-Identifier: MIT
#include <ockham/schedules/inverse_time_decay.hpp>

#include "schedules/recorded.hpp"

using namespace ockham;

TEST_CASE("InverseTimeDecay gives the rates of Keras", "[schedules]") {
    recorded_schedules::require("InverseTimeDecay", 2, [](const auto& call) {
        InverseTimeDecayOptions options;
        options.initial_learning_rate = call.number("initial_learning_rate", options.initial_learning_rate);
        options.decay_steps = call.number("decay_steps", options.decay_steps);
        options.decay_rate = call.number("decay_rate", options.decay_rate);
        options.staircase = call.number("staircase") != 0;
        return InverseTimeDecay(options);
    });
}

TEST_CASE("a staircase of inverse time decay goes down after whole periods", "[schedules]") {
    const InverseTimeDecay smooth({.initial_learning_rate = 1, .decay_steps = 2, .decay_rate = 1});
    REQUIRE(smooth(0) == 1);
    REQUIRE(smooth(2) == 0.5);
    REQUIRE(smooth(6) == 0.25);
    const InverseTimeDecay stairs(
        {.initial_learning_rate = 1, .decay_steps = 2, .decay_rate = 1, .staircase = true});
    REQUIRE(stairs(1) == 1);
    REQUIRE(stairs(2) == 0.5);
    REQUIRE(stairs(3) == 0.5);
}

TEST_CASE("InverseTimeDecay refuses options without a meaning", "[schedules]") {
    REQUIRE_THROWS_WITH(
        InverseTimeDecay({.initial_learning_rate = -1}),
        "InverseTimeDecay: expected initial_learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(InverseTimeDecay({.decay_steps = 0}),
                        "InverseTimeDecay: expected decay_steps to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(InverseTimeDecay({.decay_rate = -1}),
                        "InverseTimeDecay: expected decay_rate to be non-negative and finite, got -1");
}
