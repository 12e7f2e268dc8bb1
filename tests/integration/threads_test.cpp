// SPDX-License-Identifier: MIT
#include <thread>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace threads_test {

/// All that a const model may be asked, as one row of numbers.
inline std::vector<double> asked(const Sequential<double>& model, const Tensor<double>& x,
                                 const Tensor<double>& y) {
    std::vector<double> answers;
    for (const Index batch_size : {3, 32}) {
        const Tensor<double> predicted = model.predict(x, batch_size);
        answers.insert(answers.end(), predicted.data(), predicted.data() + predicted.size());
        for (const auto& [name, value] : model.evaluate(x, y, {.batch_size = batch_size}))
            answers.push_back(value);
    }
    const Matrix<double> predicted = model.predict(x.matrix());
    answers.insert(answers.end(), predicted.data(), predicted.data() + predicted.size());
    for (const Matrix<double>& matrix : model.get_weights())
        answers.insert(answers.end(), matrix.data(), matrix.data() + matrix.size());
    answers.push_back(static_cast<double>(model.summary().size()));
    return answers;
}

}  // namespace threads_test

TEST_CASE("several threads may use one model, and all get the same bits", "[integration]") {
    using namespace threads_test;
    Sequential<double> trained(
        {Dense<double>(7, {.activation = activations::relu,
                           .kernel_regularizer = orthogonal(0.1),
                           .activity_regularizer = orthogonal(0.2, OrthogonalMode::columns)}),
         Dropout<double>(0.5),
         Dense<double>(3, {.activation = activations::softmax, .bias_regularizer = l1()})});
    trained.compile({.optimizer = SGD({.momentum = 0.5}),
                     .loss = CategoricalCrossentropy(),
                     .metrics = {accuracy, CategoricalCrossentropy()}});
    const Tensor<double> x = fixtures::numbers<double>(Shape{50, 4}), y = fixtures::one_hot(50);
    trained.fit(x, y, {.epochs = 2, .verbose = 0});
    const Sequential<double>& model = trained;
    const std::vector<double> alone = asked(model, x, y);

    std::vector<std::vector<std::vector<double>>> answers(4);
    std::vector<std::thread> threads;
    for (auto& own : answers)
        threads.emplace_back([&] {
            for (int times = 0; times < 20; ++times) own.push_back(asked(model, x, y));
        });
    for (std::thread& thread : threads) thread.join();
    for (const auto& own : answers)
        for (const std::vector<double>& answer : own) REQUIRE(answer == alone);
}

TEST_CASE("several threads may each train a model of their own", "[integration]") {
    const auto start = fixtures::compiled_model();
    const Tensor<double> x = fixtures::numbers<double>(Shape{20, 4}), y = fixtures::one_hot(20);
    auto alone = start;
    alone.fit(x, y, {.epochs = 5, .batch_size = 8, .verbose = 0});
    std::vector<Sequential<double>> models(4, start);
    std::vector<std::thread> threads;
    for (auto& model : models)
        threads.emplace_back([&] { model.fit(x, y, {.epochs = 5, .batch_size = 8, .verbose = 0}); });
    for (std::thread& thread : threads) thread.join();
    for (const auto& model : models) REQUIRE(fixtures::same_weights(model, alone));
}
