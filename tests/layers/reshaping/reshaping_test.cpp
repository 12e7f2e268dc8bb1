// SPDX-License-Identifier: MIT
#include <ockham/layers/reshaping/reshaping.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("samples must have the axes that a layer moves along, and channels", "[layers]") {
    REQUIRE_NOTHROW(detail::check_axes({5, 4, 3}, 2));
    REQUIRE_THROWS_AS(detail::check_axes({5, 3}, 2), ShapeError);
    REQUIRE_THROWS_WITH(detail::check_axes({5, 3}, 2),
                        "expected input with 2 axes and channels, got shape (None, 5, 3)");
    REQUIRE_THROWS_WITH(detail::check_axes({5, 4, 3}, 1),
                        "expected input with 1 axis and channels, got shape (None, 5, 4, 3)");
}
