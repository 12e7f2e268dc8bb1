// SPDX-License-Identifier: MIT
#include <functional>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/callbacks/fake_run.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace early_stopping_test {

struct Outcome {
    int epochs;      ///< trained,
    int weights_of;  ///< and the epochs after which the model had the weights that it has in the end
    std::optional<int> stopped_epoch;
    int best_epoch;
    bool operator==(const Outcome&) const = default;
};

inline Outcome outcome(const EarlyStoppingOptions& options, const std::vector<double>& series) {
    EarlyStopping stopping(options);
    fake_run::Model model;
    const int epochs = fake_run::train(stopping, options.monitor, series, model);
    return {epochs, model.trained, stopping.stopped_epoch(), stopping.best_epoch()};
}

/// The number of epochs that are trained.
inline int epochs(const EarlyStoppingOptions& options, const std::vector<double>& series) {
    return outcome(options, series).epochs;
}

}  // namespace early_stopping_test

TEST_CASE("training stops after as many epochs without improvement as patience says", "[training]") {
    using namespace early_stopping_test;
    const std::vector<double> series{5, 4, 4.5, 4.5, 3, 3, 3, 3, 3};
    REQUIRE(outcome({}, series) == Outcome{3, 3, 2, 1});
    REQUIRE(outcome({.patience = 1}, series) == Outcome{3, 3, 2, 1});
    REQUIRE(outcome({.patience = 2}, series) == Outcome{4, 4, 3, 1});
    REQUIRE(outcome({.patience = 3}, series) == Outcome{8, 8, 7, 4});
    REQUIRE(outcome({.patience = 5}, series) == Outcome{9, 9, {}, 4});
    REQUIRE(outcome({.patience = 9}, {5, 4, 3, 2, 1}) == Outcome{5, 5, {}, 4});
    REQUIRE(outcome({}, {1, 1}) == Outcome{2, 2, 1, 0});
}

TEST_CASE("training never stops in its first epoch", "[training]") {
    using namespace early_stopping_test;
    REQUIRE(outcome({}, {NAN, NAN, NAN}).epochs > 1);
    REQUIRE(outcome({.baseline = 1}, {5, 5, 5}).epochs > 1);
}

TEST_CASE("small improvements do not count, and quantities may be wanted large", "[training]") {
    using namespace early_stopping_test;
    const std::vector<double> falling{1, 0.95, 0.9, 0.85, 0.8, 0.75};
    REQUIRE(epochs({.patience = 2}, falling) == 6);
    REQUIRE(epochs({.min_delta = 0.2, .patience = 2}, falling) == 3);
    REQUIRE(epochs({.min_delta = -0.2, .patience = 2}, falling) == 3);
    REQUIRE(epochs({.min_delta = 0.08, .patience = 2}, falling) ==
            6);  // 0.9 is enough better than 1, and so on
    REQUIRE(epochs({.patience = 2, .mode = MonitorMode::max}, falling) == 3);
    REQUIRE(epochs({.monitor = "val_accuracy", .patience = 2}, falling) == 3);
    REQUIRE(epochs({.monitor = "val_accuracy", .patience = 2, .mode = MonitorMode::min}, falling) == 6);
    REQUIRE(epochs({.monitor = "val_accuracy", .patience = 2}, {0.1, 0.2, 0.3, 0.3, 0.3}) == 5);
}

TEST_CASE("improvements count only beyond a baseline", "[training]") {
    using namespace early_stopping_test;
    const std::vector<double> series{5, 4, 3, 2, 1, 1, 1, 1};
    REQUIRE(epochs({.patience = 2, .baseline = 10}, series) == 7);
    REQUIRE(epochs({.patience = 3, .baseline = 0.5}, {5, 4, 3, 3, 3}) == 4);
    REQUIRE(epochs({.patience = 3, .baseline = 2.5}, series) == 8);
    REQUIRE(epochs({.patience = 2, .baseline = 0.5, .restore_best_weights = true}, {5, 4, 3, 3, 3}) == 4);
}

