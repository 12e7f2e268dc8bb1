// SPDX-License-Identifier: MIT
#include <ockham/optimizers/adam.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"

using namespace ockham;

TEST_CASE("Adam takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<Adam>("Adam", 14, [](AdamOptions& options, const auto& call) {
        options.beta_1 = call.number("beta_1", 0.9);
        options.beta_2 = call.number("beta_2", 0.999);
        options.epsilon = call.number("epsilon", 1e-7);
        options.amsgrad = call.number("amsgrad") != 0;
    });
}

TEST_CASE("Adam computes the same in every way", "[optimizers]") {
    optimizers_contract::require(Adam());
    optimizers_contract::require(Adam({.amsgrad = true}));
    optimizers_contract::require(Adam({.proximal_l1 = true}));
    optimizers_contract::require(Adam({.amsgrad = true, .proximal_l1 = true}));
}

TEST_CASE("Adam's proximal step shrinks each weight in proportion to its step", "[optimizers]") {
    // In the first step m = 0.1 g and v = 0.001 g^2: a weight moves by 1/4, and shrinks by l1 / (4 |g|).
    for (const bool amsgrad : {false, true}) {
        const Adam optimizer({.epsilon = 0, .amsgrad = amsgrad, .proximal_l1 = true});
        Tensor<double> w(Matrix<double>{{1, 1, -1, 0.25, 1e-3}}), g(Matrix<double>{{2, -4, 2, 1, -8}});
        std::vector<Tensor<double>> slots(3, Tensor<double>(Shape{1, 5}));
        for (Tensor<double>& slot : slots) slot.fill(0);
        optimizer.update(
            ParameterUpdate<double>{w.matrix(), std::as_const(g).matrix(), slots, 0.25, 0, 0, 0.5});
        const std::vector<double> wanted = {1 - 0.25 - 0.0625, 1 + 0.25 - 0.03125, -1 - 0.25 + 0.0625, 0,
                                            1e-3 + 0.25 - 0.015625};
        for (Index i = 0; i < 5; ++i)
            REQUIRE(w.data()[i] == Approx(wanted[static_cast<std::size_t>(i)]).epsilon(2e-5));
        REQUIRE(w.data()[3] == 0);
    }
}

TEST_CASE("Adam has Keras' defaults", "[optimizers]") {
    const Adam optimizer;
    REQUIRE(optimizer.learning_rate()(0) == 0.001);
    REQUIRE(optimizer.options().beta_1 == 0.9);
    REQUIRE(optimizer.options().beta_2 == 0.999);
    REQUIRE(optimizer.options().epsilon == 1e-7);
    REQUIRE_FALSE(optimizer.options().amsgrad);
    REQUIRE_FALSE(optimizer.options().proximal_l1);
    REQUIRE(optimizer.options().weight_decay == 0);
    REQUIRE(optimizer.slots() == 2);
    REQUIRE(Adam({.amsgrad = true}).slots() == 3);
}

TEST_CASE("Adam refuses options without a meaning", "[optimizers]") {
    REQUIRE_THROWS_WITH(Adam({.learning_rate = -1}),
                        "Adam: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(Adam({.beta_1 = 1}), "Adam: expected beta_1 to be in [0, 1), got 1");
    REQUIRE_THROWS_WITH(Adam({.beta_2 = -0.5}), "Adam: expected beta_2 to be in [0, 1), got -0.5");
    REQUIRE_THROWS_WITH(Adam({.epsilon = -1}),
                        "Adam: expected epsilon to be non-negative and finite, got -1");
}
