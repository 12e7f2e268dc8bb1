// SPDX-License-Identifier: MIT
// Small data and models, and the proof that a model is what it was.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"

namespace fixtures {

using namespace ockham;

/// Numbers in [-1, 1), the same everywhere.
template <class Scalar = double>
Tensor<Scalar> numbers(const Shape& shape, std::uint32_t seed = 0) {
    Random random(seed);
    Tensor<Scalar> tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i) tensor.data()[i] = static_cast<Scalar>(random.uniform(-1, 1));
    return tensor;
}

template <class Scalar = double>
Matrix<Scalar> numbers(Index rows, Index columns, std::uint32_t seed = 0) {
    return numbers<Scalar>(Shape{rows, columns}, seed).matrix();
}

/// Labels below `classes`, all of which occur, and the same as one-hot rows.
template <class Scalar = double>
Matrix<Scalar> labels(Index rows, Index classes = 3) {
    Matrix<Scalar> y(rows, 1);
    for (Index i = 0; i < rows; ++i) y(i, 0) = static_cast<Scalar>((i * i + i / 2) % classes);
    return y;
}
template <class Scalar = double>
Matrix<Scalar> one_hot(Index rows, Index classes = 3) {
    Matrix<Scalar> y = Matrix<Scalar>::Zero(rows, classes);
    for (Index i = 0; i < rows; ++i) y(i, (i * i + i / 2) % classes) = 1;
    return y;
}

/// Ten samples for `model`, and their classes.
inline const Tensor<double>& x() {
    static const Tensor<double> samples = numbers<double>(Shape{10, 4});
    return samples;
}
inline const Tensor<double>& y() {
    static const Tensor<double> classes = one_hot(10);
    return classes;
}

/// A model of everything that has a state: 4 features, 3 classes; penalties of each kind, dropout, momentum.
template <class Scalar = double>
Sequential<Scalar> model(std::uint32_t seed = 0) {
    return Sequential<Scalar>(
        {Dense<Scalar>(5, {.activation = activations::tanh,
                           .kernel_regularizer = l1(0.01),
                           .bias_regularizer = l2(0.02),
                           .activity_regularizer = l1_l2(0.003, 0.004),
                           .name = "hidden"}),
         Dropout<Scalar>(0.25), Dense<Scalar>(3, {.activation = activations::softmax, .name = "output"})},
        {.name = "classifier", .seed = seed});
}

inline CompileOptions how() {
    return {.optimizer = SGD({.learning_rate = 0.1, .momentum = 0.9}),
            .loss = CategoricalCrossentropy(),
            .metrics = {accuracy}};
}

template <class Scalar = double>
Sequential<Scalar> compiled_model(std::uint32_t seed = 0) {
    Sequential<Scalar> compiled = fixtures::model<Scalar>(seed);
    compiled.compile(how());
    return compiled;
}

/// True if all weights are the same bit for bit.
template <class Scalar>
bool same_weights(const Sequential<Scalar>& a, const Sequential<Scalar>& b) {
    const auto ours = a.get_weights(), theirs = b.get_weights();
    bool same = ours.size() == theirs.size();
    for (std::size_t i = 0; same && i < ours.size(); ++i)
        same = ours[i].rows() == theirs[i].rows() && ours[i].cols() == theirs[i].cols() &&
               std::memcmp(ours[i].data(), theirs[i].data(),
                           static_cast<std::size_t>(ours[i].size()) * sizeof(Scalar)) == 0;
    return same;
}

/// Fails unless both models are the same in all that can be seen, and go on in the same way: same weights, optimizer
/// state, and random numbers. The data fit both.
template <class Scalar>
void require_same(Sequential<Scalar> model, Sequential<Scalar> before, const Tensor<Scalar>& x,
                  const Tensor<Scalar>& y) {
    REQUIRE(model.name() == before.name());
    REQUIRE(model.summary() == before.summary());
    REQUIRE(model.is_built() == before.is_built());
    REQUIRE(model.is_compiled() == before.is_compiled());
    if (model.is_built()) REQUIRE(same_weights(model, before));
    if (model.layers().empty()) return;
    if (!model.is_compiled()) {
        model.compile(how());
        before.compile(how());
    }
    REQUIRE(model.iterations() == before.iterations());
    REQUIRE(model.learning_rate() == before.learning_rate());
    const FitOptions<Scalar> options{.epochs = 2, .batch_size = 4, .verbose = 0};
    const History history = model.fit(x, y, options), history_before = before.fit(x, y, options);
    REQUIRE(same_weights(model, before));
    REQUIRE(history.names() == history_before.names());
    for (const std::string& name : history.names()) REQUIRE(history[name] == history_before[name]);
}

/// Fails unless `call(model)` throws an `Error` that says `sentence`, and leaves the model as it was.
template <class Error, class Scalar, class Call>
void require_refused(Sequential<Scalar>& model, const std::string& sentence, Call call,
                     const Tensor<Scalar>& x = numbers<Scalar>(10, 4),
                     const Tensor<Scalar>& y = one_hot<Scalar>(10)) {
    const Sequential<Scalar> before = model;
    std::string said = "nothing";
    try {
        call(model);
    } catch (const Error& error) {
        said = error.what();
    } catch (const std::exception& error) {
        said = std::string("an error of another type: ") + error.what();
    }
    REQUIRE(said == sentence);
    require_same(model, before, x, y);
}

}  // namespace fixtures
