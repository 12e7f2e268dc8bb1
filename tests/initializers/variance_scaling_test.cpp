// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/initializers/variance_scaling.hpp>

#include "initializers/contract.hpp"

using namespace ockham;

namespace variance_scaling_test {

/// Fails unless the values are uniform in [-limit, limit), limit = sqrt(3 variance), to the last digits.
inline void require_uniform(const AnyInitializer& initializer, const Shape& shape, double variance) {
    INFO("shape " << shape.to_string());
    const double limit = std::sqrt(3 * variance);
    Random random(7);
    for (const double value : initializers_contract::filled(initializer, shape, 7))
        REQUIRE(value == Approx(limit * (2 * random.uniform() - 1)).epsilon(1e-12));
}

/// Fails unless they are normal, cut at two sigma, with that variance.
inline void require_normal(const AnyInitializer& initializer, const Shape& shape, double variance) {
    INFO("shape " << shape.to_string());
    const double sigma = std::sqrt(variance) / 0.87962566103423978;
    Random random(7);
    for (const double value : initializers_contract::filled(initializer, shape, 7))
        REQUIRE(value == Approx(sigma * random.truncated_normal()).epsilon(1e-12));
}

}  // namespace variance_scaling_test

TEST_CASE("fans are counted as Keras does, in every rank", "[initializers]") {
    using namespace variance_scaling_test;
    const auto in =
        VarianceScaling({.scale = 6, .mode = FanMode::in, .distribution = FanDistribution::uniform});
    const auto fan_out =
        VarianceScaling({.scale = 6, .mode = FanMode::out, .distribution = FanDistribution::uniform});
    const auto average =
        VarianceScaling({.scale = 6, .mode = FanMode::average, .distribution = FanDistribution::uniform});
    struct Fans {
        Shape shape;
        double in, out;
    };
    for (const Fans& fans : {Fans{{12}, 12, 12}, Fans{{6, 2}, 6, 2}, Fans{{3, 4, 5}, 12, 15},
                             Fans{{3, 3, 4, 8}, 36, 72}, Fans{{2, 2, 2, 3, 5}, 24, 40}, Fans{{1}, 1, 1}}) {
        require_uniform(in, fans.shape, 6 / fans.in);
        require_uniform(fan_out, fans.shape, 6 / fans.out);
        require_uniform(average, fans.shape, 6 / ((fans.in + fans.out) / 2));
    }
}

TEST_CASE("the named forms are those of Glorot, He and LeCun", "[initializers]") {
    using namespace variance_scaling_test;
    const Shape shape{9, 3};
    require_uniform(glorot_uniform(), shape, 1 / 6.0);
    require_normal(glorot_normal(), shape, 1 / 6.0);
    require_uniform(he_uniform(), shape, 2 / 9.0);
    require_normal(he_normal(), shape, 2 / 9.0);
    require_uniform(lecun_uniform(), shape, 1 / 9.0);
    require_normal(lecun_normal(), shape, 1 / 9.0);
    require_normal(VarianceScaling(), shape, 1 / 9.0);
    for (const AnyInitializer& each : {AnyInitializer(glorot_uniform()), AnyInitializer(he_normal())})
        initializers_contract::require_contract(each, {4, 3});
}

TEST_CASE("scaled values have the limits and the variance that they should", "[initializers]") {
    using namespace initializers_contract;
    const Shape shape{180, 60};
    const std::vector<double> uniform = filled(glorot_uniform(), shape);
    REQUIRE(largest(uniform) <= std::sqrt(6.0 / (180 + 60)));
    REQUIRE(largest(uniform) > 0.999 * std::sqrt(6.0 / (180 + 60)));
    REQUIRE(mean(uniform) == Approx(0).margin(0.003));
    REQUIRE(deviation(uniform) == Approx(std::sqrt(2.0 / (180 + 60))).epsilon(0.02));

    const std::vector<double> normal = filled(he_normal(), shape);
    REQUIRE(mean(normal) == Approx(0).margin(0.003));
    REQUIRE(deviation(normal) == Approx(std::sqrt(2.0 / 180)).epsilon(0.02));
    REQUIRE(largest(normal) <= 2 * std::sqrt(2.0 / 180) / 0.87962566);
}

TEST_CASE("a scale is positive", "[initializers]") {
    REQUIRE_THROWS_WITH(VarianceScaling({.scale = 0}),
                        "VarianceScaling: expected scale to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(VarianceScaling({.scale = std::numeric_limits<double>::infinity()}),
                        "VarianceScaling: expected scale to be positive and finite, got inf");
}

TEST_CASE("variance scaling is known by its options", "[initializers]") {
    CHECK(he_normal().options().scale == 2);
    CHECK(he_normal() == VarianceScaling({.scale = 2}));
    CHECK_FALSE(he_normal() == he_uniform());
    CHECK_FALSE(glorot_normal() == lecun_normal());
}
