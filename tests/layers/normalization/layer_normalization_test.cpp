// SPDX-License-Identifier: MIT
#include <ockham/initializers/random.hpp>
#include <ockham/layers/normalization/layer_normalization.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace layer_normalization_test {

inline auto make(LayerNormalizationOptions options) {
    options.gamma_initializer = random_uniform(0.5, 1.5);
    options.beta_initializer = random_uniform(0.2, 1);
    options.gamma_regularizer = l1_l2(0.1, 0.2);
    options.beta_regularizer = l1_l2(0.3, 0.4);
    options.activity_regularizer = l1_l2(0.1, 0.2);
    return [options](auto scalar) { return LayerNormalization<decltype(scalar)>(options); };
}

}  // namespace layer_normalization_test

TEST_CASE("LayerNormalization keeps the contract of layers", "[layers]") {
    using layer_normalization_test::make;
    layers_contract::require_contract(make({}), {3});
    layers_contract::require_contract(make({.scale = false}), {2, 3});
    layers_contract::require_contract(make({.center = false, .scale = false}), {2, 3});
    layers_contract::require_contract(make({.axis = 1, .center = false}), {2, 3});
    layers_contract::require_contract(make({.axis = {1, 2}, .epsilon = 0.1}), {2, 3});
    layers_contract::require_contract(make({.axis = {1, 3}}), {2, 2, 3});
    layers_contract::require_contract(make({.axis = {-1, -3}}), {2, 2, 3});
}

TEST_CASE("LayerNormalization by hand", "[layers]") {
    AnyLayer<double> layer = LayerNormalization<double>({.epsilon = 4});
    Random random(0);
    layer.build({2}, random);
    Tensor<double> x(Shape{2, 2});
    x.matrix() << 1, 5, -3, -3;  // deviations sqrt(4 + 4) and sqrt(0 + 4)
    const Tensor<double> y = layers_contract::forward(layer, x);
    REQUIRE(y.matrix()(0, 1) == Approx(2 / std::sqrt(8.0)));
    REQUIRE(y.matrix()(0, 0) == Approx(-2 / std::sqrt(8.0)));
    REQUIRE(y.matrix().row(1).isZero());
}

TEST_CASE("LayerNormalization's parameters have the sizes of its axes", "[layers]") {
    const auto shape = [](Axes axes) {
        AnyLayer<double> layer = LayerNormalization<double>({.axis = std::move(axes)});
        Random random(0);
        layer.build({4, 5, 3}, random);
        return layer.parameter("gamma").value.shape();
    };
    REQUIRE(shape(-1) == Shape{3});
    REQUIRE(shape({2, 3}) == Shape{5, 3});
    REQUIRE(shape({3, 1}) == Shape{4, 3});
    REQUIRE(shape({1, -1}) == Shape{3, 4});  // as Keras sorts them
}

TEST_CASE("LayerNormalization refuses what cannot be", "[layers]") {
    REQUIRE_THROWS_WITH(LayerNormalization({.epsilon = -1}),
                        "LayerNormalization: expected epsilon to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(LayerNormalization({.axis = Axes::all()}),
                        "LayerNormalization: expected one or more axes, got Axes::all()");
    Random random(0);
    AnyLayer<float> layer = LayerNormalization({.axis = 2, .name = "n"});
    REQUIRE_THROWS_WITH(
        layer.build({4}, random),
        "LayerNormalization 'n': expected input whose samples have axis 2, got shape (None, 4)");
    AnyLayer<float> twice = LayerNormalization({.axis = {1, -1}, .name = "n"});
    REQUIRE_THROWS_WITH(
        twice.build({4}, random),
        "LayerNormalization 'n': expected each axis once, got axis 1 twice for shape (None, 4)");
}
