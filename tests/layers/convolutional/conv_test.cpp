// SPDX-License-Identifier: MIT
#include <ockham/activations/relu.hpp>
#include <ockham/activations/softmax.hpp>
#include <ockham/activations/tanh.hpp>
#include <ockham/constraints/max_norm.hpp>
#include <ockham/constraints/non_neg.hpp>
#include <ockham/layers/convolutional/conv.hpp>
#include <ockham/layers/core/dense.hpp>
#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/regularizers/orthogonal.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace conv_test {

using layers_contract::built;
using layers_contract::forward;
using layers_contract::numbers;

/// 1, 2, 3, ...
struct Counting {
    void fill(const Shape&, std::span<double> values, Random&) const {
        double next = 1;
        for (double& value : values) value = next++;
    }
};

/// Everything on, but for what is given.
template <int axes>
ConvOptions<axes> all_on(ConvOptions<axes> options = {}) {
    options.activation = activations::tanh;
    options.bias_initializer = constant(0.25);
    options.kernel_regularizer = l1_l2(0.01, 0.02);
    options.bias_regularizer = l1(0.03);
    options.activity_regularizer = l1_l2(0.04, 0.05);
    return options;
}

/// Three filters; the contract holds for samples of this shape.
template <template <class> class Conv, int axes>
void require_contract(PerAxis<axes> kernel_size, ConvOptions<axes> options, const Shape& sample,
                      Index filters = 3) {
    layers_contract::require_contract(
        [&](auto scalar) { return Conv<decltype(scalar)>(filters, kernel_size, options); }, sample);
}

}  // namespace conv_test

TEST_CASE("a convolution is a sum over what the kernel meets", "[layers]") {
    using namespace conv_test;
    const auto y = [](ConvOptions<1> options) {
        options.kernel_initializer = Counting();
        options.bias_initializer = constant(0.5);
        const Conv1D conv(1, 3, options);
        Tensor<float> x(Shape{1, 5, 1});
        x.matrix() << 1, 10, 100, 1000, 10000;
        const Tensor<float> z = forward(built<float>([&](auto) { return conv; }, {5, 1}), x);
        return std::vector<float>(z.data(), z.data() + z.size());
    };
    REQUIRE(y({}) == std::vector<float>{321.5, 3210.5, 32100.5});
    REQUIRE(y({.use_bias = false}) == std::vector<float>{321, 3210, 32100});
    REQUIRE(y({.padding = Padding::same}) == std::vector<float>{32.5, 321.5, 3210.5, 32100.5, 21000.5});
    REQUIRE(y({.strides = 2}) == std::vector<float>{321.5, 32100.5});
    REQUIRE(y({.strides = 2, .padding = Padding::same}) == std::vector<float>{32.5, 3210.5, 21000.5});
    REQUIRE(y({.strides = 4, .padding = Padding::same}) == std::vector<float>{32.5, 21000.5});
    REQUIRE(y({.dilation_rate = 2}) == std::vector<float>{30201.5});
    REQUIRE(y({.padding = Padding::causal}) == std::vector<float>{3.5, 32.5, 321.5, 3210.5, 32100.5});
    REQUIRE(y({.padding = Padding::causal, .dilation_rate = 2}) ==
            std::vector<float>{3.5, 30.5, 302.5, 3020.5, 30201.5});
}

TEST_CASE("groups of filters see groups of channels", "[layers]") {
    using namespace conv_test;
    const AnyLayer<float> layer = built<float>(
        [](auto) { return Conv1D(4, 2, {.groups = 2, .kernel_initializer = Counting()}); }, {2, 4});
    REQUIRE(layer.parameter("kernel").value.shape() == Shape{2, 2, 4});
    Tensor<float> x(Shape{1, 2, 4});
    x.matrix() << 1, 0, 0, 0, 0, 0, 0, 10;
    Matrix<float> z(1, 4);
    z << 1, 2, 150, 160;  // the first two filters see the first two channels, the others the last
    REQUIRE(forward(layer, x).matrix() == z);
}

TEST_CASE("convolutions along one axis keep the contract of layers", "[layers]") {
    using namespace conv_test;
    require_contract<Conv1D, 1>(3, {}, {5, 2});
    require_contract<Conv1D, 1>(3, all_on<1>(), {4, 2});
    require_contract<Conv1D, 1>(2, all_on<1>({.strides = 3, .padding = Padding::same}), {5, 2});
    require_contract<Conv1D, 1>(3, all_on<1>({.padding = Padding::causal, .dilation_rate = 2}), {4, 2});
    require_contract<Conv1D, 1>(1, all_on<1>({.use_bias = false}), {3, 2});
    require_contract<Conv1D, 1>(3, all_on<1>({.padding = Padding::same, .groups = 2}), {3, 2}, 4);
    require_contract<Conv1D, 1>(1, {.activation = activations::softmax}, {3, 2});
}

