// SPDX-License-Identifier: MIT
#include <ockham/layers/reshaping/flatten.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("flatten keeps the contract of layers", "[layers]") {
    const auto flatten = [](auto scalar) {
        return Flatten<decltype(scalar)>({.activity_regularizer = l2(0.1)});
    };
    layers_contract::require_contract(flatten, {3});
    layers_contract::require_contract(flatten, {2, 3});
    layers_contract::require_contract(flatten, {2, 1, 2, 3});
}

TEST_CASE("flatten makes a row of each sample, in the order of memory", "[layers]") {
    const auto flatten = [](auto scalar) { return Flatten<decltype(scalar)>(); };
    for (const Shape& shape : {Shape{4}, Shape{2, 3}, Shape{2, 3, 4}, Shape{2, 3, 2, 2}}) {
        const AnyLayer<double> layer = layers_contract::built<double>(flatten, shape);
        REQUIRE(layer.output_shape() == Shape{shape.size()});
        const Tensor<double> x = layers_contract::numbers(shape.batch(5)),
                             y = layers_contract::forward(layer, x);
        REQUIRE(y.shape() == Shape{5, shape.size()});
        for (Index i = 0; i < x.size(); ++i) REQUIRE(y.data()[i] == x.data()[i]);
    }
    REQUIRE(Flatten().output_shape({}) == Shape{1});
}

TEST_CASE("flatten hands its options on", "[layers]") {
    const AnyLayer<float> layer =
        Flatten({.activity_regularizer = l1(0.5), .input_shape = {2, 3}, .name = "f"});
    REQUIRE(layer.title() == "Flatten 'f'");
    REQUIRE(layer.activity_regularizer().description() == "l1(0.5)");
    REQUIRE(layer.input_shape() == Shape{2, 3});
    REQUIRE_FALSE(layer.hands_on());
}
