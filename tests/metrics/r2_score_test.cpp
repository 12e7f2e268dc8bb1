// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("R2 is the share of the variance that is explained", "[metrics]") {
    const double y[] = {1, 4, 3}, p[] = {2, 4, 4};
    R2Score metric;
    REQUIRE(metric.result() == 0);
    metric.update(In<double>(y, 3, 1), In<double>(p, 3, 1));
    REQUIRE(metric.result() == Approx(0.57142866));  // the example in Keras' documentation
    metric.reset();
    metric.update(In<double>(y, 1, 1), In<double>(p, 1, 1));
    metric.update(In<double>(y + 1, 2, 1), In<double>(p + 1, 2, 1));
    REQUIRE(metric.result() == Approx(0.57142866));
    R2Score adjusted({.num_regressors = 1});
    adjusted.update(In<double>(y, 3, 1), In<double>(p, 3, 1));
    REQUIRE(adjusted.result() == Approx(1 - (1 - 4 / 7.0) * 2));
}

TEST_CASE("R2 of several columns is their mean, or weighs them by their variance", "[metrics]") {
    const double y[] = {0, 0, 2, 20}, p[] = {0, 10, 2, 10};  // R2 is 1 and 0
    R2Score uniform, weighted({.class_aggregation = ClassAggregation::variance_weighted_average});
    uniform.update(In<double>(y, 2, 2), In<double>(p, 2, 2));
    weighted.update(In<double>(y, 2, 2), In<double>(p, 2, 2));
    REQUIRE(uniform.result() == Approx(0.5));
    REQUIRE(weighted.result() == Approx(2 / 202.0));
    // Adjusted: all four entries count as samples, as in Keras.
    R2Score adjusted({.num_regressors = 2}), too_many({.num_regressors = 3});
    adjusted.update(In<double>(y, 2, 2), In<double>(p, 2, 2));
    too_many.update(In<double>(y, 2, 2), In<double>(p, 2, 2));
    REQUIRE(adjusted.result() == Approx(1 - 0.5 * 3 / 1));
    REQUIRE(too_many.result() == Approx(0.5));
}

TEST_CASE("R2 of targets that are all the same", "[metrics]") {
    const double y[] = {2, 2}, p[] = {2, 3};
    R2Score metric;
    metric.update(In<double>(y, 2, 1), In<double>(p, 2, 1));
    REQUIRE(metric.result() == 0);
    metric.reset();
    metric.update(In<double>(y, 2, 1), In<double>(y, 2, 1));
    REQUIRE(std::isnan(metric.result()));
}

TEST_CASE("R2 refuses regressors below zero", "[metrics]") {
    REQUIRE_THROWS_WITH(R2Score({.num_regressors = -1}),
                        "R2Score: expected num_regressors to be non-negative and finite, got -1");
}
