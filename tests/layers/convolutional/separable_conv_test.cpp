// SPDX-License-Identifier: MIT
#include <ockham/activations/tanh.hpp>
#include <ockham/constraints/max_norm.hpp>
#include <ockham/constraints/non_neg.hpp>
#include <ockham/layers/convolutional/depthwise_conv.hpp>
#include <ockham/layers/convolutional/separable_conv.hpp>
#include <ockham/layers/core/dense.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace separable_conv_test {

using layers_contract::built;
using layers_contract::forward;
using layers_contract::numbers;

template <int axes>
SeparableConvOptions<axes> all_on(SeparableConvOptions<axes> options = {}) {
    options.activation = activations::tanh;
    options.bias_initializer = constant(0.25);
    options.depthwise_regularizer = l1_l2(0.01, 0.02);
    options.pointwise_regularizer = l2(0.03);
    options.bias_regularizer = l1(0.03);
    options.activity_regularizer = l1_l2(0.04, 0.05);
    return options;
}

template <template <class> class Conv, int axes>
void require_contract(PerAxis<axes> kernel_size, SeparableConvOptions<axes> options, const Shape& sample) {
    layers_contract::require_contract(
        [&](auto scalar) { return Conv<decltype(scalar)>(3, kernel_size, options); }, sample);
}

}  // namespace separable_conv_test

TEST_CASE("separable convolutions keep the contract of layers", "[layers]") {
    using namespace separable_conv_test;
    require_contract<SeparableConv1D, 1>(3, {}, {4, 2});
    require_contract<SeparableConv1D, 1>(3, all_on<1>({.padding = Padding::same, .depth_multiplier = 2}),
                                         {3, 2});
    require_contract<SeparableConv1D, 1>(1, all_on<1>({.use_bias = false}), {2, 1});
    require_contract<SeparableConv2D, 2>({2, 3}, all_on<2>({.strides = {2, 1}}), {3, 3, 2});
    require_contract<SeparableConv2D, 2>(
        {2, 3}, all_on<2>({.strides = 2, .padding = Padding::same, .dilation_rate = {1, 2}}), {3, 4, 2});
    require_contract<SeparableConv2D, 2>(3, all_on<2>({.padding = Padding::same}), {1, 1, 2});
}

TEST_CASE("a separable convolution is a depthwise one and a dense layer", "[layers]") {
    using namespace separable_conv_test;
    const Tensor<double> x = numbers({3, 5, 4, 6});
    const AnyLayer<double> separable = built<double>(
        [](auto) {
            return SeparableConv2D<double>(7, {3, 2},
                                           {.depth_multiplier = 2, .bias_initializer = constant(0.5)});
        },
        {5, 4, 6});
    AnyLayer<double> depthwise = built<double>(
        [](auto) {
            return DepthwiseConv2D<double>({3, 2}, {.depth_multiplier = 2, .use_bias = false});
        },
        {5, 4, 6});
    AnyLayer<double> dense = built<double>([](auto) { return Dense<double>(7); }, depthwise.output_shape());
    const std::vector<Matrix<double>> weights = separable.get_weights();
    depthwise.set_weights({weights[0]});
    dense.set_weights({weights[1], weights[2]});
    REQUIRE(forward(separable, x).matrix() == forward(dense, forward(depthwise, x)).matrix());
}

TEST_CASE("a separable convolution draws its first weights as Keras does", "[layers]") {
    using namespace separable_conv_test;
    const AnyLayer<double> layer = built<double>(
        [](auto) {
            return SeparableConv2D<double>(6, {3, 5}, {.depth_multiplier = 2});
        },
        {9, 9, 4});
    Random random(3);
    const auto require_drawn = [&](const char* name, const Shape& shape, double limit) {
        const Tensor<double>& kernel = layer.parameter(name).value;
        REQUIRE(kernel.shape() == shape);
        for (Index i = 0; i < kernel.size(); ++i)
            REQUIRE(kernel.data()[i] == Approx(limit * (2 * random.uniform() - 1)).epsilon(1e-12));
    };
    require_drawn("depthwise_kernel", {3, 5, 4, 2}, std::sqrt(6.0 / (15 * 4 + 15 * 2)));
    require_drawn("pointwise_kernel", {1, 1, 8, 6}, std::sqrt(6.0 / (8 + 6)));
    REQUIRE(layer.parameter("bias").value.shape() == Shape{6});
}

