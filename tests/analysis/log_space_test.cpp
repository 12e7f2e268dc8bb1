// SPDX-License-Identifier: MIT
#include <ockham/analysis/log_space.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("numbers of a logarithmic grid are those that a person would write", "[analysis]") {
    REQUIRE(log_space(0.001, 10, 5) == std::vector<double>{0.001, 0.01, 0.1, 1, 10});
    REQUIRE(log_space(100, 1, 3) == std::vector<double>{100, 10, 1});
    REQUIRE(log_space(3, 3, 2) == std::vector<double>{3, 3});
    const std::vector<double> half_steps = log_space(1e-5, 1, 11);
    REQUIRE(half_steps.size() == 11);
    REQUIRE(half_steps[4] == 1e-3);
    REQUIRE(half_steps[5] == Approx(std::sqrt(10) / 1000).epsilon(1e-14));
}

TEST_CASE("each number of a logarithmic grid is the same multiple of the one before", "[analysis]") {
    const std::vector<double> grid = log_space(0.3, 0.7, 6);
    for (double end = 0.01; end < 100; end *= 1.37) {
        REQUIRE(log_space(end, 1, 3).front() == end);
        REQUIRE(log_space(1, end, 3).back() == end);
    }
    for (std::size_t i = 0; i < 5; ++i)
        REQUIRE(grid[i + 1] / grid[i] == Approx(std::pow(0.7 / 0.3, 0.2)).epsilon(1e-14));
}

TEST_CASE("a logarithmic grid has two numbers or more, all positive", "[analysis]") {
    REQUIRE_THROWS_AS(log_space(0, 1, 3), ArgumentError);
    REQUIRE_THROWS_WITH(log_space(0, 1, 3), "log_space: expected low to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(log_space(1, -1, 3), "log_space: expected high to be positive and finite, got -1");
    REQUIRE_THROWS_WITH(log_space(1, INFINITY, 3),
                        "log_space: expected high to be positive and finite, got inf");
    REQUIRE_THROWS_WITH(log_space(1, 2, 1), "log_space: expected count to be 2 or more, got 1");
    REQUIRE_THROWS_WITH(log_space(1, 2, -4), "log_space: expected count to be 2 or more, got -4");
}
