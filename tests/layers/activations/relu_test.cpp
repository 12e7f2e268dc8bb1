// SPDX-License-Identifier: MIT
#include <ockham/layers/activations/relu.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("ReLU keeps the contract of layers", "[layers]") {
    for (const ReLUOptions& options : {ReLUOptions{}, ReLUOptions{.negative_slope = 0.25},
                                       ReLUOptions{.max_value = 0.5, .threshold = 0.25},
                                       ReLUOptions{.activity_regularizer = l1_l2(0.1, 0.2)}}) {
        const auto layer = [&](auto scalar) { return ReLU<decltype(scalar)>(options); };
        layers_contract::require_contract(layer, {3});
        layers_contract::require_contract(layer, {2, 3});
    }
}

TEST_CASE("ReLU applies the simplest activation that does it", "[layers]") {
    const auto name = [](const ReLUOptions& options) {
        return AnyLayer<float>(ReLU(options)).activation().name();
    };
    REQUIRE(name({}) == "relu");
    REQUIRE(name({.negative_slope = 0.25}) == "leaky_relu(0.25)");
    REQUIRE(name({.max_value = 6}) == "relu6");
    REQUIRE(name({.max_value = 5}) == "relu(5, 0, 0)");
    REQUIRE(name({.max_value = 6, .negative_slope = 0.25}) == "relu(6, 0.25, 0)");
    REQUIRE(name({.max_value = 6, .threshold = 1}) == "relu(6, 0, 1)");
    REQUIRE(name({.negative_slope = 0.25, .threshold = 1}) == "relu(inf, 0.25, 1)");
}

TEST_CASE("ReLU hands its options on, and refuses some", "[layers]") {
    const AnyLayer<float> layer =
        ReLU({.max_value = 3, .activity_regularizer = l1(0.5), .input_shape = {4}, .name = "a"});
    REQUIRE(layer.title() == "ReLU 'a'");
    REQUIRE(layer.activity_regularizer().description() == "l1(0.5)");
    REQUIRE(layer.input_shape() == Shape{4});
    REQUIRE(layer.as<ReLU<float>>()->options().max_value == 3);
    REQUIRE_FALSE(layer.hands_on());
    REQUIRE_THROWS_WITH(ReLU({.max_value = -1}), "relu: expected max_value to be non-negative, got -1");
    REQUIRE_THROWS_WITH(ReLU({.negative_slope = -1}),
                        "relu: expected negative_slope to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(ReLU({.threshold = -1}),
                        "relu: expected threshold to be non-negative and finite, got -1");
}
