// SPDX-License-Identifier: MIT
#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace f1_score_test {

inline double of(F1ScoreOptions options) {
    const double y[] = {1, 1, 1, 1, 0, 0, 1, 1, 0}, p[] = {0.2, 0.6, 0.7, 0.2, 0.6, 0.6, 0.6, 0.8, 0.0};
    F1Score metric(options);
    metric.update(In<double>(y, 3, 3), In<double>(p, 3, 3));
    return metric.result();
}

}  // namespace f1_score_test

TEST_CASE("F1 is what Keras says", "[metrics]") {
    // With a threshold of 0.5 Keras' documentation gives the columns 0.5, 0.8 and 0.6666667.
    REQUIRE(f1_score_test::of({.threshold = 0.5}) == Approx((0.5 + 0.8 + 2 / 3.0) / 3).epsilon(1e-6));
    REQUIRE(f1_score_test::of({.average = Average::weighted, .threshold = 0.5}) ==
            Approx((3 * 0.5 + 2 * 0.8 + 2 / 3.0) / 6).epsilon(1e-6));
    REQUIRE(f1_score_test::of({.average = Average::micro, .threshold = 0.5}) ==
            Approx(8 / 12.0).epsilon(1e-6));
    REQUIRE(F1Score().result() == 0);
}

TEST_CASE("without a threshold the largest prediction of a row is its yes", "[metrics]") {
    const double y[] = {1, 0, 0, 1}, p[] = {0.9, 0.1, 0.6, 0.4};
    F1Score metric({.average = Average::micro});
    metric.update(In<double>(y, 2, 2), In<double>(p, 2, 2));
    REQUIRE(metric.result() == Approx(0.5).epsilon(1e-6));
    metric.reset();
    REQUIRE(metric.result() == 0);
    REQUIRE_THROWS_WITH(F1Score({.threshold = 0}), "F1Score: expected threshold to be in (0, 1], got 0");
}
