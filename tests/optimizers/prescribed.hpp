// SPDX-License-Identifier: MIT
// A model whose gradients are written down beforehand, so that a step of it shows an optimizer alone.
#pragma once

#include <vector>

#include <ockham/losses/mean_squared_error.hpp>
#include <ockham/models/model_state.hpp>
#include <ockham/models/sequential.hpp>
#include <ockham/training/train_on_batch.hpp>

#include "support/catch.hpp"

namespace prescribed {

using ockham::Index;
using ockham::Matrix;

/// Hands its input on. Its parameters, of which the first is called kernel and the others bias, get the gradients that it
/// holds, step by step.
struct Layer {
    using Scalar = double;
    static constexpr const char* class_name = "Prescribed";

    Layer(std::vector<Matrix<double>> start, std::vector<std::vector<Matrix<double>>> steps,
          bool trained = true)
        : first_values{std::move(start)}, gradients{std::move(steps)}, trainable{trained} {
        for (std::size_t i = 0; i < first_values.size(); ++i) {
            values.push_back({.name = i == 0 ? "kernel" : "bias"});
            values.back().value = first_values[i];
        }
    }
    ockham::LayerSettings settings() const { return {.trainable = trainable}; }
    std::vector<ockham::Parameter<double>*> parameters() {
        std::vector<ockham::Parameter<double>*> found;
        for (ockham::Parameter<double>& each : values) found.push_back(&each);
        return found;
    }
    void forward(ockham::TensorIn<double> x, ockham::TensorOut<double> y, ockham::Pass<double>&) const {
        y.matrix() = x.matrix();
    }
    void backward(ockham::TensorIn<double>, ockham::TensorIn<double>, ockham::TensorOut<double>,
                  ockham::Pass<double>&) {
        for (std::size_t i = 0; i < values.size(); ++i) values[i].gradient.matrix() += gradients[step][i];
        ++step;
    }

    std::vector<Matrix<double>> first_values;
    std::vector<std::vector<Matrix<double>>> gradients;
    bool trainable;
    std::vector<ockham::Parameter<double>> values = {};
    std::size_t step = 0;
};

/// The weights after each step of `optimizer` on these layers, and when training has ended; of each layer those of all its
/// parameters.
inline std::vector<std::vector<Matrix<double>>> run(const ockham::AnyOptimizer& optimizer,
                                                    const std::vector<Layer>& layers) {
    ockham::Sequential<double> model;
    for (const Layer& layer : layers) model.add(layer);
    model.compile({.optimizer = optimizer, .loss = ockham::MeanSquaredError()});
    model.build({1});
    const Matrix<double> x = Matrix<double>::Zero(1, 1);
    std::vector<std::vector<Matrix<double>>> weights;
    for (std::size_t step = 0; step < layers[0].gradients.size(); ++step) {
        model.train_on_batch(x, x);
        weights.push_back(model.get_weights());
    }
    using State = ockham::ModelState<double>;
    State::compiled(model)->finish(State::parameters(model));
    weights.push_back(model.get_weights());
    return weights;
}

}  // namespace prescribed
