// SPDX-License-Identifier: MIT
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <thread>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/callbacks/fake_run.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace stop_when_test {

/// The number of epochs that are trained.
inline int epochs(const StopWhenOptions& options, const std::vector<double>& series) {
    StopWhen stopping(options);
    fake_run::Model model;
    const int trained = fake_run::train(stopping, options.monitor, series, model);
    REQUIRE(stopping.reached() == stopping.stopped_epoch().has_value());
    if (stopping.reached()) REQUIRE(*stopping.stopped_epoch() == trained - 1);
    return trained;
}

inline void sleep(double seconds) {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

/// Makes every batch last that long.
inline LambdaCallback slow(double seconds) {
    return LambdaCallback({.on_batch_begin = [seconds](TrainingState&) { sleep(seconds); }});
}

inline History fit(Sequential<double>& model, FitOptions<double> options) {
    options.batch_size = 5;
    options.verbose = 0;
    return model.fit(fixtures::numbers(20, 4), fixtures::one_hot(20), options);
}

}  // namespace stop_when_test

TEST_CASE("training stops in the first epoch whose value is as good as the target", "[training]") {
    using namespace stop_when_test;
    const std::vector<double> rising{0.1, 0.5, 0.9, 0.7, 0.95};
    REQUIRE(epochs({.target = 0.9}, rising) == 3);
    REQUIRE(epochs({.target = 0.901}, rising) == 5);
    REQUIRE(epochs({.target = 0.05}, rising) == 1);
    REQUIRE(epochs({.target = 0.96}, rising) == 5);
    REQUIRE(epochs({.monitor = "val_loss", .target = 0.3}, {1, 0.5, 0.3, 0.2}) == 3);
    REQUIRE(epochs({.monitor = "val_loss", .target = 0.3}, {1, 0.5, 0.301, 0.2, 0.1}) == 4);
    REQUIRE(epochs({.target = 0.3, .mode = MonitorMode::min}, {1, 0.5, 0.3, 0.2}) == 3);
    REQUIRE(epochs({.monitor = "r2", .target = 0.3, .mode = MonitorMode::max}, {0.1, 0.4, 0.5}) == 2);
    REQUIRE(epochs({.target = 0.3}, {NAN, NAN, 0.4, 0.5}) == 3);
    REQUIRE(epochs({.monitor = "val_loss", .target = 0.3}, {NAN, 1, NAN}) == 3);
    REQUIRE(epochs({.monitor = "val_loss", .target = 0.3}, {INFINITY, -INFINITY, 1}) == 2);
}

TEST_CASE("whether the target was reached, and when, can be asked", "[training]") {
    using namespace stop_when_test;
    StopWhen stopping({.target = 0.9, .seconds = 1000});
    fake_run::Model model;
    REQUIRE(fake_run::train(stopping, "val_accuracy", {0.5, 0.95, 1}, model) == 2);
    REQUIRE(stopping.reached());
    REQUIRE(stopping.stopped_epoch() == 1);
    // The next run begins anew.
    REQUIRE(fake_run::train(stopping, "val_accuracy", {0.5, 0.6, 0.7}, model) == 3);
    REQUIRE_FALSE(stopping.reached());
    REQUIRE_FALSE(stopping.stopped_epoch().has_value());
}

TEST_CASE("training stops after a time, within an epoch, which ends as any other", "[training]") {
    using namespace stop_when_test;
    auto model = fixtures::compiled_model();
    StopWhen stopping({.seconds = 0.05});
    const History history =
        fit(model, {.epochs = 1000, .validation_split = 0.25, .callbacks = {slow(0.02), std::ref(stopping)}});
    // Three batches last 60 ms or more; an epoch has three.
    REQUIRE(history.epoch.size() == 1);
    REQUIRE(std::isfinite(history.last("val_loss")));
    REQUIRE(model.iterations() <= 3);
    REQUIRE(stopping.stopped_epoch() == 0);
    REQUIRE_FALSE(stopping.reached());
    REQUIRE(stopping.seconds() >= 0.05);
    REQUIRE(stopping.seconds() < 100);

    // At once after the first batch, of a run that follows.
    StopWhen at_once({.seconds = 1e-9});
    auto other = fixtures::compiled_model();
    for (int run = 1; run <= 2; ++run) {
        REQUIRE(fit(other, {.epochs = 5, .callbacks = {std::ref(at_once)}}).epoch.size() == 1);
        REQUIRE(other.iterations() == run);
    }
}

TEST_CASE("training that is quick enough is not stopped, and its time is told", "[training]") {
    using namespace stop_when_test;
    auto model = fixtures::compiled_model();
    StopWhen stopping({.monitor = "loss", .target = 0, .seconds = 1000});
    REQUIRE(fit(model, {.epochs = 3, .callbacks = {slow(0.002), std::ref(stopping)}}).epoch.size() == 3);
    REQUIRE_FALSE(stopping.stopped_epoch().has_value());
    REQUIRE_FALSE(stopping.reached());
    REQUIRE(stopping.seconds() >= 3 * 4 * 0.002);
    sleep(0.01);
    const double before = stopping.seconds();
    REQUIRE(stopping.seconds() == before);
    // The next run is counted from its own beginning.
    StopWhen quick({.seconds = 1000});
    fit(model, {.callbacks = {slow(0.05), std::ref(quick)}});
    const double first = quick.seconds();
    fit(model, {.callbacks = {std::ref(quick)}});
    REQUIRE(quick.seconds() < first);
}

TEST_CASE("the time before an interruption counts", "[training]") {
    using namespace stop_when_test;
    StopWhen stopping({.seconds = 1000}), resumed({.seconds = 1000});
    TrainingState state;
    stopping.on_train_begin(state);
    sleep(0.1);
    stopping.on_epoch_end(state);
    const std::vector<double> remembered = stopping.state(state);
    REQUIRE(remembered == std::vector<double>{stopping.seconds()});
    REQUIRE(remembered[0] >= 0.1);
    resumed.on_train_begin(state);
    REQUIRE(resumed.resume(state, remembered));
    REQUIRE(resumed.seconds() == remembered[0]);
    resumed.on_epoch_end(state);
    REQUIRE(resumed.seconds() > remembered[0]);
    resumed.on_train_begin(state);  // a training of its own
    resumed.on_epoch_end(state);
    REQUIRE(resumed.seconds() < remembered[0]);
    for (const std::vector<double>& foreign : {std::vector<double>{}, {1, 2}, {-1}, {NAN}})
        REQUIRE_FALSE(resumed.resume(state, foreign));

    // Together with BackupAndRestore: time is up at once.
    std::remove("stop_when_test.safetensors");
    auto model = fixtures::compiled_model();
    const BackupAndRestore backup("stop_when_test.safetensors", {.delete_checkpoint = false});
    fit(model, {.epochs = 1, .callbacks = {slow(0.01), StopWhen({.seconds = 1000}), backup}});
    auto again = fixtures::compiled_model();
    const History history =
        fit(again, {.epochs = 50, .callbacks = {slow(0.0001), StopWhen({.seconds = 0.04}), backup}});
    REQUIRE(history.epoch == std::vector<int>{1});
    REQUIRE(again.iterations() == 5);
    std::remove("stop_when_test.safetensors");
}

TEST_CASE("a rule that can never stop, or not be known, is refused", "[training]") {
    REQUIRE_THROWS_AS(StopWhen({}), ArgumentError);
    REQUIRE_THROWS_WITH(StopWhen({}), "StopWhen: expected a target, seconds or both, got neither");
    REQUIRE_THROWS_WITH(StopWhen({.target = NAN}), "StopWhen: expected target to be finite, got nan");
    REQUIRE_THROWS_WITH(StopWhen({.seconds = 0}),
                        "StopWhen: expected seconds to be positive and finite, got 0");
    auto model = fixtures::compiled_model();
    fixtures::require_refused<ArgumentError>(
        model,
        "StopWhen: expected monitor to be one of loss, accuracy, data_loss, kernel_penalty, bias_penalty, "
        "activity_penalty, got 'val_accuracy'; give fit validation data",
        [](auto& given) {
            given.fit(fixtures::x(), fixtures::y(), {.verbose = 0, .callbacks = {StopWhen({.target = 0.9})}});
        });
    // Time alone needs no monitor.
    model.fit(fixtures::x(), fixtures::y(), {.verbose = 0, .callbacks = {StopWhen({.seconds = 100})}});
}
