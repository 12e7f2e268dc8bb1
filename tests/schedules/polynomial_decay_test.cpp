// SPDX-License-Identifier: MIT
#include <ockham/schedules/polynomial_decay.hpp>

#include "schedules/recorded.hpp"

using namespace ockham;

TEST_CASE("PolynomialDecay gives the rates of Keras", "[schedules]") {
    recorded_schedules::require("PolynomialDecay", 3, [](const auto& call) {
        PolynomialDecayOptions options;
        options.initial_learning_rate = call.number("initial_learning_rate", options.initial_learning_rate);
        options.decay_steps = call.number("decay_steps", options.decay_steps);
        options.end_learning_rate = call.number("end_learning_rate", options.end_learning_rate);
        options.power = call.number("power", options.power);
        options.cycle = call.number("cycle") != 0;
        return PolynomialDecay(options);
    });
}

TEST_CASE("polynomial decay stays at its end, or begins again", "[schedules]") {
    const PolynomialDecay line({.initial_learning_rate = 1, .decay_steps = 4, .end_learning_rate = 0.5});
    REQUIRE(line(0) == 1);
    REQUIRE(line(1) == 0.875);
    REQUIRE(line(4) == 0.5);
    REQUIRE(line(100) == 0.5);
    const PolynomialDecay again(
        {.initial_learning_rate = 1, .decay_steps = 4, .end_learning_rate = 0, .power = 2, .cycle = true});
    REQUIRE(again(0) == 1);
    REQUIRE(again(2) == 0.25);
    REQUIRE(again(4) == 0);
    REQUIRE(again(6) == 0.0625);
}

TEST_CASE("PolynomialDecay refuses options without a meaning", "[schedules]") {
    REQUIRE_THROWS_WITH(
        PolynomialDecay({.initial_learning_rate = -1}),
        "PolynomialDecay: expected initial_learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(PolynomialDecay({.decay_steps = 0}),
                        "PolynomialDecay: expected decay_steps to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(PolynomialDecay({.end_learning_rate = -1}),
                        "PolynomialDecay: expected end_learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(PolynomialDecay({.power = -1}),
                        "PolynomialDecay: expected power to be non-negative and finite, got -1");
}
