// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/ockham.hpp>

/// The loss after a short training: the same, to the last bit, in whichever file it is compiled.
static double trained_loss() {
    const auto iris = ockham::datasets::load_iris();
    ockham::Sequential model{
        ockham::Dense(8,
                      {.activation = ockham::activations::tanh, .activity_regularizer = ockham::l1(0.001)}),
        ockham::Dense(3, {.activation = ockham::activations::softmax}),
    };
    model.compile({.optimizer = ockham::SGD(), .loss = ockham::CategoricalCrossentropy()});
    return model.fit(iris.x, ockham::to_categorical(iris.y), {.epochs = 3, .verbose = 0}).last("loss");
}
