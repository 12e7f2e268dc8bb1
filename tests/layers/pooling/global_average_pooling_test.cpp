// SPDX-License-Identifier: MIT
#include <ockham/layers/pooling/global_average_pooling.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("global average pooling is the mean of each channel", "[layers]") {
    AnyLayer<float> layer = GlobalAveragePooling2D();
    Random random(0);
    layer.build({2, 2, 2}, random);
    Tensor<float> x(Shape{1, 2, 2, 2});
    x.matrix() << 1, -3, 2, -2, 2, -1, 0, -8;
    Matrix<float> y(1, 2);
    y << 1.25F, -3.5F;
    REQUIRE(layers_contract::forward(layer, x).matrix() == y);
}

TEST_CASE("global average pooling is exact for large samples", "[layers]") {
    AnyLayer<float> layer = GlobalAveragePooling1D();
    Random random(0);
    layer.build({1 << 16, 1}, random);
    Tensor<float> x(Shape{1, 1 << 16, 1});
    x.fill(1.1F);
    REQUIRE(layers_contract::forward(layer, x).data()[0] == Approx(1.1).epsilon(1e-5));
}

TEST_CASE("global average pooling keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    require_contract([](auto scalar) { return GlobalAveragePooling1D<decltype(scalar)>(); }, {5, 3});
    require_contract([](auto scalar) { return GlobalAveragePooling1D<decltype(scalar)>({.keepdims = true}); },
                     {1, 2});
    require_contract(
        [](auto scalar) {
            return GlobalAveragePooling2D<decltype(scalar)>(
                {.keepdims = true, .activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {2, 3, 2});
    require_contract([](auto scalar) { return GlobalAveragePooling3D<decltype(scalar)>(); }, {2, 1, 3, 2});
}
