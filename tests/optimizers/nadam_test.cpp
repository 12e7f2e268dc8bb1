// SPDX-License-Identifier: MIT
#include <ockham/optimizers/nadam.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("Nadam takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<Nadam>("Nadam", 2, [](NadamOptions& options, const auto& call) {
        options.beta_1 = call.number("beta_1", 0.9);
        options.beta_2 = call.number("beta_2", 0.999);
        options.epsilon = call.number("epsilon", 1e-7);
    });
}

TEST_CASE("Nadam's product is that of all weights of the mean so far", "[optimizers]") {
    for (const double beta : {0.0, 0.5, 0.9, 0.9999}) {
        const Nadam optimizer({.beta_1 = beta});
        double product = 1;
        REQUIRE(optimizer.product(0) == 1);
        for (int step = 1; step <= 2000; ++step) {
            product *= beta * (1 - 0.5 * std::pow(0.96, step));
            REQUIRE(optimizer.product(step) == Approx(product).epsilon(1e-11).margin(1e-300));
        }
    }
    REQUIRE(Nadam().product(std::int64_t{1} << 40) == 0);
}

TEST_CASE("Nadam computes the same in every way", "[optimizers]") {
    optimizers_contract::require(Nadam());
}

TEST_CASE("Nadam has Keras' defaults", "[optimizers]") {
    const Nadam optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().beta_1 == 0.9);
    REQUIRE(optimizer.options().beta_2 == 0.999);
    REQUIRE(optimizer.options().epsilon == 1e-7);
    REQUIRE(optimizer.options().weight_decay == 0);
}

TEST_CASE("Nadam refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(Nadam({.learning_rate = -1}),
                        "Nadam: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Nadam({.beta_1 = 1}), "Nadam: expected beta_1 to be in [0, 1), got 1");
    REQUIRE_THROWS_WITH(Nadam({.beta_2 = 1.5}), "Nadam: expected beta_2 to be in [0, 1), got 1.5");
    REQUIRE_THROWS_WITH(Nadam({.epsilon = -1}),
                        "Nadam: expected epsilon to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Nadam({.ema_momentum = 2}), "Nadam: expected ema_momentum to be in [0, 1], got 2");
}
