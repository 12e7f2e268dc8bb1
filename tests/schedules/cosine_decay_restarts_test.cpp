// SPDX-License-Identifier: MIT
#include <ockham/schedules/cosine_decay_restarts.hpp>

#include "schedules/recorded.hpp"

using namespace ockham;

TEST_CASE("CosineDecayRestarts gives the rates of Keras", "[schedules]") {
    recorded_schedules::require("CosineDecayRestarts", 4, [](const auto& call) {
        CosineDecayRestartsOptions options;
        options.initial_learning_rate = call.number("initial_learning_rate", options.initial_learning_rate);
        options.first_decay_steps = call.number("first_decay_steps", options.first_decay_steps);
        options.t_mul = call.number("t_mul", options.t_mul);
        options.m_mul = call.number("m_mul", options.m_mul);
        options.alpha = call.number("alpha", options.alpha);
        return CosineDecayRestarts(options);
    });
}

TEST_CASE("cosine decay begins again, each time longer and lower", "[schedules]") {
    const CosineDecayRestarts waves(
        {.initial_learning_rate = 1, .first_decay_steps = 2, .t_mul = 2, .m_mul = 0.5});
    REQUIRE(waves(0) == 1);
    REQUIRE(waves(1) == Approx(0.5));
    REQUIRE(waves(2) == 0.5);
    REQUIRE(waves(4) == Approx(0.25));
    REQUIRE(waves(6) == 0.25);
    REQUIRE(waves(14) == 0.125);
}

TEST_CASE("CosineDecayRestarts refuses options without a meaning", "[schedules]") {
    REQUIRE_THROWS_WITH(
        CosineDecayRestarts({.initial_learning_rate = -1}),
        "CosineDecayRestarts: expected initial_learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(CosineDecayRestarts({.first_decay_steps = 0}),
                        "CosineDecayRestarts: expected first_decay_steps to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(CosineDecayRestarts({.t_mul = 0}),
                        "CosineDecayRestarts: expected t_mul to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(CosineDecayRestarts({.m_mul = -1}),
                        "CosineDecayRestarts: expected m_mul to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(CosineDecayRestarts({.alpha = -1}),
                        "CosineDecayRestarts: expected alpha to be non-negative and finite, got -1");
}
