// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/callbacks/fake_run.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace reduce_lr_on_plateau_test {

/// The learning rate after each epoch, which begins as 1.
inline std::vector<double> rates(const ReduceLROnPlateauOptions& options, const std::vector<double>& series) {
    ReduceLROnPlateau reducing(options);
    fake_run::Model model;
    fake_run::Run run(model);
    run.logs.set(options.monitor, 0);
    reducing.on_train_begin(run);
    std::vector<double> after;
    for (; run.epoch < static_cast<int>(series.size()); ++run.epoch) {
        const double before = model.rate;
        run.logs.set(options.monitor, series[static_cast<std::size_t>(run.epoch)]);
        reducing.on_epoch_end(run);
        REQUIRE(run.logs["learning_rate"] == before);
        after.push_back(model.rate);
    }
    return after;
}

using Rates = std::vector<double>;

}  // namespace reduce_lr_on_plateau_test

TEST_CASE("the learning rate falls after as many epochs without improvement as patience says", "[training]") {
    using namespace reduce_lr_on_plateau_test;
    REQUIRE(rates({.factor = 0.5, .patience = 2}, {5, 4, 4, 4, 4, 4, 3, 3, 3}) ==
            Rates{1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125});
    REQUIRE(rates({.factor = 0.5, .patience = 1}, {1, 1, 1}) == Rates{1, 0.5, 0.25});
    REQUIRE(rates({.factor = 0.5, .patience = 0}, {1, 1, 0, 0}) == Rates{1, 0.5, 0.5, 0.25});
    REQUIRE(rates({}, Rates(11, 7)) == Rates{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.1});
    REQUIRE(rates({.factor = 0, .patience = 1}, {1, 1, 1}) == Rates{1, 0, 0});
}

TEST_CASE("after a reduction come epochs in which none are counted", "[training]") {
    using namespace reduce_lr_on_plateau_test;
    REQUIRE(rates({.factor = 0.5, .patience = 1, .cooldown = 2}, {1, 1, 1, 1, 1, 1, 1}) ==
            Rates{1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125});
    REQUIRE(rates({.factor = 0.5, .patience = 2, .cooldown = 1}, {1, 1, 1, 1, 1, 1, 1}) ==
            Rates{1, 1, 0.5, 0.5, 0.25, 0.25, 0.125});
}

TEST_CASE("the learning rate never falls below min_lr", "[training]") {
    using namespace reduce_lr_on_plateau_test;
    REQUIRE(rates({.factor = 0.5, .patience = 1, .min_lr = 0.3}, {1, 1, 1, 1}) == Rates{1, 0.5, 0.3, 0.3});
    REQUIRE(rates({.factor = 0.5, .patience = 1, .min_lr = 2}, {1, 1, 1}) == Rates{1, 1, 1});
}

TEST_CASE("what counts as an improvement can be chosen", "[training]") {
    using namespace reduce_lr_on_plateau_test;
    const std::vector<double> falling{1, 0.9, 0.8, 0.7};
    REQUIRE(rates({.factor = 0.5, .patience = 1}, falling) == Rates{1, 1, 1, 1});
    REQUIRE(rates({.factor = 0.5, .patience = 1, .mode = MonitorMode::max}, falling) ==
            Rates{1, 0.5, 0.25, 0.125});
    REQUIRE(rates({.monitor = "val_accuracy", .factor = 0.5, .patience = 1}, falling) ==
            Rates{1, 0.5, 0.25, 0.125});
    REQUIRE(rates({.factor = 0.5, .patience = 1, .min_delta = 0.15}, falling) == Rates{1, 0.5, 0.5, 0.25});
    REQUIRE(rates({.factor = 0.5, .patience = 1}, {1, 0.99995, 0.9998}) == Rates{1, 0.5, 0.5});
    REQUIRE(rates({.factor = 0.5, .patience = 1}, {1, NAN, 0.5, NAN}) == Rates{1, 0.5, 0.5, 0.25});
}

TEST_CASE("a second run begins to wait anew", "[training]") {
    ReduceLROnPlateau reducing({.factor = 0.5, .patience = 2, .cooldown = 9});
    fake_run::Model model;
    fake_run::train(reducing, "val_loss", {1, 1, 1}, model);
    REQUIRE(model.rate == 0.5);
    fake_run::train(reducing, "val_loss", {9, 8, 8}, model);
    REQUIRE(model.rate == 0.5);
    fake_run::train(reducing, "val_loss", {9, 9, 9}, model);
    REQUIRE(model.rate == 0.25);
}

TEST_CASE("a plateau's options that cannot be are refused", "[training]") {
    for (const auto& [factor, came] :
         {std::pair(1.0, "1"), std::pair(-0.1, "-0.1"), std::pair(double(NAN), "nan")})
        REQUIRE_THROWS_WITH(ReduceLROnPlateau({.factor = factor}),
                            std::string("ReduceLROnPlateau: expected factor to be in [0, 1), got ") + came);
    REQUIRE_THROWS_WITH(ReduceLROnPlateau({.patience = -1}),
                        "ReduceLROnPlateau: expected patience to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(ReduceLROnPlateau({.cooldown = -1}),
                        "ReduceLROnPlateau: expected cooldown to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(ReduceLROnPlateau({.min_lr = -1}),
                        "ReduceLROnPlateau: expected min_lr to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(ReduceLROnPlateau({.min_delta = INFINITY}),
                        "ReduceLROnPlateau: expected min_delta to be finite, got inf");
}

TEST_CASE("the history has the learning rate of each epoch", "[training]") {
    auto model = fixtures::compiled_model();
    const History history = model.fit(
        fixtures::numbers(10, 4), fixtures::one_hot(10),
        {.epochs = 4,
         .verbose = 0,
         .callbacks = {
             ReduceLROnPlateau({.monitor = "loss", .factor = 0.5, .patience = 1, .min_delta = 100})}});
    REQUIRE(history["learning_rate"] == std::vector<double>{0.1, 0.1, 0.05, 0.025});
    REQUIRE(model.learning_rate() == 0.0125);
}
