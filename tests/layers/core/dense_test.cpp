// SPDX-License-Identifier: MIT
#include <ockham/activations/softmax.hpp>
#include <ockham/activations/tanh.hpp>
#include <ockham/layers/core/dense.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/regularizers/orthogonal.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace dense_test {

/// 1, 2, 3, ...
struct Counting {
    void fill(const Shape&, std::span<double> values, Random&) const {
        double next = 1;
        for (double& value : values) value = next++;
    }
};

}  // namespace dense_test

TEST_CASE("dense is x K + b", "[layers]") {
    Tensor<float> x(Shape{2, 2});
    x.matrix() << 1, 0, -1, 10;
    Matrix<float> y(2, 3);
    y << 1.5F, 2.5F, 3.5F, 39.5F, 48.5F, 57.5F;
    const auto dense = [](bool use_bias) {
        return [use_bias](auto scalar) {
            return Dense<decltype(scalar)>(3, {.use_bias = use_bias,
                                               .kernel_initializer = dense_test::Counting(),
                                               .bias_initializer = constant(0.5)});
        };
    };
    REQUIRE(layers_contract::forward(layers_contract::built<float>(dense(true), {2}), x).matrix() == y);
    const Matrix<float> without = y.array() - 0.5F;
    REQUIRE(layers_contract::forward(layers_contract::built<float>(dense(false), {2}), x).matrix() ==
            without);
}

TEST_CASE("dense keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    require_contract([](auto scalar) { return Dense<decltype(scalar)>(3); }, {4});
    require_contract([](auto scalar) { return Dense<decltype(scalar)>(1, {.use_bias = false}); }, {1});
    require_contract([](auto scalar) { return Dense<decltype(scalar)>(2); }, {2, 3});
    require_contract([](auto scalar) { return Dense<decltype(scalar)>(2); }, {2, 1, 2, 3});
}

TEST_CASE("dense with activation and penalties keeps the contract of layers", "[layers]") {
    const auto dense = [](AnyActivation activation) {
        return [activation](auto scalar) {
            return Dense<decltype(scalar)>(3, {.activation = activation,
                                               .bias_initializer = constant(0.25),
                                               .kernel_regularizer = l1_l2(0.01, 0.02),
                                               .bias_regularizer = l1(0.03),
                                               .activity_regularizer = l1_l2(0.04, 0.05)});
        };
    };
    layers_contract::require_contract(dense(activations::tanh), {4});
    layers_contract::require_contract(dense(activations::softmax), {2, 3});
    layers_contract::require_contract(
        [](auto scalar) {
            return Dense<decltype(scalar)>(
                3, {.kernel_regularizer = orthogonal(0.1),
                    .activity_regularizer = orthogonal(0.1, OrthogonalMode::columns)});
        },
        {4});
}

TEST_CASE("dense works on the last axis of any rank", "[layers]") {
    const auto dense = [](auto scalar) {
        return Dense<decltype(scalar)>(6, {.bias_initializer = constant(0.5)});
    };
    const Tensor<double> flat = layers_contract::numbers({24, 5});
    const Matrix<double> y =
        layers_contract::forward(layers_contract::built<double>(dense, {5}), flat).matrix();
    for (const Shape& shape : {Shape{4, 6, 5}, Shape{2, 3, 4, 5}, Shape{2, 3, 2, 2, 5}}) {
        const AnyLayer<double> layer = layers_contract::built<double>(dense, shape.sample());
        REQUIRE(layer.output_shape() == shape.sample().with_last(6));
        const Tensor<double> out = layers_contract::forward(layer, Tensor<double>(shape, flat.matrix()));
        REQUIRE(out.shape() == shape.with_last(6));
        REQUIRE(out.matrix() == y);
    }
}

TEST_CASE("dense draws its first weights as Keras does", "[layers]") {
    using layers_contract::built;
    const AnyLayer<double> layer =
        built<double>([](auto scalar) { return Dense<decltype(scalar)>(20); }, {60});
    const Tensor<double>& kernel = layer.parameter("kernel").value;
    REQUIRE(kernel.shape() == Shape{60, 20});
    Random random(3);
    for (Index i = 0; i < kernel.size(); ++i)
        REQUIRE(kernel.data()[i] == Approx(std::sqrt(6.0 / 80) * (2 * random.uniform() - 1)).epsilon(1e-12));
    REQUIRE(layer.parameter("bias").value.shape() == Shape{20});
    REQUIRE(layer.get_weights()[1] == Matrix<double>::Zero(1, 20));
    const AnyLayer<float> single =
        built<float>([](auto scalar) { return Dense<decltype(scalar)>(20); }, {60});
    REQUIRE(single.get_weights()[0] == layer.get_weights()[0].cast<float>());
}

TEST_CASE("dense hands its options to where they belong", "[layers]") {
    Dense<double> dense(3, {.activation = activations::tanh,
                            .kernel_regularizer = l1(0.5),
                            .bias_regularizer = l2(0.5),
                            .activity_regularizer = l1_l2(0.5, 0.5),
                            .input_shape = {4},
                            .name = "hidden",
                            .trainable = false});
    REQUIRE(dense.units() == 3);
    const std::vector<Parameter<double>*> parameters = dense.parameters();
    REQUIRE(parameters.size() == 2);
    REQUIRE(parameters[0]->name == std::string("kernel"));
    REQUIRE(parameters[0]->kind == PenaltyKind::kernel);
    REQUIRE(parameters[0]->regularizer.description() == "l1(0.5)");
    REQUIRE(parameters[1]->name == std::string("bias"));
    REQUIRE(parameters[1]->kind == PenaltyKind::bias);
    REQUIRE(parameters[1]->regularizer.description() == "l2(0.5)");

    const AnyLayer<double> layer = dense;
    REQUIRE(layer.class_name() == "Dense");
    REQUIRE(layer.name() == "hidden");
    REQUIRE_FALSE(layer.trainable());
    REQUIRE(layer.input_shape() == Shape{4});
    REQUIRE(layer.activation().name() == "tanh");
    REQUIRE(layer.activity_regularizer().description() == "l1_l2(0.5, 0.5)");
    REQUIRE_FALSE(layer.hands_on());
    REQUIRE_FALSE(AnyLayer<float>(Dense(3)).hands_on());
    REQUIRE(Dense(3, {.use_bias = false}).parameters().size() == 1);
    REQUIRE(Dense(3).options().activation.is_linear());
}

TEST_CASE("dense refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_AS(Dense(0), ArgumentError);
    REQUIRE_THROWS_WITH(Dense(0), "Dense: expected units to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Dense(-3), "Dense: expected units to be positive and finite, got -3");
    AnyLayer<float> layer = Dense(3, {.name = "d"});
    Random random(0);
    REQUIRE_THROWS_AS(layer.build({}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({}, random), "Dense 'd': expected input with features, got shape (None)");
    layer.build({4}, random);
    REQUIRE_THROWS_WITH(Dense<float>(*layer.as<Dense<float>>()).output_shape({5}),
                        "expected input with last dimension 4, got shape (None, 5)");
    AnyLayer<float> penalized = Dense(3, {.bias_regularizer = orthogonal(), .name = "d"});
    REQUIRE_THROWS_WITH(penalized.build({4}, random),
                        "Dense 'd': orthogonal: expected a tensor of rank 2, got shape (3,)");
    REQUIRE_FALSE(penalized.is_built());
    REQUIRE_THROWS_WITH(penalized.build({5}, random),
                        "Dense 'd': orthogonal: expected a tensor of rank 2, got shape (3,)");
}
