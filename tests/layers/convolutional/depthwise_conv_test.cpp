// SPDX-License-Identifier: MIT
#include <ockham/activations/tanh.hpp>
#include <ockham/constraints/max_norm.hpp>
#include <ockham/constraints/non_neg.hpp>
#include <ockham/layers/convolutional/conv.hpp>
#include <ockham/layers/convolutional/depthwise_conv.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace depthwise_conv_test {

using layers_contract::built;
using layers_contract::forward;
using layers_contract::numbers;

template <int axes>
DepthwiseConvOptions<axes> all_on(DepthwiseConvOptions<axes> options = {}) {
    options.activation = activations::tanh;
    options.bias_initializer = constant(0.25);
    options.depthwise_regularizer = l1_l2(0.01, 0.02);
    options.bias_regularizer = l1(0.03);
    options.activity_regularizer = l1_l2(0.04, 0.05);
    return options;
}

template <template <class> class Conv, int axes>
void require_contract(PerAxis<axes> kernel_size, DepthwiseConvOptions<axes> options, const Shape& sample) {
    layers_contract::require_contract(
        [&](auto scalar) { return Conv<decltype(scalar)>(kernel_size, options); }, sample);
}

}  // namespace depthwise_conv_test

TEST_CASE("depthwise filters see one channel each", "[layers]") {
    using namespace depthwise_conv_test;
    AnyLayer<float> layer =
        built<float>([](auto) { return DepthwiseConv1D(2, {.depth_multiplier = 2}); }, {2, 2});
    Matrix<float> kernel(4, 2), bias(1, 4), z(1, 4);
    kernel << 1, 2, 3, 4, 5, 6, 7, 8;  // (tap, channel), multiplied
    bias << 0.5, 0, 0, 0;
    layer.set_weights({kernel, bias});
    Tensor<float> x(Shape{1, 2, 2});
    x.matrix() << 1, 10, 100, 1000;
    z << 501.5, 602, 7030, 8040;
    REQUIRE(forward(layer, x).matrix() == z);
}

TEST_CASE("depthwise convolutions keep the contract of layers", "[layers]") {
    using namespace depthwise_conv_test;
    require_contract<DepthwiseConv1D, 1>(3, {}, {4, 2});
    require_contract<DepthwiseConv1D, 1>(3, all_on<1>({.padding = Padding::same, .depth_multiplier = 2}),
                                         {3, 2});
    require_contract<DepthwiseConv1D, 1>(2, all_on<1>({.depth_multiplier = 9}), {3, 2});
    require_contract<DepthwiseConv1D, 1>(2, all_on<1>({.use_bias = false}), {2, 1});
    require_contract<DepthwiseConv2D, 2>({2, 3}, all_on<2>({.strides = {2, 1}}), {3, 3, 2});
    require_contract<DepthwiseConv2D, 2>(
        {2, 3}, all_on<2>({.strides = 2, .padding = Padding::same, .dilation_rate = {1, 2}}), {3, 4, 2});
    require_contract<DepthwiseConv2D, 2>(3, all_on<2>({.padding = Padding::same}), {1, 1, 3});
}

TEST_CASE("a depthwise convolution is one with as many groups as channels", "[layers]") {
    using namespace depthwise_conv_test;
    const Tensor<double> x = numbers({3, 5, 4, 6});
    const AnyLayer<double> depthwise = built<double>(
        [](auto) {
            return DepthwiseConv2D<double>({3, 2}, {.depth_multiplier = 2});
        },
        {5, 4, 6});
    AnyLayer<double> grouped = built<double>(
        [](auto) {
            return Conv2D<double>(12, {3, 2}, {.groups = 6});
        },
        {5, 4, 6});
    const Matrix<double> kernel = depthwise.get_weights()[0];
    grouped.set_weights({Eigen::Map<const Matrix<double>>(kernel.data(), 6, 12), depthwise.get_weights()[1]});
    REQUIRE(forward(depthwise, x).matrix() == forward(grouped, x).matrix());
}

