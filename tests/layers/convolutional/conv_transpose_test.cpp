// SPDX-License-Identifier: MIT
#include <ockham/activations/tanh.hpp>
#include <ockham/constraints/max_norm.hpp>
#include <ockham/constraints/non_neg.hpp>
#include <ockham/layers/convolutional/conv.hpp>
#include <ockham/layers/convolutional/conv_transpose.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace conv_transpose_test {

using layers_contract::built;
using layers_contract::forward;
using layers_contract::numbers;

template <int axes>
ConvTransposeOptions<axes> all_on(ConvTransposeOptions<axes> options = {}) {
    options.activation = activations::tanh;
    options.bias_initializer = constant(0.25);
    options.kernel_regularizer = l1_l2(0.01, 0.02);
    options.bias_regularizer = l1(0.03);
    options.activity_regularizer = l1_l2(0.04, 0.05);
    return options;
}

template <template <class> class Conv, int axes>
void require_contract(PerAxis<axes> kernel_size, ConvTransposeOptions<axes> options, const Shape& sample) {
    layers_contract::require_contract(
        [&](auto scalar) { return Conv<decltype(scalar)>(3, kernel_size, options); }, sample);
}

}  // namespace conv_transpose_test

TEST_CASE("a transposed convolution puts the kernel where the entries are", "[layers]") {
    using namespace conv_transpose_test;
    const auto y = [](ConvTransposeOptions<1> options, std::vector<float> kernel = {1, 2, 3}) {
        options.bias_initializer = constant(0.5);
        AnyLayer<float> layer = built<float>(
            [&](auto) { return Conv1DTranspose(1, static_cast<Index>(kernel.size()), options); }, {2, 1});
        std::vector<Matrix<float>> weights = layer.get_weights();
        weights[0] = Eigen::Map<const Matrix<float>>(kernel.data(), weights[0].rows(), 1);
        layer.set_weights(weights);
        Tensor<float> x(Shape{1, 2, 1});
        x.matrix() << 1, 10;
        const Tensor<float> z = forward(layer, x);
        return std::vector<float>(z.data(), z.data() + z.size());
    };
    REQUIRE(y({}) == std::vector<float>{1.5, 12.5, 23.5, 30.5});
    REQUIRE(y({.padding = Padding::same}) == std::vector<float>{12.5, 23.5});
    REQUIRE(y({.strides = 2}) == std::vector<float>{1.5, 2.5, 13.5, 20.5, 30.5});
    REQUIRE(y({.strides = 2, .output_padding = 1}) == std::vector<float>{1.5, 2.5, 13.5, 20.5, 30.5, 0.5});
    REQUIRE(y({.strides = 2, .padding = Padding::same}) == std::vector<float>{1.5, 2.5, 13.5, 20.5});
    REQUIRE(y({.strides = 2, .padding = Padding::same, .output_padding = 0}) ==
            std::vector<float>{2.5, 13.5, 20.5});
    REQUIRE(y({.strides = 2, .padding = Padding::same, .output_padding = 1}) ==
            std::vector<float>{1.5, 2.5, 13.5, 20.5});
    REQUIRE(y({.dilation_rate = 2}) == std::vector<float>{1.5, 10.5, 2.5, 20.5, 3.5, 30.5});
    REQUIRE(y({.strides = 4}) == std::vector<float>{1.5, 2.5, 3.5, 0.5, 10.5, 20.5, 30.5, 0.5});
    REQUIRE(y({.strides = 4, .output_padding = 0}) ==
            std::vector<float>{1.5, 2.5, 3.5, 0.5, 10.5, 20.5, 30.5});
    REQUIRE(y({.padding = Padding::same}, {1, 2, 3, 4}) == std::vector<float>{12.5, 23.5});
}

TEST_CASE("transposed convolutions keep the contract of layers", "[layers]") {
    using namespace conv_transpose_test;
    require_contract<Conv1DTranspose, 1>(3, {}, {3, 2});
    require_contract<Conv1DTranspose, 1>(2, all_on<1>({.strides = 3, .output_padding = 2}), {3, 2});
    require_contract<Conv1DTranspose, 1>(3, all_on<1>({.padding = Padding::same, .dilation_rate = 2}),
                                         {3, 2});
    require_contract<Conv1DTranspose, 1>(1, all_on<1>({.use_bias = false}), {2, 2});
    require_contract<Conv2DTranspose, 2>({2, 3}, all_on<2>({.strides = {2, 1}}), {2, 2, 2});
    require_contract<Conv2DTranspose, 2>({3, 2}, all_on<2>({.strides = {2, 3}, .padding = Padding::same}),
                                         {2, 1, 1});
    require_contract<Conv2DTranspose, 2>(1, all_on<2>(), {2, 1, 2});
    require_contract<Conv3DTranspose, 3>({2, 1, 2}, all_on<3>({.strides = {1, 2, 1}}), {2, 1, 2, 1});
}

