// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace precision_recall_test {

inline const double y[] = {1, 0, 1, 0, 1, 1}, p[] = {0.9, 0.6, 0.4, 0.5, 0.8, 0.1};

template <class M>
double of(M metric) {
    metric.update(In<double>(y, 2, 3), In<double>(p, 2, 3));
    return metric.result();
}

}  // namespace precision_recall_test

TEST_CASE("precision and recall count entries above the threshold", "[metrics]") {
    using precision_recall_test::of;
    REQUIRE(of(Precision()) == Approx(2 / 3.0));  // 0.9, 0.6 and 0.8 are a yes
    REQUIRE(of(Recall()) == 0.5);
    REQUIRE(of(Precision({.thresholds = 0.05})) == Approx(4 / 6.0));
    REQUIRE(of(Recall({.thresholds = 0.05})) == 1);
    REQUIRE(of(Precision({.thresholds = 1})) == 0);
    REQUIRE(of(Precision({.class_id = 1})) == 0.5);
    REQUIRE(of(Recall({.class_id = 0})) == 1);
    REQUIRE(of(Precision({.top_k = 1})) == 1);
    REQUIRE(of(Recall({.top_k = 1})) == 0.5);
    REQUIRE(of(Precision({.top_k = 3})) == Approx(4 / 6.0));
    REQUIRE(Precision().result() == 0);
    REQUIRE(Recall().result() == 0);
    REQUIRE(of(Precision({.thresholds = 0.85, .top_k = 2})) == 1);
    REQUIRE(of(Recall({.thresholds = 0.85, .top_k = 2})) == 0.25);
    REQUIRE(of(Recall({.top_k = 1, .class_id = 2})) == 0);
}

TEST_CASE("precision and recall of ties, of nothing, and of what is not a number", "[metrics]") {
    const auto count = [](auto metric, const std::vector<double>& y, const std::vector<double>& p) {
        metric.update(In<double>(y.data(), 1, static_cast<Index>(y.size())),
                      In<double>(p.data(), 1, static_cast<Index>(p.size())));
        return metric.result();
    };
    REQUIRE(count(Precision(), {1, 1}, {0.5, 0.5}) == 0);           // 0.5 is a no
    REQUIRE(count(Recall({.top_k = 1}), {1, 0}, {0.5, 0.5}) == 1);  // of equal ones the first is in the top
    REQUIRE(count(Recall({.top_k = 1}), {0, 1}, {0.5, 0.5}) == 0);
    REQUIRE(count(Precision({.top_k = 2}), {1, 1}, {-3, 0}) == 1);  // with top_k there is no threshold
    REQUIRE(count(Precision({.thresholds = 0}), {0, 0}, {0.5, 0.5}) == 0);
    REQUIRE(count(Recall(), {0, 0}, {0.9, 0.1}) == 0);
    REQUIRE(count(Recall(), {1, 1}, {NAN, 0.9}) == 0.5);
    REQUIRE(count(Precision(), {0, -0.5}, {0.9, 0.9}) == 0.5);  // all that is not 0 is true
}

TEST_CASE("precision and recall go on from batch to batch", "[metrics]") {
    using namespace precision_recall_test;
    Recall metric;
    metric.update(In<double>(y, 1, 3), In<double>(p, 1, 3));
    REQUIRE(metric.result() == 0.5);
    metric.update(In<double>(y + 3, 1, 3), In<double>(p + 3, 1, 3));
    REQUIRE(metric.result() == 0.5);
    metric.reset();
    REQUIRE(metric.result() == 0);
}

TEST_CASE("precision and recall refuse what makes no sense", "[metrics]") {
    REQUIRE_THROWS_WITH(Precision({.thresholds = 2}),
                        "Precision: expected thresholds to be in [0, 1], got 2");
    REQUIRE_THROWS_WITH(Recall({.top_k = 0}), "Recall: expected top_k to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(
        Precision({.class_id = 3}).check_targets(In<double>(precision_recall_test::y, 2, 3), 3),
        "Precision: expected class_id to be one of 3 columns, got 3");
    REQUIRE_THROWS_WITH(Recall({.top_k = 4}).check_targets(In<double>(precision_recall_test::y, 2, 3), 3),
                        "Recall: expected top_k to be at most the number of columns, 3, got 4");
}

TEST_CASE("precision and recall of one column of a sigmoid", "[metrics]") {
    const double y[] = {1, 0, 1, 0}, p[] = {0.9, 0.1, 0.5, 0.6};
    Precision half, low({.thresholds = 0.4});
    half.update(In<double>(y, 4, 1), In<double>(p, 4, 1));
    low.update(In<double>(y, 4, 1), In<double>(p, 4, 1));
    REQUIRE(half.result() == 0.5);
    REQUIRE(low.result() == Approx(2 / 3.0));
}
