// SPDX-License-Identifier: MIT
#include <ockham/constraints/non_neg.hpp>
#include <ockham/layers/activations/prelu.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("PReLU keeps the contract of layers", "[layers]") {
    const auto layer = [](std::vector<int> shared) {
        return [shared](auto scalar) {
            return PReLU<decltype(scalar)>({.alpha_initializer = constant(0.25),
                                            .alpha_regularizer = l1_l2(0.1, 0.2),
                                            .shared_axes = shared,
                                            .activity_regularizer = l1_l2(0.1, 0.2)});
        };
    };
    layers_contract::require_contract(layer({}), {3});
    layers_contract::require_contract(layer({1}), {3});
    layers_contract::require_contract(layer({}), {2, 3});
    layers_contract::require_contract(layer({1}), {2, 3});
    layers_contract::require_contract(layer({2}), {2, 3});
    layers_contract::require_contract(layer({1, 2}), {2, 2, 3});
    layers_contract::require_contract(layer({1, 3}), {2, 2, 3});
}

TEST_CASE("PReLU's alpha has ones for shared axes", "[layers]") {
    const auto shape = [](std::vector<int> shared) {
        AnyLayer<double> layer = PReLU<double>({.shared_axes = std::move(shared)});
        Random random(0);
        layer.build({4, 5, 3}, random);
        return layer.parameter("alpha").value.shape();
    };
    REQUIRE(shape({}) == Shape{4, 5, 3});
    REQUIRE(shape({1, 2}) == Shape{1, 1, 3});
    REQUIRE(shape({3}) == Shape{4, 5, 1});
    REQUIRE(shape({3, 1, 2}) == Shape{1, 1, 1});
}

TEST_CASE("PReLU by hand, also at zero", "[layers]") {
    AnyLayer<double> layer = PReLU<double>({.alpha_initializer = constant(0.5), .shared_axes = {1}});
    Random random(0);
    layer.build({4}, random);
    Tensor<double> x(Shape{2, 4}), y = x, dy = x, dx = x;
    x.matrix() << 2, -2, 0, -0.0, -4, 1, 0, 3;
    dy.matrix() << 1, 2, 3, 4, 5, 6, 7, 8;
    Pass<double> pass;
    layer.forward(x, y, pass);
    Matrix<double> wanted(2, 4);
    wanted << 2, -1, 0, 0, -2, 1, 0, 3;
    REQUIRE(y.matrix() == wanted);
    Parameter<double>* alpha = layer.parameters()[0];
    alpha->gradient.resize({1});
    alpha->gradient.fill(100);
    layer.backward(x, dy, dx, pass);
    wanted << 1, 1, 0, 0, 2.5, 6, 0, 8;
    REQUIRE(dx.matrix() == wanted);
    REQUIRE(alpha->gradient.data()[0] == 100 - 4 - 20);
}

TEST_CASE("PReLU's alpha is a parameter like others", "[layers]") {
    Sequential<double> model{Dense<double>(3), PReLU<double>({.alpha_initializer = constant(0.5),
                                                              .alpha_regularizer = l1(0.1),
                                                              .alpha_constraint = non_neg(),
                                                              .name = "a"})};
    model.compile({.optimizer = SGD({.learning_rate = 100}), .loss = MeanSquaredError()});
    model.build({2});
    const Results& results =
        model.train_on_batch(layers_contract::numbers({4, 2}), layers_contract::numbers({4, 3}, 2));
    REQUIRE(results["kernel_penalty"] == Approx(0.15));
    REQUIRE(model.layer("a").parameter("alpha").value.matrix().minCoeff() >= 0);
    AnyLayer<double> frozen = PReLU<double>({.trainable = false});
    REQUIRE_FALSE(frozen.trainable());
}

TEST_CASE("PReLU refuses axes that a sample lacks", "[layers]") {
    REQUIRE_THROWS_WITH(PReLU({.shared_axes = {0}}), "PReLU: expected shared_axes from 1 on, got 0");
    REQUIRE_THROWS_WITH(PReLU({.shared_axes = {-1}}), "PReLU: expected shared_axes from 1 on, got -1");
    AnyLayer<float> layer = PReLU({.shared_axes = {2}, .name = "a"});
    Random random(0);
    REQUIRE_THROWS_WITH(layer.build({4}, random),
                        "PReLU 'a': expected an axis of a tensor of shape (1, 4), got 2");
}
