// SPDX-License-Identifier: MIT
#include <ockham/layers/pooling/average_pooling.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("average pooling is the mean of what each window sees", "[layers]") {
    const auto pool = [](AnyLayer<float> layer) {
        Random random(0);
        layer.build({5, 1}, random);
        Tensor<float> x(Shape{1, 5, 1});
        x.matrix() << 1, 3, 5, 7, 10;
        const Tensor<float> y = layers_contract::forward(layer, x);
        return std::vector<float>(y.data(), y.data() + y.size());
    };
    REQUIRE(pool(AveragePooling1D(2)) == std::vector<float>{2, 6});
    REQUIRE(pool(AveragePooling1D(2, {.padding = Padding::same})) == std::vector<float>{2, 6, 10});
    REQUIRE(pool(AveragePooling1D(3, {.strides = 2, .padding = Padding::same})) ==
            std::vector<float>{2, 5, 8.5F});
    REQUIRE(pool(AveragePooling1D(3, {.strides = 1, .padding = Padding::same})) ==
            std::vector<float>{2, 3, 5, 22.0F / 3, 8.5F});
}

TEST_CASE("average pooling keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    const AnyRegularizer penalty = l1_l2(0.04, 0.05);
    require_contract([](auto scalar) { return AveragePooling1D<decltype(scalar)>(2); }, {5, 3});
    require_contract(
        [&](auto scalar) {
            return AveragePooling1D<decltype(scalar)>(
                3, {.strides = 2, .padding = Padding::same, .activity_regularizer = penalty});
        },
        {6, 2});
    require_contract(
        [&](auto scalar) {
            return AveragePooling2D<decltype(scalar)>({2, 3},
                                                      {.strides = {3, 1}, .activity_regularizer = penalty});
        },
        {6, 4, 2});
    require_contract([](auto scalar) { return AveragePooling2D<decltype(scalar)>(1); }, {1, 1, 1});
    require_contract(
        [](auto scalar) {
            return AveragePooling3D<decltype(scalar)>({2, 1, 3}, {.strides = 1, .padding = Padding::same});
        },
        {2, 3, 2, 2});
}