TEST_CASE("the weights of the best epoch come back, stopped or not", "[training]") {
    using namespace early_stopping_test;
    REQUIRE(outcome({.patience = 2, .restore_best_weights = true}, {5, 3, 4, 4, 4}) == Outcome{4, 2, 3, 1});
    REQUIRE(outcome({.patience = 9, .restore_best_weights = true}, {5, 3, 4, 4, 4}) == Outcome{5, 2, {}, 1});
    REQUIRE(outcome({.patience = 9, .restore_best_weights = true}, {3, 4, 5}) == Outcome{3, 1, {}, 0});
    REQUIRE(outcome({.patience = 9, .restore_best_weights = true}, {5, 4, 3}) == Outcome{3, 3, {}, 2});
    // Of equally good epochs the first.
    REQUIRE(outcome({.patience = 9, .restore_best_weights = true}, {5, 3, 3, 3}) == Outcome{4, 2, {}, 1});
    REQUIRE(outcome({.monitor = "accuracy", .patience = 9, .restore_best_weights = true}, {0.1, 0.9, 0.5}) ==
            Outcome{3, 2, {}, 1});
    // Epochs that are not looked at are not the best.
    REQUIRE(outcome({.patience = 9, .restore_best_weights = true, .start_from_epoch = 2}, {1, 1, 5, 4, 6}) ==
            Outcome{5, 4, {}, 3});
    REQUIRE(outcome({.restore_best_weights = true, .start_from_epoch = 10}, {1, 2, 3}) ==
            Outcome{3, 3, {}, 0});
}

TEST_CASE("early epochs can be left out", "[training]") {
    using namespace early_stopping_test;
    const std::vector<double> rising{1, 2, 3, 4, 5, 6, 7, 8, 9};
    REQUIRE(epochs({.patience = 2}, rising) == 3);
    REQUIRE(epochs({.patience = 2, .start_from_epoch = 4}, rising) == 7);
    REQUIRE(epochs({.patience = 2, .start_from_epoch = 8}, rising) == 9);
}

TEST_CASE("NaN is no improvement", "[training]") {
    using namespace early_stopping_test;
    REQUIRE(outcome({.patience = 2, .restore_best_weights = true}, {5, 4, NAN, NAN, NAN}) ==
            Outcome{4, 2, 3, 1});
    REQUIRE(outcome({.patience = 2}, {5, NAN, 4, NAN, 3, NAN}) == Outcome{6, 6, {}, 4});
}

TEST_CASE("one callback serves one run after the other", "[training]") {
    EarlyStopping stopping({.patience = 2, .restore_best_weights = true});
    fake_run::Model model;
    REQUIRE(fake_run::train(stopping, "val_loss", {1, 2, 3, 4}, model) == 3);
    REQUIRE(stopping.best() == 1);
    REQUIRE(model.trained == 1);
    // Worse than all of the first run: that is forgotten.
    REQUIRE(fake_run::train(stopping, "val_loss", {9, 8, 7}, model) == 3);
    REQUIRE_FALSE(stopping.stopped_epoch().has_value());
    REQUIRE(stopping.best() == 7);
    REQUIRE(model.trained == 4);
}

TEST_CASE("options that cannot be are refused", "[training]") {
    REQUIRE_THROWS_WITH(EarlyStopping({.patience = -1}),
                        "EarlyStopping: expected patience to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(EarlyStopping({.start_from_epoch = -1}),
                        "EarlyStopping: expected start_from_epoch to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(EarlyStopping({.min_delta = NAN}),
                        "EarlyStopping: expected min_delta to be finite, got nan");
}

TEST_CASE("fit ends early with the best weights, which the optimizer's state outlives", "[training]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{30, 4}), y = fixtures::one_hot(30);
    for (const bool restores : {false, true}) {
        auto model = fixtures::compiled_model();
        model.set_learning_rate(0.5);
        EarlyStopping stopping({.patience = 3, .restore_best_weights = restores});
        std::vector<double> losses;
        const History history = model.fit(x, y,
                                          {.epochs = 200,
                                           .batch_size = 8,
                                           .validation_split = 0.3,
                                           .verbose = 0,
                                           .callbacks = {std::ref(stopping)}});
        REQUIRE(stopping.stopped_epoch().has_value());
        REQUIRE(history.epoch.back() == *stopping.stopped_epoch());
        REQUIRE(history.epoch.size() < 200);
        const std::vector<double> series = history["val_loss"];
        const auto best = std::min_element(series.begin(), series.end());
        REQUIRE(stopping.best() == *best);
        REQUIRE(stopping.best_epoch() == best - series.begin());
        REQUIRE(stopping.best_epoch() + 3 == *stopping.stopped_epoch());
        const double loss =
            model.evaluate(x.matrix().bottomRows(9), y.matrix().bottomRows(9), {.batch_size = 8})["loss"];
        REQUIRE(loss == Approx(restores ? *best : series.back()).epsilon(1e-12));
        REQUIRE(model.iterations() == static_cast<std::int64_t>(3 * history.epoch.size()));
    }
    // In single precision, too.
    auto small = fixtures::compiled_model<float>();
    small.fit(x.matrix(), y.matrix(),
              {.epochs = 20,
               .validation_split = 0.3,
               .verbose = 0,
               .callbacks = {EarlyStopping({.restore_best_weights = true})}});
}
