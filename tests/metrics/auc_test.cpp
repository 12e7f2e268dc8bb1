// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace auc_test {

inline double of(AUCOptions options, const std::vector<double>& y = {0, 0, 1, 1},
                 const std::vector<double>& p = {0, 0.5, 0.3, 0.9}, Index columns = 2) {
    const auto rows = static_cast<Index>(y.size()) / columns;
    const In<double> y_true(y.data(), rows, columns), y_pred(p.data(), rows, columns);
    AUC metric(std::move(options));
    metric.check_targets(y_true, columns);
    metric.update(y_true, y_pred);
    return metric.result();
}

}  // namespace auc_test

TEST_CASE("AUC is what Keras says", "[metrics]") {
    using auc_test::of;
    REQUIRE(of({.num_thresholds = 3}) == Approx(0.75));  // the example in Keras' documentation
    REQUIRE(of({}) == Approx(0.75));
    REQUIRE(of({.curve = Curve::pr}) == Approx(0.79726744).epsilon(1e-6));
    REQUIRE(of({.curve = Curve::pr, .summation_method = Summation::minoring}) == Approx(0.25));
    REQUIRE(of({.curve = Curve::pr, .summation_method = Summation::majoring}) == Approx(0.5 + 2 / 6.0));
    // Right yes and wrong yes: 0 0, 1 0, 1 1, 2 1, 2 2, as the threshold falls; the gains of recall are 0, 0, 0, 1, 1.
    REQUIRE(of({.curve = Curve::prgain}) == Approx((0 + 0.5) / 2));
    REQUIRE(of({.curve = Curve::prgain, .summation_method = Summation::majoring}) == Approx(0.5));
    REQUIRE(of({.curve = Curve::prgain}, {1, 1, 0}, {0.9, 0.9, 0.1}, 1) == 1);
    REQUIRE(of({.curve = Curve::prgain}, {1, 0, 1}, {0.9, 0.5, 0.1}, 1) == Approx(-0.5));
    REQUIRE(of({.summation_method = Summation::minoring}) == Approx(0.75));
    // Two thresholds: one trapezoid, or rectangles below and above it.
    REQUIRE(of({.num_thresholds = 2}) == 0.5);
    REQUIRE(of({.num_thresholds = 2, .summation_method = Summation::minoring}) == 0);
    REQUIRE(of({.num_thresholds = 2, .summation_method = Summation::majoring}) == 1);
    REQUIRE(AUC().result() == 0);
}

TEST_CASE("AUC is 1 for a perfect order, 0 for the reverse, and takes logits", "[metrics]") {
    const double y[] = {0, 0, 1, 1}, logits[] = {-3, -1, -0.5, 3};
    AUC metric({.from_logits = true});
    metric.update(In<double>(y, 4, 1), In<double>(logits, 4, 1));
    REQUIRE(metric.result() == Approx(1));
    metric.reset();
    REQUIRE(metric.result() == 0);
    REQUIRE(auc_test::of({}, {0, 0, 1, 1}, {0.9, 0.8, 0.2, 0.1}) == Approx(0).margin(1e-12));
}

TEST_CASE("AUC goes on from batch to batch", "[metrics]") {
    const double y[] = {0, 0, 1, 1}, p[] = {0, 0.5, 0.3, 0.9};
    AUC metric;
    for (int i = 0; i < 4; ++i) metric.update(In<double>(y + i, 1, 1), In<double>(p + i, 1, 1));
    REQUIRE(metric.result() == Approx(0.75));
}

