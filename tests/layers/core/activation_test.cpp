// SPDX-License-Identifier: MIT
#include <ockham/activations/relu.hpp>
#include <ockham/activations/softmax.hpp>
#include <ockham/activations/tanh.hpp>
#include <ockham/layers/core/activation.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("an activation layer keeps the contract of layers", "[layers]") {
    for (const AnyActivation& activation :
         {AnyActivation(), AnyActivation(activations::tanh), AnyActivation(activations::relu),
          AnyActivation(activations::softmax)}) {
        const auto layer = [activation](auto scalar) { return Activation<decltype(scalar)>(activation); };
        layers_contract::require_contract(layer, {3});
        layers_contract::require_contract(layer, {2, 3});
    }
    layers_contract::require_contract(
        [](auto scalar) {
            return Activation<decltype(scalar)>(activations::tanh, {.activity_regularizer = l1_l2(0.1, 0.2)});
        },
        {3});
}

TEST_CASE("an activation layer is the activation of the layer before", "[layers]") {
    const Tensor<double> x = layers_contract::numbers({4, 3}), y = layers_contract::numbers({4, 2});
    Sequential<double> apart{Dense<double>(2),
                             Activation<double>(activations::softmax, {.activity_regularizer = l2(0.1)})};
    Sequential<double> together{
        Dense<double>(2, {.activation = activations::softmax, .activity_regularizer = l2(0.1)})};
    for (Sequential<double>* model : {&apart, &together}) {
        model->compile({.optimizer = SGD({.learning_rate = 1}), .loss = MeanSquaredError()});
        model->build({3});
    }
    REQUIRE(apart.predict(x).matrix() == together.predict(x).matrix());
    REQUIRE(apart.predict(x).matrix().rowwise().sum().isApprox(Eigen::VectorXd::Ones(4)));
    REQUIRE(apart.train_on_batch(x, y)["loss"] == together.train_on_batch(x, y)["loss"]);
    REQUIRE(apart.get_weights()[0].isApprox(together.get_weights()[0], 1e-14));
}

TEST_CASE("an activation layer hands its options on", "[layers]") {
    const AnyLayer<float> layer =
        Activation(activations::tanh, {.activity_regularizer = l1(0.5), .input_shape = {4}, .name = "a"});
    REQUIRE(layer.title() == "Activation 'a'");
    REQUIRE(layer.activation().name() == "tanh");
    REQUIRE(layer.activity_regularizer().description() == "l1(0.5)");
    REQUIRE(layer.input_shape() == Shape{4});
    REQUIRE_FALSE(layer.hands_on());
    REQUIRE(AnyLayer<float>(Activation(AnyActivation())).hands_on());
    REQUIRE(layer.output_shape_for({4}) == Shape{4});
}
