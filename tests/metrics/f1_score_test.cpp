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
    for (const double none : {0.0, 1.5})
        REQUIRE_THROWS_WITH(F1Score({.threshold = none}),
                            (Text("F1Score: expected threshold to be in (0, 1], got ") << none).string());
}

TEST_CASE("F1 of ties, zeros, targets between 0 and 1, and what is not a number", "[metrics]") {
    const auto of = [](const std::vector<double>& y, const std::vector<double>& p, F1ScoreOptions options) {
        F1Score metric(options);
        metric.update(In<double>(y.data(), static_cast<Index>(y.size()) / 2, 2),
                      In<double>(p.data(), static_cast<Index>(p.size()) / 2, 2));
        return metric.result();
    };
    const F1ScoreOptions micro{.average = Average::micro};
    REQUIRE(of({1, 0}, {0.5, 0.5}, micro) == Approx(2 / 3.0).epsilon(1e-6));  // both are a yes
    REQUIRE(of({1, 1}, {0, 0}, micro) == 0);                                  // neither is
    REQUIRE(of({1, 1}, {NAN, 0.5}, micro) == 0);
    REQUIRE(of({1, 1}, {0.5, NAN}, micro) == 0);
    REQUIRE(of({0, 0}, {0.9, 0.1}, micro) == 0);                                          // nothing is true
    REQUIRE(of({1, 0}, {0.5, 0.4}, {.average = Average::micro, .threshold = 0.5}) == 0);  // 0.5 is a no
    // Right are 0.5 of 1 yes and of 0.75 wanted.
    REQUIRE(of({0.5, 0.25}, {0.9, 0.1}, micro) == Approx(2 * 0.5 / 1.75).epsilon(1e-6));
    // One class only: the other column has no score, and no weight.
    REQUIRE(of({1, 0, 1, 0}, {0.9, 0.1, 0.8, 0.2}, {}) == Approx(0.5).epsilon(1e-6));
    REQUIRE(of({1, 0, 1, 0}, {0.9, 0.1, 0.8, 0.2}, {.average = Average::weighted}) ==
            Approx(1).epsilon(1e-6));
}

TEST_CASE("F1 of one column and no threshold takes 0.5", "[metrics]") {
    const double y[] = {1, 0, 1, 0}, p[] = {0.9, 0.1, 0.5, 0.6};
    for (const std::optional<double> threshold : {std::optional<double>(), std::optional<double>(0.5)}) {
        F1Score metric({.threshold = threshold});
        metric.update(In<double>(y, 4, 1), In<double>(p, 4, 1));
        REQUIRE(metric.result() == Approx(0.5).epsilon(1e-6));
    }
}
