// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/repeat_vector.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("repeat vector makes a sequence of each sample", "[layers]") {
    const AnyLayer<float> layer =
        layers_contract::built<float>([](auto scalar) { return RepeatVector<decltype(scalar)>(3); }, {2});
    REQUIRE(layer.output_shape() == Shape{3, 2});
    Tensor<float> x(Shape{2, 2});
    x.matrix() << 1, 2, 3, 4;
    Matrix<float> y(6, 2);
    y << 1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4;
    REQUIRE(layers_contract::forward(layer, x).matrix() == y);
}

TEST_CASE("repeat vector keeps the contract of layers", "[layers]") {
    layers_contract::require_contract(
        [](auto scalar) {
            return RepeatVector<decltype(scalar)>(3, {.activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {2});
    layers_contract::require_contract([](auto scalar) { return RepeatVector<decltype(scalar)>(1); }, {1});
}

TEST_CASE("repeat vector refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_WITH(RepeatVector(0), "RepeatVector: expected n to be positive and finite, got 0");
    Random random(0);
    AnyLayer<float> layer = RepeatVector(2, {.name = "r"});
    REQUIRE_THROWS_AS(layer.build({2, 3}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({2, 3}, random),
                        "RepeatVector 'r': expected input of rank 2, got shape (None, 2, 3)");
}
