// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/initializers/random.hpp>

#include "initializers/contract.hpp"

using namespace ockham;

TEST_CASE("random initializers draw each entry in order", "[initializers]") {
    using initializers_contract::filled;
    Random random(5);
    for (const double value : filled(random_uniform(-1, 3), {2, 3}, 5))
        REQUIRE(value == random.uniform(-1, 3));
    random = Random(5);
    for (const double value : filled(random_normal(2, 0.5), {2, 3}, 5))
        REQUIRE(value == Approx(2 + 0.5 * random.normal()).epsilon(1e-14));
    random = Random(5);
    for (const double value : filled(truncated_normal(2, 0.5), {2, 3}, 5))
        REQUIRE(value == Approx(2 + 0.5 * random.truncated_normal()).epsilon(1e-14));
    initializers_contract::require_contract(random_uniform(), {4, 3});
    initializers_contract::require_contract(random_normal(), {4, 3});
    initializers_contract::require_contract(truncated_normal(), {4, 3});
}

TEST_CASE("random initializers have Keras' defaults", "[initializers]") {
    using namespace initializers_contract;
    const Shape shape{100, 200};
    const std::vector<double> uniform = filled(random_uniform(), shape);
    REQUIRE(largest(uniform) <= 0.05);
    REQUIRE(largest(uniform) > 0.0499);
    REQUIRE(mean(uniform) == Approx(0).margin(0.001));
    REQUIRE(deviation(uniform) == Approx(0.05 / std::sqrt(3)).epsilon(0.02));

    const std::vector<double> normal = filled(random_normal(), shape);
    REQUIRE(largest(normal) > 0.15);
    REQUIRE(mean(normal) == Approx(0).margin(0.002));
    REQUIRE(deviation(normal) == Approx(0.05).epsilon(0.02));

    const std::vector<double> truncated = filled(truncated_normal(), shape);
    REQUIRE(largest(truncated) <= 0.1);
    REQUIRE(largest(truncated) > 0.099);
    REQUIRE(mean(truncated) == Approx(0).margin(0.002));
    REQUIRE(deviation(truncated) == Approx(0.05 * 0.87962566).epsilon(0.02));
}

TEST_CASE("random initializers without spread are constant", "[initializers]") {
    using initializers_contract::filled;
    REQUIRE(filled(random_uniform(2, 2), {2}) == std::vector<double>{2, 2});
    REQUIRE(filled(random_normal(2, 0), {2}) == std::vector<double>{2, 2});
    REQUIRE(filled(truncated_normal(2, 0), {2}) == std::vector<double>{2, 2});
}

TEST_CASE("random initializers refuse numbers that are no distribution", "[initializers]") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    REQUIRE_THROWS_WITH(random_uniform(0.5, 0.1),
                        "RandomUniform: expected high to be at least low, 0.5, got 0.1");
    REQUIRE_THROWS_WITH(random_uniform(-infinity, 0), "RandomUniform: expected low to be finite, got -inf");
    REQUIRE_THROWS_WITH(random_uniform(0, infinity), "RandomUniform: expected high to be finite, got inf");
    REQUIRE_THROWS_WITH(random_normal(infinity, 1), "RandomNormal: expected mean to be finite, got inf");
    REQUIRE_THROWS_WITH(random_normal(0, -1),
                        "RandomNormal: expected stddev to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(truncated_normal(infinity, 1),
                        "TruncatedNormal: expected mean to be finite, got inf");
    REQUIRE_THROWS_WITH(truncated_normal(0, infinity),
                        "TruncatedNormal: expected stddev to be non-negative and finite, got inf");
}

TEST_CASE("random initializers say what they were made with", "[initializers]") {
    CHECK(random_uniform(-1, 3).low() == -1);
    CHECK(random_uniform(-1, 3).high() == 3);
    CHECK(random_normal(2, 0.5).mean() == 2);
    CHECK(random_normal(2, 0.5).stddev() == 0.5);
    CHECK(truncated_normal(2, 0.5).mean() == 2);
    CHECK(truncated_normal(2, 0.5).stddev() == 0.5);
}
