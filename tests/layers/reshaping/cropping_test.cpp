// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/cropping.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("cropping leaves out the rim of each sample", "[layers]") {
    REQUIRE(Cropping1D().output_shape({4, 3}) == Shape{2, 3});
    REQUIRE(Cropping1D({1, 2}).output_shape({4, 3}) == Shape{1, 3});
    REQUIRE(Cropping2D().output_shape({4, 5, 3}) == Shape{4, 5, 3});
    REQUIRE(Cropping2D({1, 2}).output_shape({4, 5, 3}) == Shape{2, 1, 3});
    REQUIRE(Cropping2D({{1, 0}, {0, 2}}).output_shape({4, 5, 3}) == Shape{3, 3, 3});
    REQUIRE(Cropping3D().output_shape({4, 5, 6, 3}) == Shape{2, 3, 4, 3});
    REQUIRE(Cropping3D({{1, 0}, 1, {0, 2}}).output_shape({4, 5, 6, 3}) == Shape{3, 3, 4, 3});
    REQUIRE(Cropping2D({{1, 0}, {0, 2}}).cropping() == Margins<2>{{1, 0}, {0, 2}});
    const auto make = [](auto scalar) { return Cropping2D<decltype(scalar)>({{0, 1}, {1, 1}}); };
    Tensor<float> x(Shape{1, 2, 4, 1});
    x.matrix() << 1, 2, 3, 4, 5, 6, 7, 8;
    Matrix<float> y(2, 1);
    y << 2, 3;
    REQUIRE(layers_contract::forward(layers_contract::built<float>(make, {2, 4, 1}), x).matrix() == y);
}

TEST_CASE("cropping keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    require_contract(
        [](auto scalar) {
            return Cropping1D<decltype(scalar)>({2, 1}, {.activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {4, 3});
    require_contract([](auto scalar) { return Cropping2D<decltype(scalar)>({{1, 0}, {0, 2}}); }, {2, 3, 2});
    require_contract([](auto scalar) { return Cropping2D<decltype(scalar)>(0); }, {1, 1, 1});
    require_contract(
        [](auto scalar) {
            return Cropping3D<decltype(scalar)>({{1, 0}, 0, {0, 1}});
        },
        {2, 1, 3, 2});
}

TEST_CASE("cropping refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_AS(Cropping1D({1, -2}), ArgumentError);
    REQUIRE_THROWS_WITH(Cropping1D({1, -2}),
                        "Cropping1D: expected cropping to be non-negative and finite, got -2");
    Random random(0);
    AnyLayer<float> layer = Cropping2D({1, 2}, {.name = "c"});
    REQUIRE_THROWS_AS(layer.build({4, 4, 3}, random), ShapeError);
    REQUIRE_THROWS_WITH(
        layer.build({4, 4, 3}, random),
        "Cropping2D 'c': expected more than 4 entries along axis 2, got shape (None, 4, 4, 3)");
    REQUIRE_THROWS_WITH(AnyLayer<float>(Cropping1D(1, {.name = "n"})).build({4, 4, 3}, random),
                        "Cropping1D 'n': expected input with 1 axis and channels, got shape (None, 4, 4, 3)");
}
