// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("sparse categorical accuracy takes labels", "[metrics]") {
    const double y[] = {0, 1, 2, 1}, p[] = {0.5, 0.3, 0.2, 0.1, 0.2, 0.7, 0, 0.1, 0.9, 0.4, 0.4, 0.2};
    SparseCategoricalAccuracy metric;
    REQUIRE(metric.result() == 0);
    metric.update(In<double>(y, 4, 1), In<double>(p, 4, 3));
    REQUIRE(metric.result() == 0.5);
    metric.update(In<double>(y, 1, 1), In<double>(p, 1, 3));
    REQUIRE(metric.result() == 0.6);
    metric.reset();
    REQUIRE(metric.result() == 0);
    const double strange[] = {0, 2, -1, 0.5}, ties[] = {1, 1, 1, NAN, 0, 1, 1, 0, 0, 1, 0, 0};
    metric.update(In<double>(strange, 4, 1), In<double>(ties, 4, 3));
    REQUIRE(metric.result() == 0.5);
    REQUIRE_THROWS_WITH(
        metric.check_targets(In<double>(p, 4, 3), 3),
        "SparseCategoricalAccuracy: expected targets with 1 columns, as many as the model's output, got 3");
}
