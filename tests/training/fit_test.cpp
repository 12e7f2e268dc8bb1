// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>
#include <memory>
#include <set>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace fit_test {

using Model = Sequential<double>;

using fixtures::x, fixtures::y;

/// Writes down the targets and predictions that it is shown, batch by batch.
struct Witness {
    std::string name = "witness";
    std::shared_ptr<std::vector<std::vector<double>>> targets =
        std::make_shared<std::vector<std::vector<double>>>();
    std::shared_ptr<std::vector<std::vector<double>>> predictions =
        std::make_shared<std::vector<std::vector<double>>>();

    void reset() {}
    void update(In<double> y_true, In<double> y_pred) {
        targets->emplace_back(y_true.data(), y_true.data() + y_true.size());
        predictions->emplace_back(y_pred.data(), y_pred.data() + y_pred.size());
    }
    double result() const { return 0; }
};

/// One feature and one output: y = x, and it stays so.
inline Model identity(const Witness& witness, std::uint32_t seed = 0) {
    Model model({Dense<double>(1, {.kernel_initializer = ones()})}, {.seed = seed});
    model.compile({.optimizer = SGD({.learning_rate = 0}), .loss = MeanSquaredError(), .metrics = {witness}});
    return model;
}

/// 0, 1, 2, ... as a column.
inline Matrix<double> count(Index rows) {
    Matrix<double> column(rows, 1);
    for (Index i = 0; i < rows; ++i) column(i, 0) = static_cast<double>(i);
    return column;
}

inline std::vector<double> joined(const std::vector<std::vector<double>>& parts, std::size_t first,
                                  std::size_t count) {
    std::vector<double> all;
    for (std::size_t i = first; i < first + count; ++i)
        all.insert(all.end(), parts[i].begin(), parts[i].end());
    return all;
}

/// A model without anything random while it trains, and without momentum.
inline Model plain(double learning_rate = 0.1, AnyLoss loss = CategoricalCrossentropy(),
                   std::vector<AnyMetric> metrics = {}) {
    Model model{Dense<double>(5, {.activation = activations::tanh}),
                Dense<double>(3, {.activation = activations::softmax})};
    model.compile({.optimizer = SGD({.learning_rate = learning_rate}),
                   .loss = std::move(loss),
                   .metrics = std::move(metrics)});
    model.build({4});
    return model;
}

/// The rows of `matrix` whose numbers are listed, one below the other.
inline Matrix<double> rows(const Matrix<double>& matrix, const std::vector<Index>& numbers) {
    Matrix<double> picked(static_cast<Index>(numbers.size()), matrix.cols());
    for (std::size_t i = 0; i < numbers.size(); ++i)
        picked.row(static_cast<Index>(i)) = matrix.row(numbers[i]);
    return picked;
}

/// Keeps the weights of the last epoch's end and of the end, and stops after three epochs.
struct Watcher {
    std::vector<Matrix<double>>*last, *end;
    void on_epoch_end(auto& training) {
        *last = training.model.get_weights();
        if (training.epoch == 2) training.stop();
    }
    void on_train_end(auto& training) { *end = training.model.get_weights(); }
};

}  // namespace fit_test

TEST_CASE("without shuffling, samples come in their order, and the last batch is what is left",
          "[training]") {
    using namespace fit_test;
    Witness witness;
    Model model = identity(witness);
    model.fit(count(10), count(10), {.epochs = 2, .batch_size = 4, .shuffle = false, .verbose = 0});
    const std::vector<std::vector<double>> epoch{{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9}};
    REQUIRE(witness.targets->size() == 6);
    for (std::size_t i = 0; i < 6; ++i) {
        REQUIRE((*witness.targets)[i] == epoch[i % 3]);
        REQUIRE((*witness.predictions)[i] == epoch[i % 3]);
    }
    REQUIRE(model.iterations() == 6);
}

