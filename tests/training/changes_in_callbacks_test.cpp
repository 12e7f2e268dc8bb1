// SPDX-License-Identifier: MIT
// What a callback may do to the run that it is told of.
#include <cmath>
#include <stdexcept>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace changes_in_callbacks_test {

using fixtures::x, fixtures::y;
using Model = Sequential<double>;

inline FitOptions<double> with(AnyCallback<double> callback, int epochs = 3) {
    return {
        .epochs = epochs, .validation_data = {x(), y()}, .verbose = 0, .callbacks = {std::move(callback)}};
}

template <class Do>
struct AtEpoch {
    int epoch;
    Do act;
    void on_epoch_begin(Training<double>& training) {
        if (training.epoch == epoch) act(training);
    }
};
template <class Do>
AtEpoch(int, Do) -> AtEpoch<Do>;

}  // namespace changes_in_callbacks_test

TEST_CASE("after a compile in a callback all numbers stand under their names", "[training]") {
    using namespace changes_in_callbacks_test;
    Model model = fixtures::compiled_model();  // with accuracy
    const History h =
        model.fit(x(), y(), with(AtEpoch{1, [](Training<double>& t) {
                                             t.model.compile(
                                                 {.loss = MeanSquaredError(),
                                                  .metrics = {RootMeanSquaredError(), MeanAbsoluteError()}});
                                         }}));
    const Results right = model.evaluate(x(), y());
    for (const auto& [name, value] : right) REQUIRE(h.last("val_" + name) == Approx(value).epsilon(1e-12));
    REQUIRE(std::isfinite(h["accuracy"][0]));
    REQUIRE(std::isnan(h["accuracy"][2]));
    REQUIRE(std::isnan(h["val_mean_absolute_error"][0]));
    REQUIRE(h.last("loss") == Approx(h.last("data_loss") + h.last("kernel_penalty") + h.last("bias_penalty") +
                                     h.last("activity_penalty")));
}

TEST_CASE("other training and evaluation of the same model does not count for the run's metrics",
          "[training]") {
    using namespace changes_in_callbacks_test;
    struct Evaluates {
        void on_batch_end(Training<double>& training) const { (void)training.model.evaluate(x(), y()); }
    };
    struct Trains {
        void on_batch_end(Training<double>& training) const {
            const double rate = training.model.learning_rate();
            training.model.set_learning_rate(0);
            training.model.train_on_batch(x().view().rows(0, 1), y().view().rows(0, 1));
            training.model.fit(x(), y(), {.shuffle = false, .verbose = 0});
            training.model.set_learning_rate(rate);
        }
    };
    const auto run = [](std::vector<AnyCallback<double>> callbacks) {
        Model model{Dense<double>(5, {.activation = activations::tanh}),
                    Dense<double>(3, {.activation = activations::softmax})};
        model.compile({.loss = CategoricalCrossentropy(), .metrics = {accuracy, AUC()}});
        return model.fit(
            x(), y(), {.epochs = 2, .batch_size = 3, .shuffle = false, .verbose = 0, .callbacks = callbacks});
    };
    const History alone = run({});
    for (const History& history : {run({Evaluates()}), run({Trains()})})
        for (const std::string& name : alone.names()) REQUIRE(history[name] == alone[name]);
}

TEST_CASE("a log belongs to the epoch in which it was set, and all series are as long", "[training]") {
    using namespace changes_in_callbacks_test;
    struct Rare {
        void on_epoch_end(TrainingState& t) const {
            if (t.epoch == 1) t.logs.set("rare", 7);
        }
    };
    struct Forgets {
        void on_epoch_end(TrainingState& t) const {
            if (t.epoch == 1) t.logs = Results();
        }
    };
    Model model = fixtures::compiled_model();
    const History rare = model.fit(x(), y(), with(Rare()));
    REQUIRE(std::isnan(rare["rare"][0]));
    REQUIRE(rare["rare"][1] == 7);
    REQUIRE(std::isnan(rare["rare"][2]));
    const History forgets = model.fit(x(), y(), with(Forgets()));
    for (const std::string& name : forgets.names()) {
        REQUIRE(forgets[name].size() == 3);
        REQUIRE(std::isnan(forgets[name][1]));
        REQUIRE(std::isfinite(forgets[name][2]));
    }
}

TEST_CASE("what is thrown before the first step leaves the model as it was; later, trained so far",
          "[training]") {
    using namespace changes_in_callbacks_test;
    for (const int bad : {0, 1}) {
        Model model = fixtures::compiled_model(), same = model;
        const auto rates = [bad](int epoch, double rate) { return epoch == bad ? -1 : rate; };
        REQUIRE_THROWS_AS(model.fit(x(), y(), with(LearningRateScheduler(rates))), ArgumentError);
        REQUIRE(model.is_built() == (bad == 1));
        if (bad == 1)
            same.fit(x(), y(), with(LearningRateScheduler([](int, double rate) { return rate; }), 1));
        model.fit(x(), y(), {.verbose = 0});
        same.fit(x(), y(), {.verbose = 0});
        if (bad == 0) REQUIRE(model.get_weights() == same.get_weights());
    }
}

TEST_CASE("a run without an epoch to train gives an empty history", "[training]") {
    using namespace changes_in_callbacks_test;
    Model model = fixtures::compiled_model();
    const History history = model.fit(x(), y(), {.epochs = 3, .initial_epoch = 3, .verbose = 0});
    REQUIRE(history.epoch.empty());
    REQUIRE(history["loss"].empty());
    REQUIRE_THROWS_AS(model.fit(x(), y(), {.epochs = -1, .verbose = 0}), ArgumentError);
}
