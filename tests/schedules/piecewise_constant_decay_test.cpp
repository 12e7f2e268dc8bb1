// SPDX-License-Identifier: MIT
#include <ockham/schedules/piecewise_constant_decay.hpp>

#include "schedules/recorded.hpp"

using namespace ockham;

TEST_CASE("PiecewiseConstantDecay gives the rates of Keras", "[schedules]") {
    recorded_schedules::require("PiecewiseConstantDecay", 1, [](const auto& call) {
        using recorded_schedules::list;
        return PiecewiseConstantDecay({.boundaries = list<std::int64_t>(call.options.at("boundaries")),
                                       .values = list<double>(call.options.at("values"))});
    });
}

TEST_CASE("a boundary is the last step of its rate", "[schedules]") {
    const PiecewiseConstantDecay steps({.boundaries = {2, 5}, .values = {0.5, 0.25, 1}});
    REQUIRE(steps(0) == 0.5);
    REQUIRE(steps(2) == 0.5);
    REQUIRE(steps(3) == 0.25);
    REQUIRE(steps(5) == 0.25);
    REQUIRE(steps(6) == 1);
    REQUIRE(PiecewiseConstantDecay({.values = {0.5}})(7) == 0.5);
}

TEST_CASE("PiecewiseConstantDecay refuses options without a meaning", "[schedules]") {
    REQUIRE_THROWS_WITH(PiecewiseConstantDecay({.boundaries = {1, 2}, .values = {1, 2}}),
                        "PiecewiseConstantDecay: expected 3 values for 2 boundaries, got 2");
    REQUIRE_THROWS_WITH(PiecewiseConstantDecay({.boundaries = {2, 2}, .values = {1, 2, 3}}),
                        "PiecewiseConstantDecay: expected increasing boundaries, got 2 after 2");
    REQUIRE_THROWS_WITH(PiecewiseConstantDecay({.boundaries = {2}, .values = {1, -1}}),
                        "PiecewiseConstantDecay: expected values to be non-negative and finite, got -1");
}
