// SPDX-License-Identifier: MIT
// Trains layers of many kinds for a moment, and prints every bit of what comes out: the same from both of the ways in which
// Ockham gets into a program.
#include <cstdio>
#include <functional>

#include <ockham/ockham.hpp>

using namespace ockham;

namespace {

template <class Scalar>
void train(const AnyOptimizer& optimizer) {
    Tensor<Scalar> x(Shape{24, 6, 6, 2}), y(Shape{24, 3});
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = Scalar(i * 37 % 101) / Scalar(101);
    for (Index i = 0; i < y.size(); ++i) y.data()[i] = i % 3 == i / 3 % 3 ? Scalar(1) : Scalar(0);

    Sequential<Scalar> model{
        Conv2D<Scalar>(4, 3,
                       {.padding = Padding::same,
                        .activation = activations::gelu,
                        .kernel_regularizer = l1_l2(0.01, 0.02),
                        .kernel_constraint = max_norm(2)}),
        BatchNormalization<Scalar>(),
        DepthwiseConv2D<Scalar>(3, {.activation = activations::tanh, .depthwise_regularizer = l2(0.01)}),
        UpSampling2D<Scalar>(2, {.interpolation = Interpolation::bilinear}),
        MaxPooling2D<Scalar>(2),
        PReLU<Scalar>({.alpha_regularizer = l2(0.1)}),
        Dropout<Scalar>(0.2),
        Flatten<Scalar>(),
        Dense<Scalar>(8, {.activation = activations::silu,
                          .kernel_regularizer = orthogonal(0.01),
                          .bias_regularizer = l1(0.01),
                          .activity_regularizer = l1(0.001)}),
        LayerNormalization<Scalar>({.gamma_regularizer = l2(0.01)}),
        Dense<Scalar>(3, {.activation = activations::softmax, .kernel_regularizer = group_lasso(0.01)}),
    };
    model.compile({.optimizer = optimizer, .loss = CategoricalCrossentropy(), .metrics = {accuracy, AUC()}});
    StopWhen stop({.monitor = "loss", .target = 0});
    const History history = model.fit(x, y,
                                      {.epochs = 3,
                                       .batch_size = 10,
                                       .validation_split = 0.25,
                                       .verbose = 0,
                                       .callbacks = {std::ref(stop)}});
    for (const Matrix<Scalar>& weights : model.get_weights())
        for (const Scalar weight : weights.reshaped()) std::printf("%a\n", double(weight));
    for (const char* name :
         {"loss", "kernel_penalty", "bias_penalty", "activity_penalty", "accuracy", "val_auc"})
        for (const double value : history[name]) std::printf("%s %a\n", name, value);
    const Tensor<Scalar> predicted = model.predict(x);
    for (Index i = 0; i < predicted.size(); ++i) std::printf("%a\n", double(predicted.data()[i]));
}

}  // namespace

int main() {
    train<float>(Adam({.learning_rate = ExponentialDecay(
                           {.initial_learning_rate = 0.01, .decay_steps = 2, .decay_rate = 0.9})}));
    train<double>(SGD({.learning_rate = 0.01, .momentum = 0.9}));
}
