// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/zero_padding.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("zero padding puts zeros around each sample", "[layers]") {
    REQUIRE(ZeroPadding1D().output_shape({4, 3}) == Shape{6, 3});
    REQUIRE(ZeroPadding1D({1, 2}).output_shape({4, 3}) == Shape{7, 3});
    REQUIRE(ZeroPadding2D({1, 2}).output_shape({4, 5, 3}) == Shape{6, 9, 3});
    REQUIRE(ZeroPadding2D({{1, 0}, {0, 2}}).output_shape({4, 5, 3}) == Shape{5, 7, 3});
    REQUIRE(ZeroPadding3D({{1, 0}, 1, {0, 2}}).output_shape({4, 5, 6, 3}) == Shape{5, 7, 8, 3});
    REQUIRE(ZeroPadding2D(0).output_shape({4, 5, 3}) == Shape{4, 5, 3});
    REQUIRE(ZeroPadding2D({{1, 0}, {0, 2}}).padding() == Margins<2>{{1, 0}, {0, 2}});
    const auto make = [](auto scalar) { return ZeroPadding2D<decltype(scalar)>({{0, 1}, {1, 1}}); };
    Tensor<float> x(Shape{1, 1, 2, 1});
    x.matrix() << 1, 2;
    Matrix<float> y(8, 1);
    y << 0, 1, 2, 0, 0, 0, 0, 0;
    REQUIRE(layers_contract::forward(layers_contract::built<float>(make, {1, 2, 1}), x).matrix() == y);
}

TEST_CASE("zero padding keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    require_contract(
        [](auto scalar) {
            return ZeroPadding1D<decltype(scalar)>({2, 1}, {.activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {4, 3});
    require_contract(
        [](auto scalar) {
            return ZeroPadding2D<decltype(scalar)>({{1, 0}, {0, 2}});
        },
        {2, 3, 2});
    require_contract([](auto scalar) { return ZeroPadding2D<decltype(scalar)>(0); }, {1, 1, 1});
    require_contract(
        [](auto scalar) {
            return ZeroPadding3D<decltype(scalar)>({{1, 0}, 0, {0, 1}});
        },
        {2, 1, 3, 2});
}

TEST_CASE("zero padding refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_AS(ZeroPadding1D({1, -2}), ArgumentError);
    REQUIRE_THROWS_WITH(ZeroPadding1D({1, -2}),
                        "ZeroPadding1D: expected padding to be non-negative and finite, got -2");
    Random random(0);
    REQUIRE_THROWS_WITH(
        AnyLayer<float>(ZeroPadding1D(1, {.name = "n"})).build({4, 4, 3}, random),
        "ZeroPadding1D 'n': expected input with 1 axis and channels, got shape (None, 4, 4, 3)");
}
