// SPDX-License-Identifier: MIT
// What holds for every layer. A layer is given as a function that makes it for a scalar:
//
//     const auto dense = [](auto scalar) { return Dense<decltype(scalar)>(3); };
#pragma once

#include <vector>

#include <ockham/activations/tanh.hpp>
#include <ockham/layers/core/dense.hpp>
#include <ockham/losses/mean_squared_error.hpp>
#include <ockham/models/sequential.hpp>
#include <ockham/training/train_on_batch.hpp>

#include "support/finite_differences.hpp"

namespace layers_contract {

using ockham::AnyLayer;
using ockham::Index;
using ockham::Matrix;
using ockham::Parameter;
using ockham::Pass;
using ockham::Random;
using ockham::Sequential;
using ockham::Shape;
using ockham::Tensor;

/// Numbers of both signs, none of them near zero, which may be a kink.
inline Tensor<double> numbers(const Shape& shape, std::uint32_t seed = 1) {
    Random random(seed);
    Tensor<double> tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i) {
        const double number = random.uniform(0.1, 1);
        tensor.data()[i] = random.uniform() < 0.5 ? -number : number;
    }
    return tensor;
}

template <class Scalar>
Tensor<Scalar> cast(const Tensor<double>& tensor) {
    return Tensor<Scalar>(tensor.shape(), tensor.matrix());
}

template <class Scalar, class Make>
AnyLayer<Scalar> built(Make make, const Shape& sample) {
    AnyLayer<Scalar> layer = make(Scalar());
    Random random(3);
    layer.build(sample, random);
    return layer;
}

/// What the layer puts out for `x`; `random` is null for inference.
template <class Scalar>
Tensor<Scalar> forward(const AnyLayer<Scalar>& layer, const Tensor<Scalar>& x, Pass<Scalar>& pass,
                       Random* random = nullptr) {
    pass.training = random != nullptr;
    pass.random = random;
    Tensor<Scalar> y(layer.output_shape().batch(x.samples()));
    layer.forward(x, y, pass);
    return y;
}

template <class Scalar>
Tensor<Scalar> forward(const AnyLayer<Scalar>& layer, const Tensor<Scalar>& x) {
    Pass<Scalar> pass;
    return forward(layer, x, pass);
}

/// Inference knows each sample alone, gives the same again, and the same in float as in double.
template <class Make>
void require_inference(Make make, const Shape& sample) {
    const AnyLayer<double> layer = built<double>(make, sample);
    const Tensor<double> x = numbers(sample.batch(4)), y = forward(layer, x);
    REQUIRE(forward(layer, x).matrix() == y.matrix());
    for (Index i = 0; i < 4; ++i) {
        Tensor<double> one(sample.batch(1));
        one.matrix() = x.view().rows(i, 1).matrix();
        REQUIRE((forward(layer, one).matrix() - y.view().rows(i, 1).matrix()).cwiseAbs().maxCoeff() <= 1e-14);
    }
    const Tensor<float> y32 = forward(built<float>(make, sample), cast<float>(x));
    REQUIRE(y32.shape() == y.shape());
    REQUIRE((y32.matrix().template cast<double>() - y.matrix()).cwiseAbs().maxCoeff() <= 1e-5);
}

