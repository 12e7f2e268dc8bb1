// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("categorical accuracy compares the largest columns, of equal ones the first", "[metrics]") {
    const double y[] = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0},
                 p[] = {0.5, 0.3, 0.2, 0.1, 0.2, 0.7, 0, 0.1, 0.9, 0.4, 0.4, 0.2};
    CategoricalAccuracy metric;
    REQUIRE(metric.result() == 0);
    metric.update(In<double>(y, 2, 3), In<double>(p, 2, 3));
    REQUIRE(metric.result() == 0.5);
    metric.update(In<double>(y + 6, 2, 3), In<double>(p + 6, 2, 3));
    REQUIRE(metric.result() == 0.75);
    metric.reset();
    REQUIRE(metric.result() == 0);
    const double none[] = {NAN, 1, NAN};  // is not looked at
    metric.update(In<double>(y + 3, 1, 3), In<double>(none, 1, 3));
    REQUIRE(metric.result() == 1);
    REQUIRE(AnyMetric(metric).name() == "categorical_accuracy");
}
