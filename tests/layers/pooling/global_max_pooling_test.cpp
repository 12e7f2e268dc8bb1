// SPDX-License-Identifier: MIT
#include <ockham/layers/pooling/global_max_pooling.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("global max pooling shares the gradient among equals", "[layers]") {
    AnyLayer<float> layer = GlobalMaxPooling1D();
    Random random(0);
    layer.build({4, 2}, random);
    Tensor<float> x(Shape{2, 4, 2}), dx(x.shape()), dy(Shape{2, 2});
    x.matrix() << 1, -3, 2, -2, 2, -1, 0, -9, 5, 0, 5, 0, 5, 0, 5, 0;
    dy.matrix() << 6, 7, 8, 4;
    Pass<float> pass;
    Matrix<float> y(2, 2), gradient(8, 2);
    y << 2, -1, 5, 0;
    gradient << 0, 0, 3, 0, 3, 7, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1;
    REQUIRE(layers_contract::forward(layer, x, pass, &random).matrix() == y);
    layer.backward(x, dy, dx, pass);
    REQUIRE(dx.matrix() == gradient);
}

TEST_CASE("global max pooling keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    require_contract([](auto scalar) { return GlobalMaxPooling1D<decltype(scalar)>(); }, {5, 3});
    require_contract([](auto scalar) { return GlobalMaxPooling1D<decltype(scalar)>({.keepdims = true}); },
                     {1, 2});
    require_contract(
        [](auto scalar) {
            return GlobalMaxPooling2D<decltype(scalar)>(
                {.keepdims = true, .activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {2, 3, 2});
    require_contract([](auto scalar) { return GlobalMaxPooling3D<decltype(scalar)>(); }, {2, 1, 3, 2});
}