TEST_CASE("convolutions along two axes keep the contract of layers", "[layers]") {
    using namespace conv_test;
    require_contract<Conv2D, 2>({2, 3}, all_on<2>(), {3, 3, 2});
    require_contract<Conv2D, 2>({3, 2}, all_on<2>({.strides = {2, 1}, .padding = Padding::same}), {3, 3, 1});
    require_contract<Conv2D, 2>(2, all_on<2>({.dilation_rate = {2, 1}}), {3, 2, 2}, 2);
    require_contract<Conv2D, 2>(3, all_on<2>({.padding = Padding::same}), {1, 1, 2});
    require_contract<Conv2D, 2>(2, all_on<2>({.groups = 3}), {2, 3, 3});
    require_contract<Conv2D, 2>(2, all_on<2>({.groups = 2}), {2, 2, 4}, 2);
}

TEST_CASE("convolutions along three axes keep the contract of layers", "[layers]") {
    using namespace conv_test;
    require_contract<Conv3D, 3>({2, 1, 2}, all_on<3>(), {2, 2, 2, 1}, 2);
    require_contract<Conv3D, 3>(2, all_on<3>({.strides = {1, 2, 3}, .padding = Padding::same}), {1, 3, 2, 2},
                                1);
    require_contract<Conv3D, 3>({1, 2, 2}, all_on<3>({.dilation_rate = {1, 1, 2}, .groups = 2}), {1, 2, 3, 2},
                                2);
}

TEST_CASE("convolutions along fewer axes are those along more with axes of size 1", "[layers]") {
    using namespace conv_test;
    const Tensor<double> x = numbers({2, 6, 4});
    const Matrix<double> z =
        forward(
            built<double>([](auto) { return Conv1D<double>(3, 3, {.strides = 2, .padding = Padding::same}); },
                          {6, 4}),
            x)
            .matrix();
    const auto planes = [](auto) {
        return Conv2D<double>(3, {1, 3}, {.strides = {1, 2}, .padding = Padding::same});
    };
    REQUIRE(forward(built<double>(planes, {1, 6, 4}), Tensor<double>({2, 1, 6, 4}, x.matrix())).matrix() ==
            z);
    const auto volumes = [](auto) {
        return Conv3D<double>(3, {3, 1, 1}, {.strides = {2, 1, 1}, .padding = Padding::same});
    };
    REQUIRE(
        forward(built<double>(volumes, {6, 1, 1, 4}), Tensor<double>({2, 6, 1, 1, 4}, x.matrix())).matrix() ==
        z);
}

TEST_CASE("a window of one entry is a dense layer at every position", "[layers]") {
    using namespace conv_test;
    const Tensor<double> x = numbers({3, 4, 5, 6});
    const AnyLayer<double> conv = built<double>([](auto) { return Conv2D<double>(7, 1); }, {4, 5, 6});
    AnyLayer<double> dense = built<double>([](auto) { return Dense<double>(7); }, {4, 5, 6});
    dense.set_weights(conv.get_weights());
    REQUIRE(forward(conv, x).matrix() == forward(dense, x).matrix());
}

TEST_CASE("a convolution draws its first weights as Keras does", "[layers]") {
    using namespace conv_test;
    const AnyLayer<double> layer = built<double>(
        [](auto) {
            return Conv2D<double>(6, {3, 5}, {.groups = 2});
        },
        {9, 9, 4});
    const Tensor<double>& kernel = layer.parameter("kernel").value;
    REQUIRE(kernel.shape() == Shape{3, 5, 2, 6});
    Random random(3);
    const double limit = std::sqrt(6.0 / (15 * 2 + 15 * 6));
    for (Index i = 0; i < kernel.size(); ++i)
        REQUIRE(kernel.data()[i] == Approx(limit * (2 * random.uniform() - 1)).epsilon(1e-12));
    REQUIRE(layer.parameter("bias").value.shape() == Shape{6});
    REQUIRE(layer.get_weights()[1] == Matrix<double>::Zero(1, 6));
}

