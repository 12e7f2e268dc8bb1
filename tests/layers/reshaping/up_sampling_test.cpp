// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/up_sampling.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("up sampling repeats the entries along each axis", "[layers]") {
    REQUIRE(UpSampling1D().output_shape({4, 3}) == Shape{8, 3});
    REQUIRE(UpSampling2D().output_shape({4, 5, 3}) == Shape{8, 10, 3});
    REQUIRE(UpSampling2D({1, 3}).output_shape({4, 5, 3}) == Shape{4, 15, 3});
    REQUIRE(UpSampling3D({1, 3, 2}).output_shape({4, 5, 2, 3}) == Shape{4, 15, 4, 3});
    REQUIRE(UpSampling2D({1, 3}).size() == PerAxis<2>{1, 3});
    const auto make = [](auto scalar) { return UpSampling2D<decltype(scalar)>({2, 3}); };
    Tensor<float> x(Shape{1, 2, 2, 1});
    x.matrix() << 1, 2, 3, 4;
    Matrix<float> y(24, 1);
    y << 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4;
    REQUIRE(layers_contract::forward(layers_contract::built<float>(make, {2, 2, 1}), x).matrix() == y);
}

TEST_CASE("bilinear up sampling goes linearly from pixel to pixel", "[layers]") {
    const auto make = [](auto scalar) {
        return UpSampling2D<decltype(scalar)>(2, {.interpolation = Interpolation::bilinear});
    };
    AnyLayer<float> layer = layers_contract::built<float>(make, {2, 2, 1});
    REQUIRE(layer.output_shape() == Shape{4, 4, 1});
    Tensor<float> x(Shape{1, 2, 2, 1}), dy(Shape{1, 4, 4, 1}), dx(x.shape());
    x.matrix() << 1, 2, 3, 4;
    Matrix<float> y(16, 1), gradient(4, 1);
    y << 1, 1.25F, 1.75F, 2, 1.5F, 1.75F, 2.25F, 2.5F, 2.5F, 2.75F, 3.25F, 3.5F, 3, 3.25F, 3.75F, 4;
    Pass<float> pass;
    REQUIRE(layers_contract::forward(layer, x, pass).matrix() == y);
    for (Index i = 0; i < 16; ++i) dy.data()[i] = i == 5 ? 16.0F : 0.0F;
    gradient << 9, 3, 3, 1;
    layer.backward(x, dy, dx, pass);
    REQUIRE(dx.matrix() == gradient);
}

TEST_CASE("up sampling keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    require_contract(
        [](auto scalar) {
            return UpSampling1D<decltype(scalar)>(3, {.activity_regularizer = l1_l2(0.04, 0.05)});
        },
        {2, 3});
    require_contract([](auto scalar) { return UpSampling2D<decltype(scalar)>({2, 1}); }, {1, 3, 2});
    require_contract([](auto scalar) { return UpSampling3D<decltype(scalar)>({1, 2, 2}); }, {2, 1, 2, 2});
    // A bilinear one computes in float, too coarse for small differences; but it is linear.
    const auto bilinear = [](auto scalar) {
        return UpSampling2D<decltype(scalar)>({2, 3}, {.interpolation = Interpolation::bilinear});
    };
    layers_contract::require_inference(bilinear, {2, 3, 2});
    AnyLayer<double> layer = layers_contract::built<double>(bilinear, {2, 3, 2});
    Tensor<double> x = layers_contract::numbers({2, 2, 3, 2}), dx(x.shape());
    const Tensor<double> dy = layers_contract::numbers(layer.output_shape().batch(2), 2);
    Pass<double> pass;
    const auto weighted_sum = [&] {
        return layers_contract::forward(layer, x, pass).matrix().cwiseProduct(dy.matrix()).sum();
    };
    layer.backward(x, dy, dx, pass);
    for (Index i = 0; i < x.size(); ++i)
        REQUIRE(finite_differences::slope(x.data()[i], weighted_sum, 1) == Approx(dx.data()[i]).margin(1e-5));
}

TEST_CASE("up sampling refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_WITH(UpSampling2D({1, 0}), "UpSampling2D: expected size to be positive and finite, got 0");
    Random random(0);
    REQUIRE_THROWS_WITH(
        AnyLayer<float>(UpSampling3D(1, {.name = "u"})).build({4, 4, 3}, random),
        "UpSampling3D 'u': expected input with 3 axes and channels, got shape (None, 4, 4, 3)");
}
