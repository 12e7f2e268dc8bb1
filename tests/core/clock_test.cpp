// SPDX-License-Identifier: MIT
#include <ockham/core/clock.hpp>

#include "support/catch.hpp"

TEST_CASE("the clock goes on", "[core]") {
    const double start = ockham::detail::steady_seconds();
    double now = start;
    for (int i = 0; i < 100000000 && now == start; ++i) now = ockham::detail::steady_seconds();
    REQUIRE(now > start);
    REQUIRE(now - start < 60);
}
