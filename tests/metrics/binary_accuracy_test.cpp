// SPDX-License-Identifier: MIT
#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("binary accuracy counts entries, not rows", "[metrics]") {
    const double y[] = {1, 0, 1, 0, 0, 1}, p[] = {0.9, 0.5, 0.5, 0.1, 0.7, 0.51};
    BinaryAccuracy metric;
    REQUIRE(metric.result() == 0);
    metric.update(In<double>(y, 2, 3), In<double>(p, 2, 3));
    REQUIRE(metric.result() == Approx(4 / 6.0));  // 0.5 is a no
    metric.update(In<double>(y, 1, 2), In<double>(p, 1, 2));
    REQUIRE(metric.result() == Approx(6 / 8.0));
    metric.reset();
    REQUIRE(metric.result() == 0);
    BinaryAccuracy lenient({.threshold = 0.05});
    lenient.update(In<double>(y, 2, 3), In<double>(p, 2, 3));
    REQUIRE(lenient.result() == 0.5);
}

TEST_CASE("binary accuracy refuses a threshold beyond [0, 1]", "[metrics]") {
    REQUIRE_THROWS_WITH(BinaryAccuracy({.threshold = 1.5}),
                        "BinaryAccuracy: expected threshold to be in [0, 1], got 1.5");
}
