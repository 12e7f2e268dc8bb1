// SPDX-License-Identifier: MIT
// Networks of convolutions as a whole: trained, copied, checked, kept in files, with any number of threads.
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace convolution_network_test {

template <class Scalar>
Sequential<Scalar> model() {
    Sequential<Scalar> all({Conv2DTranspose<Scalar>(4, {2, 3},
                                                    {.strides = 2,
                                                     .activation = activations::tanh,
                                                     .kernel_regularizer = l1(0.001),
                                                     .bias_regularizer = l2(0.001)}),
                            Conv2D<Scalar>(6, 3,
                                           {.padding = Padding::same,
                                            .activation = activations::tanh,
                                            .kernel_regularizer = l2(0.001),
                                            .activity_regularizer = l2(0.001)}),
                            DepthwiseConv2D<Scalar>(2, {.depth_multiplier = 2,
                                                        .activation = activations::tanh,
                                                        .depthwise_regularizer = l1_l2(0.001, 0.002)}),
                            SeparableConv2D<Scalar>(8, {1, 2},
                                                    {.activation = activations::tanh,
                                                     .depthwise_regularizer = l2(0.001),
                                                     .pointwise_regularizer = l1(0.001)}),
                            Conv2D<Scalar>(4, 2, {.groups = 2, .activation = activations::tanh}),
                            Flatten<Scalar>(), Dense<Scalar>(3, {.activation = activations::softmax})},
                           {.seed = 4});
    all.compile({.optimizer = SGD({.learning_rate = 0.1, .momentum = 0.9}),
                 .loss = CategoricalCrossentropy(),
                 .metrics = {accuracy}});
    return all;
}

}  // namespace convolution_network_test

TEST_CASE("the gradients of a network of convolutions are those of its loss", "[integration]") {
    auto model = convolution_network_test::model<double>();
    const Tensor<double> x = fixtures::numbers<double>(Shape{5, 3, 2, 2}), y = fixtures::one_hot<double>(5);
    model.build({3, 2, 2});
    const GradientReport report = check_gradients(model, x, y);
    INFO(report.worst_entry() << " is wrong by " << report.worst_error());
    REQUIRE(report.passed());
}

TEMPLATE_TEST_CASE("a network of convolutions is trained to the same bits by any number of threads",
                   "[integration]", float, double) {
    const Tensor<TestType> x = fixtures::numbers<TestType>(Shape{40, 3, 2, 2}),
                           y = fixtures::one_hot<TestType>(40);
    auto alone = convolution_network_test::model<TestType>();
    const FitOptions<TestType> options{.epochs = 3, .batch_size = 16, .verbose = 0};
    alone.fit(x, y, options);
    for (const int threads : {2, 3}) {
        set_threads(threads);
        auto together = convolution_network_test::model<TestType>();
        together.fit(x, y, options);
        set_threads(1);
        REQUIRE(fixtures::same_weights(together, alone));
    }
}

TEST_CASE("a checkpoint keeps a network of convolutions", "[integration]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{20, 3, 2, 2}), y = fixtures::one_hot<double>(20);
    auto model = convolution_network_test::model<double>();
    model.fit(x, y, {.epochs = 2, .batch_size = 8, .verbose = 0});
    save_checkpoint(model, "convolutions.safetensors");
    auto read = convolution_network_test::model<double>();
    read.build({3, 2, 2});
    load_checkpoint(read, "convolutions.safetensors");
    REQUIRE(fixtures::same_weights(read, model));
    model.fit(x, y, {.epochs = 1, .batch_size = 8, .verbose = 0});
    read.fit(x, y, {.epochs = 1, .batch_size = 8, .verbose = 0});
    REQUIRE(fixtures::same_weights(read, model));
}
