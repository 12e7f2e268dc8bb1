// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/reshape.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("reshape keeps the numbers and changes the shape", "[layers]") {
    const AnyLayer<float> layer = layers_contract::built<float>(
        [](auto scalar) {
            return Reshape<decltype(scalar)>({3, -1, 2});
        },
        {6, 2});
    REQUIRE(layer.output_shape() == Shape{3, 2, 2});
    const Tensor<float> x = layers_contract::cast<float>(layers_contract::numbers({2, 6, 2}));
    const Tensor<float> y = layers_contract::forward(layer, x);
    REQUIRE(y.shape() == Shape{2, 3, 2, 2});
    for (Index i = 0; i < x.size(); ++i) REQUIRE(y.data()[i] == x.data()[i]);
    REQUIRE(Reshape({-1}).output_shape({6, 2}) == Shape{12});
    REQUIRE(Reshape({12, -1}).output_shape({6, 2}) == Shape{12, 1});
    REQUIRE(Reshape({3, 4}).output_shape({12}) == Shape{3, 4});
    REQUIRE(Reshape({3, -1}).target_shape() == std::vector<Index>{3, -1});
}

TEST_CASE("reshape keeps the contract of layers", "[layers]") {
    layers_contract::require_contract(
        [](auto scalar) {
            return Reshape<decltype(scalar)>({2, -1}, {.activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {3, 4});
    layers_contract::require_contract([](auto scalar) { return Reshape<decltype(scalar)>({3, 1, 2}); }, {6});
}

TEST_CASE("reshape refuses shapes that do not fit", "[layers]") {
    REQUIRE_THROWS_WITH(Reshape(std::vector<Index>()),
                        "Reshape: expected a target_shape of 1 to 4 sizes, got 0");
    REQUIRE_THROWS_WITH(Reshape({1, 2, 3, 4, 5}), "Reshape: expected a target_shape of 1 to 4 sizes, got 5");
    REQUIRE_THROWS_WITH(Reshape({2, 0}), "Reshape: expected positive sizes in target_shape, or -1, got 0");
    REQUIRE_THROWS_WITH(Reshape({2, -2}), "Reshape: expected positive sizes in target_shape, or -1, got -2");
    REQUIRE_THROWS_WITH(Reshape({-1, 2, -1}), "Reshape: expected at most one -1 in target_shape, got more");
    Random random(0);
    AnyLayer<float> layer = Reshape({3, 4}, {.name = "r"});
    REQUIRE_THROWS_AS(layer.build({13}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({13}, random),
                        "Reshape 'r': expected input of 12 numbers, got shape (None, 13)");
    REQUIRE_THROWS_WITH(AnyLayer<float>(Reshape({3, -1}, {.name = "r"})).build({4, 2}, random),
                        "Reshape 'r': expected input of a multiple of 3 numbers, got shape (None, 4, 2)");
    REQUIRE_THROWS_WITH(
        AnyLayer<float>(Reshape({Index{1} << 40, Index{1} << 40}, {.name = "r"})).build({2}, random),
        "Reshape 'r': Shape: expected a number of entries that fits into memory, got "
        "(1099511627776,) times 1099511627776");
}
