// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/permute.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("permute puts the axes of each sample in another order", "[layers]") {
    const AnyLayer<float> layer = layers_contract::built<float>(
        [](auto scalar) {
            return Permute<decltype(scalar)>({2, 1});
        },
        {2, 3});
    REQUIRE(layer.output_shape() == Shape{3, 2});
    Tensor<float> x(Shape{2, 2, 3});
    x.matrix() << 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
    Matrix<float> y(6, 2);
    y << 1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12;
    REQUIRE(layers_contract::forward(layer, x).matrix() == y);
    REQUIRE(Permute({3, 1, 2}).output_shape({4, 5, 6}) == Shape{6, 4, 5});
    REQUIRE(Permute({3, 1, 2}).dims() == std::vector<Index>{3, 1, 2});
}

TEST_CASE("permute keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    require_contract([](auto scalar) { return Permute<decltype(scalar)>({1}); }, {3});
    require_contract(
        [](auto scalar) {
            return Permute<decltype(scalar)>({2, 1}, {.activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {2, 3});
    require_contract([](auto scalar) { return Permute<decltype(scalar)>({3, 1, 2}); }, {2, 3, 4});
    require_contract([](auto scalar) { return Permute<decltype(scalar)>({2, 4, 1, 3}); }, {1, 2, 3, 2});
}

TEST_CASE("permute refuses what is no order of the axes", "[layers]") {
    REQUIRE_THROWS_WITH(Permute(std::vector<Index>()), "Permute: expected 1 to 4 dims, got 0");
    REQUIRE_THROWS_WITH(Permute({1, 1}), "Permute: expected each of 1 to 2 once in dims, got 1");
    REQUIRE_THROWS_WITH(Permute({1, 3}), "Permute: expected each of 1 to 2 once in dims, got 3");
    REQUIRE_THROWS_WITH(Permute({0, 1}), "Permute: expected each of 1 to 2 once in dims, got 0");
    REQUIRE_THROWS_WITH(Permute({1, 2, 3, 4, 5}), "Permute: expected 1 to 4 dims, got 5");
    Random random(0);
    AnyLayer<float> layer = Permute({2, 1}, {.name = "p"});
    REQUIRE_THROWS_AS(layer.build({2, 3, 4}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({2, 3, 4}, random),
                        "Permute 'p': expected input of rank 3, got shape (None, 2, 3, 4)");
}