TEST_CASE("a separable convolution hands its options to where they belong", "[layers]") {
    SeparableConv2D<double> conv(4, {3, 5},
                                 {.depth_multiplier = 2,
                                  .activation = activations::tanh,
                                  .depthwise_regularizer = l1(0.5),
                                  .pointwise_regularizer = l1(0.25),
                                  .bias_regularizer = l2(0.5),
                                  .activity_regularizer = l1_l2(0.5, 0.5),
                                  .depthwise_constraint = max_norm(1),
                                  .pointwise_constraint = max_norm(3),
                                  .bias_constraint = non_neg(),
                                  .input_shape = {9, 9, 4},
                                  .name = "s",
                                  .trainable = false});
    REQUIRE(conv.filters() == 4);
    REQUIRE(conv.kernel_size() == PerAxis<2>{3, 5});
    const std::vector<Parameter<double>*> parameters = conv.parameters();
    REQUIRE(parameters.size() == 3);
    REQUIRE(parameters[0]->name == std::string("depthwise_kernel"));
    REQUIRE(parameters[0]->kind == PenaltyKind::kernel);
    REQUIRE(parameters[0]->regularizer.description() == "l1(0.5)");
    REQUIRE(parameters[1]->name == std::string("pointwise_kernel"));
    REQUIRE(parameters[1]->kind == PenaltyKind::kernel);
    REQUIRE(parameters[1]->regularizer.description() == "l1(0.25)");
    REQUIRE(parameters[2]->kind == PenaltyKind::bias);
    REQUIRE(parameters[2]->regularizer.description() == "l2(0.5)");
    REQUIRE(parameters[0]->constraint.as<MaxNorm>()->options().max_value == 1);
    REQUIRE(parameters[1]->constraint.as<MaxNorm>()->options().max_value == 3);
    REQUIRE(parameters[2]->constraint.as<NonNeg>());
    REQUIRE(SeparableConv1D(1, 1, {.use_bias = false}).parameters().size() == 2);
    const AnyLayer<double> layer = conv;
    REQUIRE(layer.class_name() == "SeparableConv2D");
    REQUIRE(layer.name() == "s");
    REQUIRE_FALSE(layer.trainable());
    REQUIRE(layer.output_shape_for({9, 9, 4}) == Shape{7, 5, 4});
    REQUIRE(layer.activity_regularizer().description() == "l1_l2(0.5, 0.5)");
    REQUIRE(AnyLayer<float>(SeparableConv1D(1, 1)).class_name() == "SeparableConv1D");
}

TEST_CASE("a separable convolution refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_AS(SeparableConv1D(0, 1), ArgumentError);
    REQUIRE_THROWS_WITH(SeparableConv1D(0, 1),
                        "SeparableConv1D: expected filters to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(SeparableConv1D(1, 0),
                        "SeparableConv1D: expected kernel_size to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(SeparableConv2D(1, 1, {.depth_multiplier = 0}),
                        "SeparableConv2D: expected depth_multiplier to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(SeparableConv1D(1, 1, {.padding = Padding::causal}),
                        "SeparableConv1D: expected padding to be valid or same, got causal");
    Random random(0);
    AnyLayer<float> layer = SeparableConv2D(3, 3, {.name = "s"});
    REQUIRE_THROWS_AS(layer.build({8, 8}, random), ShapeError);
    REQUIRE_THROWS_WITH(
        layer.build({8, 8}, random),
        "SeparableConv2D 's': expected input with 2 axes and channels, got shape (None, 8, 8)");
    REQUIRE_THROWS_WITH(
        layer.build({8, 2, 1}, random),
        "SeparableConv2D 's': expected at least 3 entries along axis 2, got shape (None, 8, 2, 1)");
    layer.build({8, 8, 2}, random);
    REQUIRE_THROWS_WITH(SeparableConv2D<float>(*layer.as<SeparableConv2D<float>>()).output_shape({8, 8, 3}),
                        "expected input with last dimension 2, got shape (None, 8, 8, 3)");
}
