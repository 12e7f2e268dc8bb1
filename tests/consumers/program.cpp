// SPDX-License-Identifier: MIT
// A small program of someone who uses Ockham.
#include <ockham/ockham.hpp>

int main() {
    const auto iris = ockham::datasets::load_iris();
    const auto [train, test] = ockham::train_test_split(ockham::StandardScaler().fit_transform(iris.x),
                                                        ockham::to_categorical(iris.y));

    ockham::Sequential model{
        ockham::Dense(8, {.activation = ockham::activations::relu, .kernel_regularizer = ockham::l2(0.001)}),
        ockham::Dense(3, {.activation = ockham::activations::softmax}),
    };
    model.compile({.loss = ockham::CategoricalCrossentropy(), .metrics = {ockham::accuracy}});
    const ockham::History history =
        model.fit(train.x, train.y, {.epochs = 3, .validation_data = test, .verbose = 0});
    return history["loss"].back() < history["loss"].front() ? 0 : 1;
}
