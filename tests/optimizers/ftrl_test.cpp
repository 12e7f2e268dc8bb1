// SPDX-License-Identifier: MIT
#include <ockham/optimizers/ftrl.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

namespace ftrl_test {

inline Matrix<double> after_a_step(const FtrlOptions& options, double w, double g) {
    const Matrix<double> start = Matrix<double>::Constant(1, 1, w),
                         gradient = Matrix<double>::Constant(1, 1, g);
    return prescribed::run(Ftrl(options), {prescribed::Layer({start}, {{gradient}})})[0][0];
}

}  // namespace ftrl_test

TEST_CASE("Ftrl takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<Ftrl>("Ftrl", 15, [](FtrlOptions& options, const auto& call) {
        options.learning_rate_power = call.number("learning_rate_power", -0.5);
        options.initial_accumulator_value = call.number("initial_accumulator_value", 0.1F);
        options.l1_regularization_strength = call.number("l1_regularization_strength");
        options.l2_regularization_strength = call.number("l2_regularization_strength");
        options.l2_shrinkage_regularization_strength = call.number("l2_shrinkage_regularization_strength");
        options.beta = call.number("beta");
    });
}

TEST_CASE("Ftrl computes the same in every way", "[optimizers]") {
    optimizers_contract::require(Ftrl());
    optimizers_contract::require(Ftrl({.learning_rate_power = -0.3}));
    optimizers_contract::require(Ftrl({.learning_rate_power = 0,
                                       .initial_accumulator_value = 0,
                                       .l2_shrinkage_regularization_strength = 0.1}));
}

TEST_CASE("Ftrl makes weights exactly zero", "[optimizers]") {
    REQUIRE(ftrl_test::after_a_step({.l1_regularization_strength = 2}, 0, 1.5)(0, 0) == 0);
    REQUIRE(ftrl_test::after_a_step({.l1_regularization_strength = 2}, 0, -2.5)(0, 0) > 0);
    // Without any gradient there is nothing to divide by.
    REQUIRE(ftrl_test::after_a_step({.initial_accumulator_value = 0}, 0, 0)(0, 0) == 0);
}

TEST_CASE("Ftrl changes nothing at a learning rate of 0", "[optimizers]") {
    REQUIRE(ftrl_test::after_a_step({.learning_rate = 0}, 1.5, 1)(0, 0) == 1.5);
}

TEST_CASE("Ftrl has Keras' defaults", "[optimizers]") {
    const Ftrl optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().learning_rate_power == -0.5);
    REQUIRE(optimizer.options().initial_accumulator_value == 0.1);
    REQUIRE(optimizer.initial(0) == 0.1);
    REQUIRE(optimizer.initial(1) == 0);
    REQUIRE(optimizer.options().l1_regularization_strength == 0);
    REQUIRE(optimizer.options().l2_regularization_strength == 0);
    REQUIRE(optimizer.options().l2_shrinkage_regularization_strength == 0);
    REQUIRE(optimizer.options().beta == 0);
    REQUIRE(optimizer.options().weight_decay == 0);
}

TEST_CASE("Ftrl refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(Ftrl({.learning_rate = -1}),
                        "Ftrl: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Ftrl({.learning_rate_power = 0.5}),
                        "Ftrl: expected learning_rate_power to be negative or zero, and finite, got 0.5");
    REQUIRE_THROWS_WITH(Ftrl({.initial_accumulator_value = -1}),
                        "Ftrl: expected initial_accumulator_value to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Ftrl({.l1_regularization_strength = -1}),
                        "Ftrl: expected l1_regularization_strength to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Ftrl({.l2_regularization_strength = -1}),
                        "Ftrl: expected l2_regularization_strength to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(
        Ftrl({.l2_shrinkage_regularization_strength = -1}),
        "Ftrl: expected l2_shrinkage_regularization_strength to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Ftrl({.beta = -1}), "Ftrl: expected beta to be non-negative and finite, got -1");
}