TEST_CASE("shuffling moves inputs, targets and weights together, each sample once an epoch", "[training]") {
    using namespace fit_test;
    Witness witness;
    Model model = identity(witness);
    // Sample number i is weighed by 4^i, and off by 1 if it is number 5.
    Matrix<double> targets = count(10), weights = count(10);
    for (Index i = 0; i < 10; ++i) weights(i, 0) = std::pow(4, i);
    targets(5, 0) += 1;
    const History history =
        model.fit(count(10), targets, {.epochs = 3, .batch_size = 4, .sample_weight = weights, .verbose = 0});
    std::set<std::vector<double>> orders;
    for (std::size_t epoch = 0; epoch < 3; ++epoch) {
        std::vector<double> wanted = joined(*witness.targets, 3 * epoch, 3);
        const std::vector<double> came = joined(*witness.predictions, 3 * epoch, 3);
        for (std::size_t i = 0; i < 10; ++i) REQUIRE(wanted[i] == came[i] + (came[i] == 5));
        REQUIRE((*witness.targets)[3 * epoch].size() == 4);
        REQUIRE((*witness.targets)[3 * epoch + 2].size() == 2);
        orders.insert(came);
        std::vector<double> sorted = came;
        std::sort(sorted.begin(), sorted.end());
        REQUIRE(sorted == std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        REQUIRE(history["loss"][epoch] == Approx(1024.0 / 10).epsilon(1e-12));
    }
    REQUIRE(orders.size() == 3);
    REQUIRE(orders.count({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) == 0);
}

TEST_CASE("the seed decides about weights, order, and dropout", "[training]") {
    using namespace fit_test;
    const auto trained = [](std::uint32_t seed) {
        Model model = fixtures::compiled_model(seed);
        model.fit(x(), y(), {.epochs = 3, .batch_size = 4, .verbose = 0});
        return model;
    };
    REQUIRE(fixtures::same_weights(trained(3), trained(3)));
    REQUIRE_FALSE(fixtures::same_weights(trained(3), trained(4)));

    const auto order = [](std::uint32_t seed) {
        Witness witness;
        Model model = identity(witness, seed);
        model.fit(count(10), count(10), {.verbose = 0});
        return witness.targets->front();
    };
    REQUIRE(order(3) == order(3));
    REQUIRE(order(3) != order(4));

    Model one = trained(3), other = trained(3);
    other.set_seed(5);
    one.fit(x(), y(), {.verbose = 0});
    other.fit(x(), y(), {.verbose = 0});
    REQUIRE_FALSE(fixtures::same_weights(one, other));
}

TEST_CASE("reported losses and metrics are averages over the epoch's rows, before each update",
          "[training]") {
    using namespace fit_test;
    // Without updates, an epoch shows what evaluate shows, however ragged its last batch.
    for (const Index batch_size : {3, 4, 7, 10, 11}) {
        Model model = plain(0, CategoricalCrossentropy(), {accuracy, MeanSquaredError()});
        const Results results = model.evaluate(x(), y());
        const History history = model.fit(x(), y(), {.batch_size = batch_size, .verbose = 0});
        for (const char* name : {"loss", "accuracy", "mean_squared_error", "data_loss"})
            REQUIRE(history.last(name) == Approx(results[name]).epsilon(1e-12));
    }
    // With one batch an epoch, it shows the weights before the update, and validation those after it.
    Model model = plain(1, CategoricalCrossentropy(), {MeanSquaredError()});
    for (int step = 0; step < 3; ++step) {
        const Results before = model.evaluate(x(), y());
        const History history = model.fit(
            x(), y(), {.batch_size = 10, .validation_data = {x(), y()}, .shuffle = false, .verbose = 0});
        const Results after = model.evaluate(x(), y());
        for (const std::string name : {"loss", "mean_squared_error"}) {
            REQUIRE(history.last(name) == Approx(before[name]).epsilon(1e-12));
            REQUIRE(history.last("val_" + name) == Approx(after[name]).epsilon(1e-12));
            REQUIRE(before[name] > after[name]);
        }
    }
}

TEST_CASE("each epoch's averages are its own", "[training]") {
    using namespace fit_test;
    Model model = plain(1, CategoricalCrossentropy(), {MeanSquaredError(), accuracy}), by_steps = model;
    const History history = model.fit(x(), y(), {.epochs = 4, .batch_size = 10, .verbose = 0});
    for (std::size_t epoch = 0; epoch < 4; ++epoch) {
        const Results results = by_steps.evaluate(x(), y());
        for (const char* name : {"loss", "mean_squared_error", "accuracy"})
            REQUIRE(history[name][epoch] == Approx(results[name]).epsilon(1e-9));
        by_steps.train_on_batch(x().view(), y().view());
    }
}

TEST_CASE("an update follows the mean over the batch, also over a ragged one", "[training]") {
    using namespace fit_test;
    // y = w x with x = 1, from w = 0: a step of rate r goes 2 r times the mean target.
    Model model{Dense<double>(1, {.use_bias = false, .kernel_initializer = zeros()})};
    model.compile({.optimizer = SGD({.learning_rate = 0.25}), .loss = MeanSquaredError()});
    Matrix<double> targets(3, 1);
    targets << 1, 3, 8;
    model.fit(Matrix<double>(Matrix<double>::Ones(3, 1)), targets,
              {.batch_size = 2, .shuffle = false, .verbose = 0});
    const double first = 0.5 * 2, second = first + 0.5 * (8 - first);
    REQUIRE(model.get_weights()[0](0, 0) == second);
}

TEST_CASE("a validation split is the last rows, and nothing is trained on them", "[training]") {
    using namespace fit_test;
    Witness witness;
    Model model = identity(witness);
    model.fit(count(10), count(10), {.epochs = 2, .batch_size = 100, .validation_split = 0.25, .verbose = 0});
    REQUIRE(witness.targets->size() == 4);
    for (const std::size_t epoch : {0U, 1U}) {
        std::vector<double> trained = (*witness.targets)[2 * epoch];
        std::sort(trained.begin(), trained.end());
        REQUIRE(trained == std::vector<double>{0, 1, 2, 3, 4, 5, 6});
        REQUIRE((*witness.targets)[2 * epoch + 1] == std::vector<double>{7, 8, 9});
    }
    Model split = fixtures::compiled_model(), given = split;
    const History history =
        split.fit(x(), y(), {.epochs = 3, .batch_size = 3, .validation_split = 0.2, .verbose = 0});
    const History other =
        given.fit(x().matrix().topRows(8), y().matrix().topRows(8),
                  {.epochs = 3,
                   .batch_size = 3,
                   .validation_data = {x().matrix().bottomRows(2), y().matrix().bottomRows(2)},
                   .verbose = 0});
    REQUIRE(fixtures::same_weights(split, given));
    for (const std::string& name : history.names()) REQUIRE(history[name] == other[name]);
}

TEST_CASE("epochs count from the initial one", "[training]") {
    using namespace fit_test;
    Model model = fixtures::compiled_model();
    const History history =
        model.fit(x(), y(), {.epochs = 7, .batch_size = 4, .initial_epoch = 4, .verbose = 0});
    REQUIRE(history.epoch == std::vector<int>{4, 5, 6});
    REQUIRE(history["loss"].size() == 3);
    REQUIRE(model.iterations() == 9);
}

TEST_CASE("averaged weights replace the others when fit ends, also if it is stopped", "[training]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    const SGDOptions options{.learning_rate = 0.5, .use_ema = true, .ema_momentum = 0.5};
    Sequential<double> by_hand = fixtures::model();
    by_hand.compile({.optimizer = SGD(options), .loss = CategoricalCrossentropy()});
    by_hand.build({4});
    Sequential<double> model = by_hand, stopped = by_hand;
    std::vector<Matrix<double>> average;
    for (int step = 0; step < 3; ++step) {
        by_hand.train_on_batch(x.view(), y.view());
        const auto weights = by_hand.get_weights();
        if (step == 0) average = weights;
        for (std::size_t i = 0; i < weights.size(); ++i) average[i] = 0.5 * average[i] + 0.5 * weights[i];
    }
    const auto check = [&](const Sequential<double>& trained) {
        const auto weights = trained.get_weights();
        REQUIRE_FALSE(fixtures::same_weights(trained, by_hand));
        for (std::size_t i = 0; i < weights.size(); ++i) REQUIRE(weights[i].isApprox(average[i], 1e-12));
    };
    std::vector<Matrix<double>> last, end;
    FitOptions<double> how{.epochs = 3,
                           .batch_size = 10,
                           .shuffle = false,
                           .verbose = 0,
                           .callbacks = {fit_test::Watcher{&last, &end}}};
    model.fit(x, y, how);
    check(model);
    REQUIRE(last == by_hand.get_weights());
    REQUIRE(end == model.get_weights());
    how.epochs = 9;
    stopped.fit(x, y, how);
    check(stopped);
}

TEST_CASE("a second fit goes on where the first ended", "[training]") {
    using namespace fit_test;
    Model once = fixtures::model();
    once.compile({.optimizer = SGD({.learning_rate = 0.05, .momentum = 0.9, .nesterov = true}),
                  .loss = CategoricalCrossentropy()});
    Model twice = once;
    const History all = once.fit(x(), y(), {.epochs = 5, .batch_size = 4, .shuffle = false, .verbose = 0});
    const History first = twice.fit(x(), y(), {.epochs = 2, .batch_size = 4, .shuffle = false, .verbose = 0});
    const History second = twice.fit(
        x(), y(), {.epochs = 5, .batch_size = 4, .shuffle = false, .initial_epoch = 2, .verbose = 0});
    REQUIRE(fixtures::same_weights(once, twice));
    REQUIRE(first["loss"][1] == all["loss"][1]);
    REQUIRE(second["loss"][2] == all["loss"][4]);
    REQUIRE(once.iterations() == twice.iterations());
    fixtures::require_same(once, twice, x(), y());
}

TEST_CASE("class weights weigh samples by their label, or the place of their one", "[training]") {
    using namespace fit_test;
    const std::vector<std::pair<int, double>> weights{{0, 0.5}, {2, 3}};
    Matrix<double> of_samples(10, 1);
    for (Index i = 0; i < 10; ++i) {
        const double label = fixtures::labels(10)(i, 0);
        of_samples(i, 0) = label == 0 ? 0.5 : label == 2 ? 3 : 1;
    }
    const FitOptions<double> by_class{.epochs = 3, .batch_size = 4, .class_weight = weights, .verbose = 0},
        by_sample{.epochs = 3, .batch_size = 4, .sample_weight = of_samples, .verbose = 0};
    const auto require_equal = [&](const Model& model, const Matrix<double>& targets) {
        Model one = model, other = model, without = model;
        const History history = one.fit(x(), targets, by_class), wanted = other.fit(x(), targets, by_sample);
        without.fit(x(), targets, {.epochs = 3, .batch_size = 4, .verbose = 0});
        REQUIRE(fixtures::same_weights(one, other));
        REQUIRE(history["loss"] == wanted["loss"]);
        REQUIRE_FALSE(fixtures::same_weights(one, without));
    };
    require_equal(plain(), y().matrix());
    require_equal(plain(0.1, SparseCategoricalCrossentropy()), fixtures::labels(10));

    // All classes twice is twice the loss.
    Model once = plain(0), twice = once;
    const double loss = once.fit(x(), y(), {.verbose = 0}).last("loss");
    REQUIRE(
        twice.fit(x(), y(), {.class_weight = {{0, 2.0}, {1, 2.0}, {2, 2.0}}, .verbose = 0}).last("loss") ==
        Approx(2 * loss).epsilon(1e-12));
    // A single output knows the classes 0 and 1.
    Model binary{Dense<double>(1, {.activation = activations::sigmoid})};
    binary.compile({.optimizer = SGD({.learning_rate = 0}), .loss = BinaryCrossentropy()});
    const Matrix<double> yes_or_no = fixtures::labels(10, 2);
    const double negative =
                     binary.fit(x(), yes_or_no, {.class_weight = {{1, 0.0}}, .verbose = 0}).last("loss"),
                 positive =
                     binary.fit(x(), yes_or_no, {.class_weight = {{0, 0.0}}, .verbose = 0}).last("loss");
    REQUIRE(negative + positive == Approx(binary.evaluate(x(), yes_or_no)["loss"]).epsilon(1e-12));
    REQUIRE(negative > 0.01);
    REQUIRE(positive > 0.01);
}

TEST_CASE("sample weights weigh the loss and its gradient, divided by the rows all the same", "[training]") {
    using namespace fit_test;
    // Weight 2 on a row is that row twice, among as many rows; weight 0 is a row that does not count.
    Matrix<double> weights = Matrix<double>::Ones(10, 1);
    weights(3, 0) = 2;
    weights(7, 0) = 0;
    Model weighted = plain(), doubled = weighted;
    const std::vector<Index> picked{0, 1, 2, 3, 3, 4, 5, 6, 8, 9};
    const History history =
        weighted.fit(x(), y(), {.batch_size = 10, .shuffle = false, .sample_weight = weights, .verbose = 0});
    const History other = doubled.fit(rows(x().matrix(), picked), rows(y().matrix(), picked),
                                      {.batch_size = 10, .shuffle = false, .verbose = 0});
    REQUIRE(history.last("loss") == Approx(other.last("loss")).epsilon(1e-12));
    for (std::size_t i = 0; i < 4; ++i)
        REQUIRE(weighted.get_weights()[i].isApprox(doubled.get_weights()[i], 1e-12));

    // Weights of nothing leave the weights to the penalties alone.
    Model without = fixtures::model();
    without.compile({.optimizer = SGD({.learning_rate = 0.5}), .loss = CategoricalCrossentropy()});
    without.build({4});
    const auto before = without.get_weights();
    const History nothing =
        without.fit(x(), y(), {.sample_weight = Matrix<double>(Matrix<double>::Zero(10, 1)), .verbose = 0});
    REQUIRE(nothing.last("data_loss") == 0);
    REQUIRE(nothing.last("kernel_penalty") > 0);
    REQUIRE(without.get_weights()[2] == before[2]);
    REQUIRE(without.get_weights()[0] != before[0]);
}

TEST_CASE("sample weights may be one for each row of an output of higher rank", "[training]") {
    using namespace fit_test;
    const Tensor<double> x3 = fixtures::numbers<double>(Shape{4, 3, 2}),
                         y3 = fixtures::numbers<double>(Shape{4, 3, 2}, 1);
    Model model{Dense<double>(2, {.activation = activations::tanh})};
    model.compile({.optimizer = SGD({.learning_rate = 0.5}), .loss = MeanSquaredError()});
    model.build({3, 2});
    const Tensor<double> of_samples = fixtures::numbers<double>(Shape{4, 1}, 2).matrix().cwiseAbs();
    Tensor<double> of_rows(Shape{4, 3});
    for (Index i = 0; i < 12; ++i) of_rows.data()[i] = of_samples.data()[i / 3];
    Model other = model;
    const FitOptions<double> by_sample{
        .epochs = 2, .batch_size = 3, .sample_weight = of_samples, .verbose = 0},
        by_row{.epochs = 2, .batch_size = 3, .sample_weight = of_rows, .verbose = 0};
    REQUIRE(model.fit(x3, y3, by_sample)["loss"] == other.fit(x3, y3, by_row)["loss"]);
    REQUIRE(fixtures::same_weights(model, other));

    // One row alone: its loss, over twelve rows.
    of_rows.fill(0);
    of_rows.data()[7] = 1;
    const double error = (model.predict(x3).matrix().row(7) - y3.matrix().row(7)).squaredNorm() / 2;
    REQUIRE(model.evaluate(x3, y3, {.sample_weight = of_rows})["loss"] == Approx(error / 12).epsilon(1e-12));
}

TEST_CASE("validation has weights of its own, in the loss alone", "[training]") {
    using namespace fit_test;
    Model model = plain(0.1, CategoricalCrossentropy(), {accuracy, CategoricalCrossentropy()});
    const Tensor<double> weights = fixtures::numbers<double>(Shape{10, 1}, 4).matrix().cwiseAbs();
    const History history = model.fit(
        x(), y(), {.validation_data = {x(), y(), weights}, .verbose = 0, .validation_batch_size = 3});
    const Results weighted = model.evaluate(x(), y(), {.sample_weight = weights}),
                  plain = model.evaluate(x(), y());
    REQUIRE(history.last("val_loss") == Approx(weighted["loss"]).epsilon(1e-12));
    REQUIRE(history.last("val_categorical_crossentropy") == Approx(plain["loss"]).epsilon(1e-12));
    REQUIRE(history.last("val_accuracy") == plain["accuracy"]);
    REQUIRE(weighted["loss"] != Approx(plain["loss"]));

    // Weights of the samples go along with those that a split holds back.
    Model split = fit_test::plain();
    const History held =
        split.fit(x(), y(), {.validation_split = 0.5, .sample_weight = weights, .verbose = 0});
    REQUIRE(held.last("val_loss") ==
            Approx(split.evaluate(x().matrix().bottomRows(5), y().matrix().bottomRows(5),
                                  {.sample_weight = weights.matrix().bottomRows(5)})["loss"])
                .epsilon(1e-12));
    // Class weights do not.
    Model classes = fit_test::plain();
    const History unweighted =
        classes.fit(x(), y(), {.validation_split = 0.5, .class_weight = {{0, 9.0}}, .verbose = 0});
    REQUIRE(unweighted.last("val_loss") ==
            Approx(classes.evaluate(x().matrix().bottomRows(5), y().matrix().bottomRows(5))["loss"])
                .epsilon(1e-12));
}

TEST_CASE("metrics know neither penalties nor weights", "[training]") {
    using namespace fit_test;
    Model model{Dense<double>(3, {.activation = activations::softmax,
                                  .kernel_regularizer = l2(3),
                                  .bias_regularizer = l1(1),
                                  .activity_regularizer = l2(5)})};
    model.compile({.optimizer = SGD({.learning_rate = 0}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {CategoricalCrossentropy(), MeanSquaredError({.name = "mse"})}});
    const Tensor<double> weights = fixtures::numbers<double>(Shape{10, 1}, 4).matrix().cwiseAbs();
    const History history = model.fit(x(), y(), {.batch_size = 4, .sample_weight = weights, .verbose = 0}),
                  plain = model.fit(x(), y(), {.batch_size = 4, .verbose = 0});
    REQUIRE(plain.last("categorical_crossentropy") == Approx(plain.last("data_loss")).epsilon(1e-12));
    REQUIRE(plain.last("loss") > plain.last("data_loss") + 1);
    REQUIRE(history.last("data_loss") < 0.99 * plain.last("data_loss"));
    for (const char* name : {"categorical_crossentropy", "mse"})
        REQUIRE(history.last(name) == Approx(plain.last(name)).epsilon(1e-12));
}

TEST_CASE("every loss is a metric under its own name", "[training]") {
    using namespace fit_test;
    Model model = plain(0, MeanAbsoluteError(),
                        {MeanSquaredError(), MeanAbsoluteError(), BinaryCrossentropy(),
                         CategoricalCrossentropy(), MeanSquaredError({.name = "brier"})});
    const History history = model.fit(x(), y(), {.validation_data = {x(), y()}, .verbose = 0});
    const std::vector<std::string> names{"loss",
                                         "mean_squared_error",
                                         "mean_absolute_error",
                                         "binary_crossentropy",
                                         "categorical_crossentropy",
                                         "brier",
                                         "data_loss",
                                         "kernel_penalty",
                                         "bias_penalty",
                                         "activity_penalty"};
    REQUIRE(history.names().size() == 2 * names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        REQUIRE(history.names()[i] == names[i]);
        REQUIRE(history.names()[i + names.size()] == "val_" + names[i]);
    }
    const auto loss_by = [&](AnyLoss loss) { return plain(0, std::move(loss)).evaluate(x(), y())["loss"]; };
    REQUIRE(history.last("mean_absolute_error") == Approx(history.last("loss")).epsilon(1e-12));
    REQUIRE(history.last("val_mean_squared_error") == Approx(loss_by(MeanSquaredError())).epsilon(1e-12));
    REQUIRE(history.last("brier") == Approx(loss_by(MeanSquaredError())).epsilon(1e-12));
    REQUIRE(history.last("val_binary_crossentropy") == Approx(loss_by(BinaryCrossentropy())).epsilon(1e-12));
    REQUIRE(history.last("categorical_crossentropy") ==
            Approx(loss_by(CategoricalCrossentropy())).epsilon(1e-12));
}

TEST_CASE("a frozen layer keeps its weights, and its weight penalties leave the loss", "[training]") {
    using namespace fit_test;
    const auto made = [](bool trainable) {
        Model model{Dense<double>(5, {.activation = activations::tanh,
                                      .bias_initializer = ones(),
                                      .kernel_regularizer = l2(0.5),
                                      .bias_regularizer = l1(0.25),
                                      .activity_regularizer = l2(0.125),
                                      .trainable = trainable}),
                    Dense<double>(3, {.activation = activations::softmax, .kernel_regularizer = l2(0.1)})};
        model.compile(
            {.optimizer = SGD({.learning_rate = 0.1, .momentum = 0.9}), .loss = CategoricalCrossentropy()});
        model.build({4});
        return model;
    };
    Model frozen = made(false), thawed = made(true);
    const auto before = frozen.get_weights();
    const double first = l2(0.5).penalty(In<double>(before[0].data(), 4, 5)),
                 second = l2(0.1).penalty(In<double>(before[2].data(), 5, 3));
    const Results with = thawed.evaluate(x(), y()), without = frozen.evaluate(x(), y());
    REQUIRE(with["kernel_penalty"] == Approx(first + second).epsilon(1e-12));
    REQUIRE(without["kernel_penalty"] == Approx(second).epsilon(1e-12));
    REQUIRE(with["bias_penalty"] == 5 * 0.25);
    REQUIRE(without["bias_penalty"] == 0);
    REQUIRE(with["activity_penalty"] == without["activity_penalty"]);
    REQUIRE(without["activity_penalty"] > 0);

    const History history = frozen.fit(x(), y(), {.batch_size = 10, .verbose = 0});
    REQUIRE(history.last("kernel_penalty") == Approx(second).epsilon(1e-12));
    REQUIRE(history.last("activity_penalty") == Approx(without["activity_penalty"]).epsilon(1e-12));
    REQUIRE(frozen.get_weights()[0] == before[0]);
    REQUIRE(frozen.get_weights()[1] == before[1]);
    REQUIRE(frozen.get_weights()[2] != before[2]);

    // Thawed after compile, it trains at once; frozen again, it stops at once, momentum and all.
    frozen.layer(0).set_trainable(true);
    frozen.fit(x(), y(), {.verbose = 0});
    const Matrix<double> moved = frozen.get_weights()[0];
    REQUIRE(moved != before[0]);
    frozen.layer(0).set_trainable(false);
    frozen.fit(x(), y(), {.epochs = 3, .verbose = 0});
    REQUIRE(frozen.get_weights()[0] == moved);
}

TEST_CASE("an activity penalty of a frozen layer moves the layers before it", "[training]") {
    using namespace fit_test;
    Model model{Dense<double>(5), Dense<double>(5, {.activity_regularizer = l2(1), .trainable = false}),
                Dense<double>(3)};
    model.compile({.optimizer = SGD({.learning_rate = 0.01}), .loss = MeanSquaredError()});
    model.build({4});
    const auto before = model.get_weights();
    const FitOptions<double> options{
        .epochs = 20, .sample_weight = Matrix<double>(Matrix<double>::Zero(10, 1)), .verbose = 0};
    const History history = model.fit(x(), y(), options);
    REQUIRE(model.get_weights()[0] != before[0]);
    REQUIRE(model.get_weights()[2] == before[2]);
    REQUIRE(model.get_weights()[4] == before[4]);
    REQUIRE(history.last("activity_penalty") < 0.9 * history["activity_penalty"][0]);
}

TEST_CASE("dropout drops while training only", "[training]") {
    using namespace fit_test;
    Witness witness;
    Model model{Dropout<double>(0.5), Dense<double>(1, {.kernel_initializer = ones()})};
    model.compile({.optimizer = SGD({.learning_rate = 0}), .loss = MeanSquaredError(), .metrics = {witness}});
    const Matrix<double> one = Matrix<double>::Ones(200, 1);
    model.fit(one, one,
              {.batch_size = 200, .validation_data = {one, one}, .verbose = 0, .validation_batch_size = 200});
    const std::vector<double>&training = (*witness.predictions)[0], &validation = (*witness.predictions)[1];
    const auto dropped = std::count(training.begin(), training.end(), 0.0);
    REQUIRE(dropped > 60);
    REQUIRE(dropped < 140);
    REQUIRE(std::count(training.begin(), training.end(), 2.0) == 200 - dropped);
    REQUIRE(std::count(validation.begin(), validation.end(), 1.0) == 200);
}

TEST_CASE("float and double train alike", "[training]") {
    using namespace fit_test;
    auto large = fixtures::compiled_model<double>();
    auto small = fixtures::compiled_model<float>();
    const FitOptions<double> how_large{.epochs = 5, .batch_size = 4, .validation_split = 0.2, .verbose = 0};
    const FitOptions<float> how_small{.epochs = 5, .batch_size = 4, .validation_split = 0.2, .verbose = 0};
    const History wanted = large.fit(x(), y(), how_large),
                  history = small.fit(x().matrix(), y().matrix(), how_small);
    for (const std::string& name : wanted.names())
        for (std::size_t i = 0; i < 5; ++i)
            REQUIRE(history[name][i] == Approx(wanted[name][i]).epsilon(1e-4));
    for (std::size_t i = 0; i < 4; ++i)
        REQUIRE(small.get_weights()[i].cast<double>().isApprox(large.get_weights()[i], 1e-4));
}

TEST_CASE("data are any Eigen matrices, vectors of labels, or tensors", "[training]") {
    using namespace fit_test;
    Model model = plain(0.1, SparseCategoricalCrossentropy());
    Model others[4] = {model, model, model, model};
    model.fit(x(), fixtures::labels(10), {.verbose = 0});
    const Eigen::MatrixXd by_columns = x().matrix();
    const Eigen::VectorXi labels = fixtures::labels(10).cast<int>();
    others[0].fit(by_columns, labels, {.verbose = 0});
    others[1].fit(by_columns.array() * 1.0, std::vector<int>(labels.data(), labels.data() + 10),
                  {.verbose = 0});
    others[2].fit(by_columns.topRows(10), labels.cast<float>(), {.verbose = 0});
    others[3].fit(x(), Tensor<double>(Shape{10}, labels), {.verbose = 0});
    for (const Model& other : others) REQUIRE(fixtures::same_weights(model, other));
}

TEST_CASE("a batch may be as large as one likes", "[training]") {
    using namespace fit_test;
    Model model = plain(), other = model;
    const Index huge = std::numeric_limits<Index>::max();
    const History history = model.fit(x(), y(),
                                      {.epochs = 2,
                                       .batch_size = huge,
                                       .validation_data = {x(), y()},
                                       .verbose = 0,
                                       .validation_batch_size = huge});
    other.fit(x(), y(), {.epochs = 2, .batch_size = 10, .verbose = 0});
    REQUIRE(fixtures::same_weights(model, other));
    REQUIRE(model.iterations() == 2);
    REQUIRE(model.evaluate(x(), y(), {.batch_size = huge})["loss"] == history.last("val_loss"));
}

TEST_CASE("regression, labels and tensors of higher rank can be learnt", "[training]") {
    using namespace fit_test;
    const Tensor<double> x3 = fixtures::numbers<double>(Shape{20, 3, 2});
    Tensor<double> y3(Shape{20, 3, 1});
    for (Index row = 0; row < 60; ++row)
        y3.data()[row] = x3.data()[2 * row] - 2 * x3.data()[2 * row + 1] + 0.5;
    Model model{Dense<double>(1)};
    model.compile({.optimizer = SGD({.learning_rate = 0.2, .momentum = 0.5}), .loss = MeanSquaredError()});
    const History history = model.fit(x3, y3, {.epochs = 60, .batch_size = 8, .verbose = 0});
    REQUIRE(history.last("loss") < 1e-6);
    REQUIRE(model.get_weights()[0](1, 0) == Approx(-2).epsilon(1e-3));
    REQUIRE(model.get_weights()[1](0, 0) == Approx(0.5).epsilon(1e-3));

    Model positions{Dense<double>(3, {.activation = activations::softmax})};
    positions.compile({.optimizer = SGD({.learning_rate = 1}),
                       .loss = SparseCategoricalCrossentropy(),
                       .metrics = {accuracy}});
    Tensor<double> labels(Shape{20, 3});
    for (Index row = 0; row < 60; ++row)
        labels.data()[row] = x3.data()[2 * row] > 0 ? 2 : x3.data()[2 * row + 1] > 0;
    REQUIRE(positions.fit(x3, labels, {.epochs = 60, .batch_size = 8, .verbose = 0}).last("accuracy") > 0.9);
}
