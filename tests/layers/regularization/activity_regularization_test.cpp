// SPDX-License-Identifier: MIT
#include <ockham/layers/regularization/activity_regularization.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("an activity regularization keeps the contract of layers", "[layers]") {
    const auto layer = [](auto scalar) {
        return ActivityRegularization<decltype(scalar)>({.l1 = 0.1, .l2 = 0.2});
    };
    layers_contract::require_contract(layer, {3});
    layers_contract::require_contract(layer, {2, 3});
    layers_contract::require_contract([](auto scalar) { return ActivityRegularization<decltype(scalar)>(); },
                                      {3});
}

TEST_CASE("an activity regularization hands its input on and adds its penalty a sample", "[layers]") {
    Tensor<double> x(Shape{2, 3});
    x.matrix() << 1, -2, 0, 3, 0, -4;
    Sequential<double> model{ActivityRegularization<double>({.l1 = 0.5, .l2 = 0.25}), Dense<double>(1)};
    model.compile({.loss = MeanSquaredError()});
    model.build({3});
    REQUIRE(layers_contract::forward(model.layers()[0], x).matrix() == x.matrix());
    const Results& results = model.train_on_batch(x, layers_contract::numbers({2, 1}));
    REQUIRE(results["activity_penalty"] == (0.5 * 10 + 0.25 * 30) / 2);
    REQUIRE(results["loss"] == Approx(results["data_loss"] + 6.25));
}

TEST_CASE("an activity regularization is the penalty of the layer before", "[layers]") {
    const Tensor<double> x = layers_contract::numbers({4, 3}), y = layers_contract::numbers({4, 2});
    Sequential<double> apart{Dense<double>(2), ActivityRegularization<double>({.l1 = 0.5, .l2 = 0.25})};
    Sequential<double> together{Dense<double>(2, {.activity_regularizer = l1_l2(0.5, 0.25)})};
    for (Sequential<double>* model : {&apart, &together}) {
        model->compile({.optimizer = SGD({.learning_rate = 1}), .loss = MeanSquaredError()});
        model->build({3});
        model->train_on_batch(x, y);
    }
    REQUIRE(apart.get_weights()[0].isApprox(together.get_weights()[0], 1e-14));
}

TEST_CASE("an activity regularization hands its options on, and refuses what is no penalty", "[layers]") {
    const AnyLayer<float> layer = ActivityRegularization({.l1 = 0.5, .input_shape = {4}, .name = "a"});
    REQUIRE(layer.title() == "ActivityRegularization 'a'");
    REQUIRE(layer.activity_regularizer().description() == "l1(0.5)");
    REQUIRE(layer.input_shape() == Shape{4});
    REQUIRE(layer.hands_on());
    REQUIRE_THROWS_WITH(ActivityRegularization({.l1 = -1}),
                        "l1_l2: expected l1 to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(ActivityRegularization({.l2 = -1}),
                        "l1_l2: expected l2 to be non-negative and finite, got -1");
}