/// `backward` gives the gradient of the input and adds on those of the parameters, in training, with the same draws.
template <class Make>
void require_gradients(Make make, const Shape& sample, Index samples) {
    AnyLayer<double> layer = built<double>(make, sample);
    Tensor<double> x = numbers(sample.batch(samples)), dx(x.shape());
    const Tensor<double> dy = numbers(layer.output_shape().batch(samples), 2);
    const auto weighted_sum = [&] {
        Pass<double> pass;
        Random random(5);
        return forward(layer, x, pass, &random).matrix().cwiseProduct(dy.matrix()).sum();
    };
    const auto begin_at = [&](double value) {
        for (Parameter<double>* parameter : layer.parameters()) {
            parameter->gradient.resize(parameter->value.shape());
            parameter->gradient.fill(value);
        }
    };
    begin_at(0);
    Pass<double> pass;
    Random random(5);
    forward(layer, x, pass, &random);
    layer.backward(x, dy, dx, pass);
    finite_differences::require_gradient(x.data(), dx.data(), x.size(), weighted_sum);
    std::vector<Matrix<double>> gradients;
    for (Parameter<double>* parameter : layer.parameters()) {
        gradients.push_back(parameter->gradient.matrix());
        finite_differences::require_gradient(parameter->value.data(), parameter->gradient.data(),
                                             parameter->value.size(), weighted_sum);
    }
    begin_at(10);
    layer.backward(x, dy, {}, pass);
    std::size_t i = 0;
    for (Parameter<double>* parameter : layer.parameters()) {
        const Matrix<double> added = parameter->gradient.matrix().array() - 10;
        REQUIRE((added - gradients[i++]).cwiseAbs().maxCoeff() <= 1e-13);
    }
}

/// A copy has parameters of its own.
template <class Make>
void require_deep_copies(Make make, const Shape& sample) {
    const AnyLayer<double> layer = built<double>(make, sample);
    AnyLayer<double> copy = layer;
    const Tensor<double> x = numbers(sample.batch(3)), y = forward(layer, x);
    REQUIRE(forward(copy, x).matrix() == y.matrix());
    for (Parameter<double>* parameter : copy.parameters()) parameter->value.fill(7);
    REQUIRE(forward(layer, x).matrix() == y.matrix());
    copy = layer;
    REQUIRE(forward(copy, x).matrix() == y.matrix());
    const AnyLayer<double> moved = std::move(copy);
    REQUIRE(forward(moved, x).matrix() == y.matrix());
}

/// One step of plain descent at a learning rate of 1 changes each weight by the slope of the reported loss.
inline void require_descent(Sequential<double> model, const Shape& sample, Index samples) {
    model.compile({.optimizer = ockham::SGD({.learning_rate = 1}), .loss = ockham::MeanSquaredError()});
    model.build(sample);
    const Tensor<double> x = numbers(sample.batch(samples));
    const Tensor<double> y = numbers(model.layers().back().output_shape().batch(samples), 2);
    std::vector<Matrix<double>> weights = model.get_weights();
    Sequential<double> stepped = model;
    stepped.train_on_batch(x, y);
    const std::vector<Matrix<double>> after = stepped.get_weights();
    std::vector<bool> trained;
    for (const AnyLayer<double>& layer : model.layers())
        layer.look_at_parameters(
            [&](const Parameter<double>& parameter) { trained.push_back(parameter.is_trained()); });
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!trained[i]) continue;  // a statistic, which no gradient moves, or frozen
        const Matrix<double> gradient = weights[i] - after[i];
        finite_differences::require_gradient(weights[i].data(), gradient.data(), gradient.size(), [&] {
            Sequential<double> moved = model;
            moved.set_weights(weights);
            return moved.train_on_batch(x, y)["loss"];
        });
    }
}

template <class Make>
void require_in_every_position(Make make, const Shape& sample, Index samples) {
    using ockham::Dense;
    const Index features = sample.last();
    const auto before = [&] { return Dense<double>(features, {.activation = ockham::activations::tanh}); };
    require_descent({make(0.0), Dense<double>(2)}, sample, samples);
    require_descent({before(), make(0.0), Dense<double>(2)}, sample, samples);
    require_descent({before(), make(0.0)}, sample, samples);
}

template <class Make>
void require_contract(Make make, const Shape& sample) {
    INFO("sample of shape " << sample.to_string());
    require_inference(make, sample);
    require_deep_copies(make, sample);
    for (const Index samples : {1, 3}) {
        require_gradients(make, sample, samples);
        require_in_every_position(make, sample, samples);
    }
}

}  // namespace layers_contract
