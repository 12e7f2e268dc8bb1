// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace train_on_batch_test {

using Model = Sequential<double>;

using fixtures::x, fixtures::y;

}  // namespace train_on_batch_test

TEST_CASE("train_on_batch is a step of fit", "[training]") {
    using namespace train_on_batch_test;
    Model one = fixtures::compiled_model(), other = one;
    for (int step = 0; step < 3; ++step) {
        const Results results = one.train_on_batch(x().view(), y().view());
        const History history = other.fit(x(), y(), {.batch_size = 10, .shuffle = false, .verbose = 0});
        REQUIRE(fixtures::same_weights(one, other));
        for (const auto& [name, value] : results) REQUIRE(value == Approx(history.last(name)).epsilon(1e-14));
        REQUIRE(results.size() == history.names().size());
        REQUIRE(one.iterations() == step + 1);
    }
}

TEST_CASE("train_on_batch reports this batch, before the step", "[training]") {
    using namespace train_on_batch_test;
    Model model{Dense<double>(3, {.activation = activations::softmax, .kernel_regularizer = l2(0.1)})};
    model.compile({.optimizer = SGD({.learning_rate = 1}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {accuracy, MeanSquaredError()}});
    model.build({4});
    const Results* reported = nullptr;
    for (const Index first : {0, 5, 3, 7}) {
        const Matrix<double> some_x = x().matrix().middleRows(first, 3),
                             some_y = y().matrix().middleRows(first, 3);
        const Results before = model.evaluate(some_x, some_y);
        const Results& results = model.train_on_batch(some_x, some_y);
        REQUIRE((!reported || &results == reported));
        reported = &results;
        for (const auto& [name, value] : before) REQUIRE(results[name] == Approx(value).epsilon(1e-12));
        REQUIRE(model.evaluate(some_x, some_y)["loss"] < before["loss"]);
    }
}

TEST_CASE("train_on_batch weighs samples", "[training]") {
    using namespace train_on_batch_test;
    const Tensor<double> weight = fixtures::numbers<double>(Shape{10, 1}, 4).matrix().cwiseAbs();
    Model by_view = fixtures::compiled_model(), by_matrix = by_view, by_fit = by_view, without = by_view;
    const double loss = by_view.train_on_batch(x().view(), y().view(), weight.view())["loss"];
    REQUIRE(by_matrix.train_on_batch(x().matrix(), y().matrix(), weight)["loss"] == loss);
    by_fit.fit(x(), y(), {.batch_size = 10, .shuffle = false, .sample_weight = weight, .verbose = 0});
    without.train_on_batch(x().matrix(), y().matrix());
    REQUIRE(fixtures::same_weights(by_view, by_matrix));
    REQUIRE(fixtures::same_weights(by_view, by_fit));
    REQUIRE_FALSE(fixtures::same_weights(by_view, without));
}

TEST_CASE("train_on_batch takes tensors of any rank, and parts of them", "[training]") {
    using namespace train_on_batch_test;
    const Tensor<double> x3 = fixtures::numbers<double>(Shape{6, 3, 4}),
                         y3 = fixtures::numbers<double>(Shape{6, 3, 2}, 1);
    Model model{Dense<double>(2)};
    model.compile({.loss = MeanSquaredError()});
    Model other = model;
    model.train_on_batch(x3.view().rows(2, 3), y3.view().rows(2, 3));
    other.train_on_batch(Tensor<double>(Shape{3, 3, 4}, x3.matrix().middleRows(6, 9)).view(),
                         Tensor<double>(Shape{3, 3, 2}, y3.matrix().middleRows(6, 9)).view());
    REQUIRE(fixtures::same_weights(model, other));
}

TEST_CASE("a batch that cannot be trained on is refused", "[training]") {
    using namespace train_on_batch_test;
    using fixtures::require_refused;
    for (const bool is_trained : {false, true}) {
        Model model = fixtures::compiled_model();
        if (is_trained) model.train_on_batch(x().view(), y().view());
        const auto train = [](const Tensor<double>& some_x, const Tensor<double>& some_y,
                              const Tensor<double>& weight = {}) {
            return [=](Model& m) { m.train_on_batch(some_x.view(), some_y.view(), weight.view()); };
        };
        const auto with = [](Tensor<double> tensor, Index place, double value) {
            tensor.data()[place] = value;
            return tensor;
        };
        require_refused<ArgumentError>(
            model, "Sequential 'classifier': expected finite numbers in x, got nan in row 2",
            train(with(x(), 9, NAN), y()));
        require_refused<ArgumentError>(
            model, "Sequential 'classifier': expected finite numbers in y, got inf in row 3",
            train(x(), with(y(), 11, INFINITY)));
        require_refused<ArgumentError>(
            model, "Sequential 'classifier': expected sample_weight to be non-negative and finite, got -0.5",
            train(x(), y(), with(std::vector<double>(10, 1), 9, -0.5)));
        require_refused<ShapeError>(
            model, "Sequential 'classifier': expected as many samples in y as in x, 10, got 4",
            train(x(), y().matrix().topRows(4)));
        require_refused<ShapeError>(
            model,
            "CategoricalCrossentropy: expected targets with 3 columns, as many as the model's output, got 4",
            train(x(), fixtures::one_hot(10, 4)));
        require_refused<ShapeError>(
            model,
            "Sequential 'classifier': expected one sample_weight for each of 10 samples, got shape (10, 2)",
            train(x(), y(), Matrix<double>(Matrix<double>::Ones(10, 2))));
        require_refused<ShapeError>(
            model,
            is_trained ? "Sequential 'classifier': expected x with samples, got an empty tensor"
                       : "Sequential 'classifier': expected at least one sample in x, got none",
            train({}, {}));
    }
}
