// SPDX-License-Identifier: MIT
#include <ockham/layers/activations/leaky_relu.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("LeakyReLU keeps the contract of layers", "[layers]") {
    const auto layer = [](auto scalar) {
        return LeakyReLU<decltype(scalar)>({.activity_regularizer = l1_l2(0.1, 0.2)});
    };
    layers_contract::require_contract(layer, {3});
    layers_contract::require_contract(layer, {2, 3});
}

TEST_CASE("LeakyReLU has Keras' slope, or another", "[layers]") {
    REQUIRE(LeakyReLU().options().negative_slope == 0.3);
    const AnyLayer<double> layer =
        LeakyReLU<double>({.negative_slope = 0.5, .input_shape = {1}, .name = "a"});
    REQUIRE(layer.title() == "LeakyReLU 'a'");
    REQUIRE(layer.input_shape() == Shape{1});
    Sequential<double> model{layer};
    model.build();
    REQUIRE(model.predict(Eigen::Vector2d(-3, 3)) == Eigen::Vector2d(-1.5, 3));
    REQUIRE_THROWS_WITH(LeakyReLU({.negative_slope = -1}),
                        "leaky_relu: expected negative_slope to be non-negative and finite, got -1");
}
