// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a row is right if few predictions are larger than that of its class", "[metrics]") {
    const double y[] = {0, 1, 0, 0, 0, 0, 1, 0}, p[] = {0.5, 0.2, 0.2, 0.1, 0.4, 0.3, 0.1, 0.2};
    const auto share = [&](Index k) {
        TopKCategoricalAccuracy metric({.k = k});
        metric.update(In<double>(y, 2, 4), In<double>(p, 2, 4));
        return metric.result();
    };
    REQUIRE(share(1) == 0);
    REQUIRE(share(2) == 0.5);  // 0.2 shares the second place
    REQUIRE(share(3) == 0.5);
    REQUIRE(share(4) == 1);
    REQUIRE(share(100) == 1);
    const double labels[] = {1, 2};
    SparseTopKCategoricalAccuracy sparse({.k = 2});
    sparse.update(In<double>(labels, 2, 1), In<double>(p, 2, 4));
    REQUIRE(sparse.result() == 0.5);
    sparse.reset();
    REQUIRE(sparse.result() == 0);
    const double strange[] = {7, -1}, nan[] = {NAN, 1, 1, 1, 0, 1, INFINITY, 0};
    sparse.update(In<double>(strange, 2, 1), In<double>(p, 2, 4));
    sparse.update(In<double>(labels, 2, 1), In<double>(nan, 2, 4));
    REQUIRE(sparse.result() == 0);
}

TEST_CASE("of equal targets the first is the class", "[metrics]") {
    const double y[] = {0.5, 0.5, 0}, p[] = {0.1, 0.6, 0.3};
    TopKCategoricalAccuracy metric({.k = 2});
    metric.update(In<double>(y, 1, 3), In<double>(p, 1, 3));
    REQUIRE(metric.result() == 0);
}

TEST_CASE("all may share the first place", "[metrics]") {
    const double labels[] = {0, 2}, p[] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    SparseTopKCategoricalAccuracy metric({.k = 1});
    metric.update(In<double>(labels, 2, 1), In<double>(p, 2, 3));
    REQUIRE(metric.result() == 1);
    REQUIRE_THROWS_WITH(
        metric.check_targets(In<double>(p, 2, 3), 3),
        "SparseTopKCategoricalAccuracy: expected targets with 1 columns, as many as the model's "
        "output, got 3");
}

TEST_CASE("k is at least 1", "[metrics]") {
    REQUIRE_THROWS_WITH(TopKCategoricalAccuracy({.k = 0}),
                        "TopKCategoricalAccuracy: expected k to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(SparseTopKCategoricalAccuracy({.k = -1}),
                        "SparseTopKCategoricalAccuracy: expected k to be positive and finite, got -1");
}