TEST_CASE("a prediction on a threshold lies below it, and one beyond 0 or 1 on that", "[metrics]") {
    using auc_test::of;
    // 0.5 and 0.4 are in the same bucket, though in the right order.
    REQUIRE(of({.num_thresholds = 3}, {0, 1}, {0.4, 0.5}) == 0.5);
    REQUIRE(of({.num_thresholds = 3}, {0, 1}, {0.5, 0.6}) == 1);
    REQUIRE(of({}, {0, 1}, {-5, 7}) == 1);
    REQUIRE(of({}, {0, 1}, {7, 1}) == 0.5);
    REQUIRE(of({.thresholds = {0.5}}, {0, 1}, {7, 1}) == 0.5);
    REQUIRE(of({.thresholds = {0.4}}, {0, 1}, {7, 1}) == 0);  // but not if thresholds are uneven, as in Keras
}

TEST_CASE("without one kind of target, or without a number, there is no area", "[metrics]") {
    using auc_test::of;
    for (const Curve curve : {Curve::roc, Curve::pr}) {
        REQUIRE(of({.curve = curve}, {0, 0}, {0.2, 0.7}) == 0);
        REQUIRE(of({.curve = curve}, {1, 1}, {0.2, 0.7}) == (curve == Curve::roc ? 0 : 1));
        // What is not a number is below all thresholds: of what is true, half is found.
        REQUIRE(of({.curve = curve}, {1, 1, 0, 0}, {NAN, 0.9, 0.1, 0.2}) == 0.5);
    }
    REQUIRE(of({}, {0, -1}, {0.2, 0.7}) == 1);  // all that is not 0 is true
}

TEST_CASE("AUC takes thresholds, in any order", "[metrics]") {
    using auc_test::of;
    REQUIRE(of({.thresholds = {0.5}}) == of({.num_thresholds = 3}));
    REQUIRE(of({.thresholds = {0.7, 0.4}}, {0, 1, 1, 0}, {0.45, 0.65, 0.9, 0.1}) == 0.875);
    REQUIRE(of({.thresholds = {0.4, 0.6, 0.7}}, {0, 1, 1, 0}, {0.45, 0.65, 0.9, 0.1}) == 1);
    REQUIRE(of({.thresholds = {0.4}}, {0, 1}, {0.4, 0.4000001}) == 1);
    REQUIRE(of({.thresholds = {0.4}}, {1, 1, 0}, {NAN, 0.6, 0.5}, 1) == 0.25);
}

TEST_CASE("AUC of several labels is the mean of their areas, which have weights", "[metrics]") {
    const auto of = [](AUCOptions options) {  // columns of area 1 and 0
        return auc_test::of(std::move(options), {0, 1, 1, 0}, {0.1, 0.2, 0.9, 0.7});
    };
    REQUIRE(of({}) == 0.75);
    REQUIRE(of({.multi_label = true}) == 0.5);
    REQUIRE(of({.multi_label = true, .label_weights = {3, 1}}) == 0.75);
    REQUIRE(of({.multi_label = true, .label_weights = {0, 0}}) == 0);
    REQUIRE(of({.label_weights = {1, 0}}) == 1);
    // The order is 0.1 no, 0.2 yes of weight 3, 0.7 no of weight 3, 0.9 yes: 1/4 right before 3/4 wrong.
    REQUIRE(of({.label_weights = {1, 3}}) == Approx(0.75 * 0.25 + 0.25));
}

TEST_CASE("AUC refuses what makes no sense", "[metrics]") {
    REQUIRE_THROWS_WITH(AUC({.num_thresholds = 1}), "AUC: expected num_thresholds from 2 to 1000000, got 1");
    REQUIRE_THROWS_WITH(AUC({.thresholds = {0.5, 1.5}}), "AUC: expected thresholds to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(AUC({.label_weights = {-1}}),
                        "AUC: expected label_weights to be non-negative and finite, got -1");
    const double y[4] = {};
    const AUC metric({.label_weights = {1, 2}});
    REQUIRE_THROWS_WITH(metric.check_targets(In<double>(y, 1, 4), 4),
                        "AUC: expected label_weights for 4 columns, got 2");
    REQUIRE_THROWS_WITH(metric.check_targets(In<double>(y, 2, 2), 1),
                        "AUC: expected targets with 1 columns, as many as the model's output, got 2");
}
