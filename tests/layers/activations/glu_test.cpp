// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/core/any_layer.hpp>
#include <ockham/layers/activations/glu.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("a gated linear unit lets features pass by the others", "[layers]") {
    const AnyLayer<float> layer =
        layers_contract::built<float>([](auto scalar) { return GLU<decltype(scalar)>(); }, {4});
    REQUIRE(layer.output_shape() == Shape{2});
    Tensor<float> x(Shape{3, 4});
    x.matrix() << 1, -2, 0, 0, 3, 4, 1, -1, 5, 6, 100, -100;
    const float s = 1 / (1 + std::exp(-1.0F));
    Matrix<float> y(3, 2);
    y << 0.5F, -1, 3 * s, 4 * (1 - s), 5, 0;
    REQUIRE(layers_contract::forward(layer, x).matrix().isApprox(y, 1e-6F));
}

TEST_CASE("a gated linear unit keeps the contract of layers", "[layers]") {
    layers_contract::require_contract(
        [](auto scalar) { return GLU<decltype(scalar)>({.activity_regularizer = l1_l2(0.04, 0.05)}); }, {6});
    layers_contract::require_contract([](auto scalar) { return GLU<decltype(scalar)>(); }, {3, 2});
}

TEST_CASE("a gated linear unit refuses features that have no halves", "[layers]") {
    Random random(0);
    AnyLayer<float> layer = GLU(GLUOptions{.name = "g"});
    REQUIRE_THROWS_WITH(layer.build({2, 3}, random),
                        "GLU 'g': expected an even number of features, got shape (None, 2, 3)");
}
