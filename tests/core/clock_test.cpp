// SPDX-License-Identifier: MIT
#include <ctime>

#include <ockham/core/clock.hpp>

#include "support/catch.hpp"

TEST_CASE("the clock goes on", "[core]") {
    const double start = ockham::detail::steady_seconds();
    double now = start;
    for (int i = 0; i < 100000000 && now == start; ++i) now = ockham::detail::steady_seconds();
    REQUIRE(now > start);
    REQUIRE(now - start < 60);
}

TEST_CASE("the time of day is that of the system", "[core]") {
    const double before = static_cast<double>(std::time(nullptr));
    REQUIRE(ockham::detail::wall_time() >= before);
    REQUIRE(ockham::detail::wall_time() < before + 60);
}
