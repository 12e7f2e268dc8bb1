// SPDX-License-Identifier: MIT
#include <ockham/core/axes.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("axes are one, several or all, counted from either end", "[core]") {
    using Found = std::array<bool, Shape::max_rank>;
    REQUIRE(Axes(0).of({4, 3}, "who") == Found{true});
    REQUIRE(Axes(-1).of({4, 3}, "who") == Found{false, true});
    REQUIRE(Axes({0, 1, -2}).of({4, 3, 2, 2}, "who") == Found{true, true, true});
    REQUIRE(Axes::all().of({4, 3, 2}, "who") == Found{true, true, true});
    REQUIRE(Axes::all().of({}, "who") == Found{});
    REQUIRE(Axes::all().is_all());
    REQUIRE_FALSE(Axes(0).is_all());
    REQUIRE(Axes({2, -1}).list() == std::vector<int>{2, -1});
    REQUIRE(Axes({0, 1}) == Axes(std::vector<int>{0, 1}));
    REQUIRE_FALSE(Axes(0) == Axes::all());
}

TEST_CASE("axes that a tensor lacks are refused", "[core]") {
    REQUIRE_THROWS_WITH(Axes(2).of({4, 3}, "MaxNorm"),
                        "MaxNorm: expected an axis of a tensor of shape (4, 3), got 2");
    REQUIRE_THROWS_AS(Axes(-3).of({4, 3}, "MaxNorm"), ShapeError);
    REQUIRE_THROWS_WITH(Axes({1, -1}).of({4, 3}, "MaxNorm"),
                        "MaxNorm: expected each axis once, got -1 twice");
    REQUIRE_THROWS_WITH(Axes(std::vector<int>()), "axes: expected one or more, or Axes::all(), got none");
}