TEST_CASE("a transposed convolution is the way back through a convolution", "[layers]") {
    using namespace conv_transpose_test;
    // The gradient of a convolution's input, for a weighted sum of what it puts out, is the transposed one of the weights.
    for (const Padding padding : {Padding::valid, Padding::same}) {
        const Shape sample{7, 6, 4};
        AnyLayer<double> conv = built<double>(
            [&](auto) {
                return Conv2D<double>(3, 3, {.strides = {2, 1}, .padding = padding, .use_bias = false});
            },
            sample);
        AnyLayer<double> back = built<double>(
            [&](auto) {
                return Conv2DTranspose<double>(
                    4, 3, {.strides = {2, 1}, .padding = padding, .output_padding = 0, .use_bias = false});
            },
            conv.output_shape());
        back.set_weights(conv.get_weights());
        const Tensor<double> x = numbers(sample.batch(2)), dz = numbers(conv.output_shape().batch(2), 2);
        Tensor<double> dx(x.shape());
        Pass<double> pass;
        pass.first = true;
        conv.parameters()[0]->gradient.resize(conv.parameters()[0]->value.shape());
        conv.backward(x, dz, dx, pass);
        REQUIRE(back.output_shape() == sample);
        REQUIRE(forward(back, dz).matrix() == dx.matrix());
    }
}

TEST_CASE("a transposed convolution draws its first weights as Keras does", "[layers]") {
    using namespace conv_transpose_test;
    const AnyLayer<double> layer = built<double>(
        [](auto) {
            return Conv2DTranspose<double>(6, {3, 5});
        },
        {9, 9, 4});
    const Tensor<double>& kernel = layer.parameter("kernel").value;
    REQUIRE(kernel.shape() == Shape{3, 5, 6, 4});
    Random random(3);
    const double limit = std::sqrt(6.0 / (15 * 6 + 15 * 4));
    for (Index i = 0; i < kernel.size(); ++i)
        REQUIRE(kernel.data()[i] == Approx(limit * (2 * random.uniform() - 1)).epsilon(1e-12));
    REQUIRE(layer.parameter("bias").value.shape() == Shape{6});
}

TEST_CASE("a transposed convolution hands its options to where they belong", "[layers]") {
    Conv2DTranspose<double> conv(4, {3, 5},
                                 {.activation = activations::tanh,
                                  .kernel_regularizer = l1(0.5),
                                  .bias_regularizer = l2(0.5),
                                  .activity_regularizer = l1_l2(0.5, 0.5),
                                  .kernel_constraint = max_norm(),
                                  .bias_constraint = non_neg(),
                                  .input_shape = {9, 9, 4},
                                  .name = "t",
                                  .trainable = false});
    REQUIRE(conv.filters() == 4);
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
    REQUIRE(Conv1DTranspose(1, 1, {.use_bias = false}).parameters().size() == 1);
    const AnyLayer<double> layer = conv;
    REQUIRE(layer.class_name() == "Conv2DTranspose");
    REQUIRE(layer.name() == "t");
    REQUIRE_FALSE(layer.trainable());
    REQUIRE(layer.output_shape_for({9, 9, 4}) == Shape{11, 13, 4});
    REQUIRE(layer.activity_regularizer().description() == "l1_l2(0.5, 0.5)");
    REQUIRE(AnyLayer<float>(Conv1DTranspose(1, 1)).class_name() == "Conv1DTranspose");
    REQUIRE(AnyLayer<float>(Conv3DTranspose(1, 1)).class_name() == "Conv3DTranspose");
}

TEST_CASE("a transposed convolution refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_AS(Conv1DTranspose(0, 1), ArgumentError);
    REQUIRE_THROWS_WITH(Conv1DTranspose(0, 1),
                        "Conv1DTranspose: expected filters to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Conv1DTranspose(1, 0),
                        "Conv1DTranspose: expected kernel_size to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Conv1DTranspose(1, 1, {.padding = Padding::causal}),
                        "Conv1DTranspose: expected padding to be valid or same, got causal");
    REQUIRE_THROWS_WITH(
        Conv2DTranspose(1, 1, {.strides = 2, .dilation_rate = 2}),
        "Conv2DTranspose: expected strides or dilation_rate to be 1, got larger ones of both");
    REQUIRE_THROWS_WITH(Conv2DTranspose(1, 1, {.strides = {3, 2}, .output_padding = 2}),
                        "Conv2DTranspose: expected output_padding to be less than strides, 2, got 2");
    REQUIRE_THROWS_WITH(Conv2DTranspose(1, 1, {.output_padding = -1}),
                        "Conv2DTranspose: expected output_padding to be non-negative and finite, got -1");
    Random random(0);
    AnyLayer<float> layer =
        Conv2DTranspose(3, 2, {.padding = Padding::same, .output_padding = 0, .name = "t"});
    REQUIRE_THROWS_AS(layer.build({8, 8}, random), ShapeError);
    REQUIRE_THROWS_WITH(
        layer.build({8, 8}, random),
        "Conv2DTranspose 't': expected input with 2 axes and channels, got shape (None, 8, 8)");
    REQUIRE_THROWS_WITH(
        layer.build({8, 1, 1}, random),
        "Conv2DTranspose 't': expected at least 2 entries along axis 2, got shape (None, 8, 1, 1)");
    REQUIRE_THROWS_WITH(
        layer.build({4294967296, 2, 1}, random),
        "Conv2DTranspose 't': expected at most 2147483647 entries along axis 1, got shape (None, "
        "4294967296, 2, 1)");
    layer.build({8, 8, 2}, random);
    REQUIRE_THROWS_WITH(Conv2DTranspose<float>(*layer.as<Conv2DTranspose<float>>()).output_shape({8, 8, 3}),
                        "expected input with last dimension 2, got shape (None, 8, 8, 3)");
}
