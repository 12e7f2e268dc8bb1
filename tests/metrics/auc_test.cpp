// SPDX-License-Identifier: MIT
#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace auc_test {

inline double of(AUCOptions options) {
    const double y[] = {0, 0, 1, 1}, p[] = {0, 0.5, 0.3, 0.9};
    AUC metric(options);
    metric.update(In<double>(y, 2, 2), In<double>(p, 2, 2));
    return metric.result();
}

}  // namespace auc_test

TEST_CASE("AUC is what Keras says", "[metrics]") {
    using auc_test::of;
    REQUIRE(of({.num_thresholds = 3}) == Approx(0.75));  // the example in Keras' documentation
    REQUIRE(of({}) == Approx(0.75));
    REQUIRE(of({.curve = Curve::pr}) == Approx(0.79726744).epsilon(1e-6));
    REQUIRE(of({.summation_method = Summation::minoring}) <= of({.summation_method = Summation::majoring}));
    REQUIRE(AUC().result() == 0);
}

TEST_CASE("AUC is 1 for a perfect order, 0 for the reverse, and takes logits", "[metrics]") {
    const double y[] = {0, 0, 1, 1}, logits[] = {-3, -1, 1, 3};
    AUC metric({.from_logits = true});
    metric.update(In<double>(y, 4, 1), In<double>(logits, 4, 1));
    REQUIRE(metric.result() == Approx(1));
    metric.reset();
    REQUIRE(metric.result() == 0);
    const double reverse[] = {0.9, 0.8, 0.2, 0.1};
    AUC plain;
    plain.update(In<double>(y, 4, 1), In<double>(reverse, 4, 1));
    REQUIRE(plain.result() == Approx(0).margin(1e-12));
    REQUIRE_THROWS_WITH(AUC({.num_thresholds = 1}), "AUC: expected num_thresholds from 2 to 1000000, got 1");
}
