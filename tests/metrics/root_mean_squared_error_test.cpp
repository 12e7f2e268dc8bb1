// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("the root is taken of the mean over all batches", "[metrics]") {
    const double y[] = {1, 2, 3, 4}, p[] = {1, 4, 3, 0};
    RootMeanSquaredError metric;
    REQUIRE(metric.result() == 0);
    metric.update(In<double>(y, 1, 2), In<double>(p, 1, 2));
    REQUIRE(metric.result() == Approx(std::sqrt(2.0)));
    metric.update(In<double>(y + 2, 1, 2), In<double>(p + 2, 1, 2));
    REQUIRE(metric.result() == Approx(std::sqrt(5.0)));
    metric.reset();
    REQUIRE(metric.result() == 0);
    const double none[] = {NAN, 1};
    metric.update(In<double>(y, 2, 1), In<double>(none, 2, 1));
    REQUIRE(std::isnan(metric.result()));
}
