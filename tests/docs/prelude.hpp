// SPDX-License-Identifier: MIT
// What the pages may use without saying where it comes from.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

#include <ockham/ockham.hpp>

/// The names that are there in every `<!-- snippet: body -->`. Each block gets its own, so none sees
/// what another has changed.
struct Prelude {
    /// The iris flowers: standardised, and their species one-hot.
    ockham::Matrix<double> x = ockham::StandardScaler().fit_transform(ockham::datasets::load_iris().x);
    ockham::Matrix<double> y = ockham::to_categorical(ockham::datasets::load_iris().y);

    /// The same, split in two: `data.train.x`, `data.train.y`, `data.test.x`, `data.test.y`.
    ockham::Split<ockham::Matrix<double>, ockham::Matrix<double>> data = ockham::train_test_split(x, y);

    /// A model for them, ready for `fit`.
    ockham::Sequential<float> model = small_model();

private:
    static ockham::Sequential<float> small_model() {
        ockham::Sequential model{
            ockham::Dense(8,
                          {.activation = ockham::activations::relu, .kernel_regularizer = ockham::l2(0.001)}),
            ockham::Dense(3, {.activation = ockham::activations::softmax}),
        };
        model.build({4});
        model.compile({.loss = ockham::CategoricalCrossentropy(), .metrics = {ockham::accuracy}});
        return model;
    }
};

/// Runs one block. An exception that leaves it is a failure.
template <class Block>
int run_block() {
    try {
        Block().run();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
