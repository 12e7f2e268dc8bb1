// SPDX-License-Identifier: MIT
#include <ockham/plots/panel.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a series holds its x, its y, and of an area the lower edge", "[plots]") {
    plots::Series line{plots::Form::line};
    line.values = {1, 2, 3, 10, 20, 30};
    REQUIRE(line.count() == 3);
    REQUIRE(line.x()[2] == 3);
    REQUIRE(line.y()[0] == 10);
    REQUIRE_FALSE(line.is_dashed());
    plots::Series area{plots::Form::area};
    area.values = {1, 2, 10, 20, 5, 6};
    REQUIRE(area.count() == 2);
    REQUIRE(area.y()[1] == 20);
    REQUIRE(area.base()[1] == 6);
    REQUIRE(plots::Series{plots::Form::points}.count() == 0);
}
