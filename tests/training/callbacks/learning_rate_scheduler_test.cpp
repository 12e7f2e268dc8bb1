// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

TEST_CASE("a schedule gets the epoch and the rate so far, and sets that of the epoch", "[training]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    auto model = fixtures::compiled_model();
    std::vector<std::pair<int, double>> asked;
    const History history = model.fit(x, y,
                                      {.epochs = 5,
                                       .initial_epoch = 2,
                                       .verbose = 0,
                                       .callbacks = {LearningRateScheduler([&](int epoch, double rate) {
                                           asked.emplace_back(epoch, rate);
                                           return epoch == 3 ? 0.5 : rate / 2;
                                       })}});
    REQUIRE(asked == std::vector<std::pair<int, double>>{{2, 0.1}, {3, 0.05}, {4, 0.5}});
    REQUIRE(history["learning_rate"] == std::vector<double>{0.05, 0.5, 0.25});
    REQUIRE(model.learning_rate() == 0.25);
}

TEST_CASE("the rate of a schedule is that of the updates", "[training]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    auto model = fixtures::compiled_model(), by_hand = model;
    model.fit(x, y,
              {.epochs = 3,
               .batch_size = 10,
               .shuffle = false,
               .verbose = 0,
               .callbacks = {LearningRateScheduler([](int epoch, double) { return 0.1 * (epoch + 1); })}});
    for (const double rate : {0.1 * 1, 0.1 * 2, 0.1 * 3}) {
        by_hand.set_learning_rate(rate);
        by_hand.train_on_batch(x.view(), y.view());
    }
    REQUIRE(fixtures::same_weights(model, by_hand));
}

TEST_CASE("callbacks cannot set the rate of an optimizer with a schedule of its own", "[training]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    auto model = fixtures::model();
    model.compile(
        {.optimizer = SGD({.learning_rate = ExponentialDecay({.decay_steps = 2, .decay_rate = 0.5})}),
         .loss = CategoricalCrossentropy()});
    const std::string sentence =
        "Sequential 'classifier': expected an optimizer whose learning_rate is a number, to set it, got a "
        "schedule";
    REQUIRE_THROWS_WITH(
        model.fit(
            x, y,
            {.verbose = 0, .callbacks = {LearningRateScheduler([](int, double rate) { return rate; })}}),
        sentence);
    // One that would reduce it may watch until it would.
    const ReduceLROnPlateau reduce({.monitor = "loss", .patience = 2, .min_delta = 100});
    const FitOptions<double> options{.epochs = 2, .batch_size = 10, .verbose = 0, .callbacks = {reduce}};
    const std::vector<double> rates = model.fit(x, y, options)["learning_rate"];
    REQUIRE(rates[0] == Approx(0.1 * std::sqrt(0.5)));
    REQUIRE(rates[1] == Approx(0.05));
    REQUIRE_THROWS_WITH(model.fit(x, y, {.epochs = 9, .verbose = 0, .callbacks = {reduce}}), sentence);
}

TEST_CASE("a schedule is needed, and has to give a learning rate", "[training]") {
    REQUIRE_THROWS_AS(LearningRateScheduler(nullptr), ArgumentError);
    REQUIRE_THROWS_WITH(LearningRateScheduler(nullptr),
                        "LearningRateScheduler: expected a schedule, got an empty function");
    auto model = fixtures::compiled_model();
    REQUIRE_THROWS_WITH(
        model.fit(fixtures::numbers(10, 4), fixtures::one_hot(10),
                  {.epochs = 3, .verbose = 0, .callbacks = {LearningRateScheduler([](int epoch, double) {
                                                  return 1.0 - epoch;
                                              })}}),
        "Sequential 'classifier': expected learning_rate to be non-negative and finite, got -1");
    REQUIRE(model.iterations() == 2);
}