TEST_CASE("a depthwise convolution draws its first weights as Keras does", "[layers]") {
    using namespace depthwise_conv_test;
    const AnyLayer<double> layer = built<double>(
        [](auto) {
            return DepthwiseConv2D<double>({3, 5}, {.depth_multiplier = 2});
        },
        {9, 9, 4});
    const Tensor<double>& kernel = layer.parameter("kernel").value;
    REQUIRE(kernel.shape() == Shape{3, 5, 4, 2});
    Random random(3);
    const double limit = std::sqrt(6.0 / (15 * 4 + 15 * 2));
    for (Index i = 0; i < kernel.size(); ++i)
        REQUIRE(kernel.data()[i] == Approx(limit * (2 * random.uniform() - 1)).epsilon(1e-12));
    REQUIRE(layer.parameter("bias").value.shape() == Shape{8});
}

TEST_CASE("a depthwise convolution hands its options to where they belong", "[layers]") {
    DepthwiseConv2D<double> conv({3, 5}, {.depth_multiplier = 2,
                                          .activation = activations::tanh,
                                          .depthwise_regularizer = l1(0.5),
                                          .bias_regularizer = l2(0.5),
                                          .activity_regularizer = l1_l2(0.5, 0.5),
                                          .depthwise_constraint = max_norm(),
                                          .bias_constraint = non_neg(),
                                          .input_shape = {9, 9, 4},
                                          .name = "d",
                                          .trainable = false});
    REQUIRE(conv.kernel_size() == PerAxis<2>{3, 5});
    const std::vector<Parameter<double>*> parameters = conv.parameters();
    REQUIRE(parameters.size() == 2);
    REQUIRE(parameters[0]->name == std::string("kernel"));
    REQUIRE(parameters[0]->kind == PenaltyKind::kernel);
    REQUIRE(parameters[0]->regularizer.description() == "l1(0.5)");
    REQUIRE(parameters[1]->kind == PenaltyKind::bias);
    REQUIRE(parameters[1]->regularizer.description() == "l2(0.5)");
    REQUIRE(parameters[0]->constraint.as<MaxNorm>());
    REQUIRE(parameters[1]->constraint.as<NonNeg>());
    REQUIRE(DepthwiseConv1D(1, {.use_bias = false}).parameters().size() == 1);
    const AnyLayer<double> layer = conv;
    REQUIRE(layer.class_name() == "DepthwiseConv2D");
    REQUIRE(layer.name() == "d");
    REQUIRE_FALSE(layer.trainable());
    REQUIRE(layer.output_shape_for({9, 9, 4}) == Shape{7, 5, 8});
    REQUIRE(layer.activity_regularizer().description() == "l1_l2(0.5, 0.5)");
    REQUIRE(AnyLayer<float>(DepthwiseConv1D(1)).class_name() == "DepthwiseConv1D");
}

TEST_CASE("a depthwise convolution refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_AS(DepthwiseConv1D(0), ArgumentError);
    REQUIRE_THROWS_WITH(DepthwiseConv1D(0),
                        "DepthwiseConv1D: expected kernel_size to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(DepthwiseConv2D(1, {.depth_multiplier = 0}),
                        "DepthwiseConv2D: expected depth_multiplier to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(DepthwiseConv1D(1, {.padding = Padding::causal}),
                        "DepthwiseConv1D: expected padding to be valid or same, got causal");
    Random random(0);
    AnyLayer<float> layer = DepthwiseConv2D(3, {.name = "d"});
    REQUIRE_THROWS_AS(layer.build({8, 8}, random), ShapeError);
    REQUIRE_THROWS_WITH(
        layer.build({8, 8}, random),
        "DepthwiseConv2D 'd': expected input with 2 axes and channels, got shape (None, 8, 8)");
    REQUIRE_THROWS_WITH(
        layer.build({8, 2, 1}, random),
        "DepthwiseConv2D 'd': expected at least 3 entries along axis 2, got shape (None, 8, 2, 1)");
    layer.build({8, 8, 2}, random);
    REQUIRE_THROWS_WITH(DepthwiseConv2D<float>(*layer.as<DepthwiseConv2D<float>>()).output_shape({8, 8, 3}),
                        "expected input with last dimension 2, got shape (None, 8, 8, 3)");
}