TEST_CASE("a convolution hands its options to where they belong", "[layers]") {
    Conv2D<double> conv(4, {3, 5},
                        {.activation = activations::tanh,
                         .kernel_regularizer = l1(0.5),
                         .bias_regularizer = l2(0.5),
                         .activity_regularizer = l1_l2(0.5, 0.5),
                         .kernel_constraint = max_norm(),
                         .bias_constraint = non_neg(),
                         .input_shape = {9, 9, 4},
                         .name = "edges",
                         .trainable = false});
    REQUIRE(conv.filters() == 4);
    REQUIRE(conv.kernel_size() == PerAxis<2>{3, 5});
    const std::vector<Parameter<double>*> parameters = conv.parameters();
    REQUIRE(parameters.size() == 2);
    REQUIRE(parameters[0]->name == std::string("kernel"));
    REQUIRE(parameters[0]->kind == PenaltyKind::kernel);
    REQUIRE(parameters[0]->overwritten);
    REQUIRE(parameters[0]->regularizer.description() == "l1(0.5)");
    REQUIRE(parameters[1]->name == std::string("bias"));
    REQUIRE(parameters[1]->kind == PenaltyKind::bias);
    REQUIRE(parameters[1]->regularizer.description() == "l2(0.5)");
    REQUIRE(parameters[0]->constraint.as<MaxNorm>());
    REQUIRE(parameters[1]->constraint.as<NonNeg>());
    REQUIRE(Conv1D(1, 1, {.use_bias = false}).parameters().size() == 1);

    const AnyLayer<double> layer = conv;
    REQUIRE(layer.class_name() == "Conv2D");
    REQUIRE(layer.name() == "edges");
    REQUIRE_FALSE(layer.trainable());
    REQUIRE(layer.input_shape() == Shape{9, 9, 4});
    REQUIRE(layer.activation().name() == "tanh");
    REQUIRE(layer.activity_regularizer().description() == "l1_l2(0.5, 0.5)");
    REQUIRE(AnyLayer<float>(Conv1D(1, 1)).class_name() == "Conv1D");
    REQUIRE(AnyLayer<float>(Conv3D(1, 1)).class_name() == "Conv3D");
}

TEST_CASE("a convolution refuses options that make no sense", "[layers]") {
    REQUIRE_THROWS_AS(Conv2D(0, 3), ArgumentError);
    REQUIRE_THROWS_WITH(Conv2D(0, 3), "Conv2D: expected filters to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Conv1D(1, 0), "Conv1D: expected kernel_size to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Conv2D(1, {3, -1}), "Conv2D: expected kernel_size to be positive and finite, got -1");
    REQUIRE_THROWS_WITH(Conv3D(1, 1, {.strides = {1, 0, 1}}),
                        "Conv3D: expected strides to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Conv2D(1, 1, {.dilation_rate = 0}),
                        "Conv2D: expected dilation_rate to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Conv2D(1, 1, {.groups = 0}),
                        "Conv2D: expected groups to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Conv2D(5, 1, {.groups = 2}),
                        "Conv2D: expected filters to be a multiple of groups, 2, got 5");
    REQUIRE_THROWS_WITH(Conv2D(1, 1, {.padding = Padding::causal}),
                        "Conv2D: expected padding to be valid or same, got causal");
    REQUIRE_THROWS_WITH(Conv2D(1, 1, {.strides = {1, 2}, .dilation_rate = {2, 1}}),
                        "Conv2D: expected strides or dilation_rate to be 1, got larger ones of both");
}

TEST_CASE("a convolution refuses inputs that cannot work", "[layers]") {
    Random random(0);
    AnyLayer<float> layer = Conv2D(4, {3, 2}, {.groups = 2, .name = "c"});
    REQUIRE_THROWS_AS(layer.build({8, 8}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({8, 8}, random),
                        "Conv2D 'c': expected input with 2 axes and channels, got shape (None, 8, 8)");
    REQUIRE_THROWS_WITH(
        layer.build({8, 8, 3}, random),
        "Conv2D 'c': expected input with a multiple of 2 channels, got shape (None, 8, 8, 3)");
    REQUIRE_THROWS_WITH(layer.build({2, 8, 2}, random),
                        "Conv2D 'c': expected at least 3 entries along axis 1, got shape (None, 2, 8, 2)");
    REQUIRE_THROWS_WITH(layer.build({3, 1, 2}, random),
                        "Conv2D 'c': expected at least 2 entries along axis 2, got shape (None, 3, 1, 2)");
    REQUIRE_FALSE(layer.is_built());
    layer.build({3, 2, 6}, random);
    REQUIRE(layer.output_shape() == Shape{1, 1, 4});
    REQUIRE_THROWS_WITH(Conv2D<float>(*layer.as<Conv2D<float>>()).output_shape({3, 2, 4}),
                        "expected input with last dimension 6, got shape (None, 3, 2, 4)");
    AnyLayer<float> penalized = Conv1D(3, 1, {.kernel_regularizer = orthogonal(), .name = "c"});
    REQUIRE_THROWS_WITH(penalized.build({3, 2}, random),
                        "Conv1D 'c': orthogonal: expected a tensor of rank 2, got shape (1, 2, 3)");
}
