// SPDX-License-Identifier: MIT
#include <ockham/training/callbacks/monitor.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("what is called accuracy or auc should grow, all else shrink, unless the mode says so",
          "[training]") {
    const auto grows = [](const char* name, MonitorMode mode) {
        return detail::Monitor("who", name, mode, 0).improves(2, 1);
    };
    for (const char* name :
         {"accuracy", "val_accuracy", "binary_accuracy", "acc", "val_acc", "auc", "val_auc"})
        REQUIRE(grows(name, MonitorMode::automatic));
    for (const char* name : {"loss", "val_loss", "accuracy_loss", "val_mean_squared_error", "data_loss"})
        REQUIRE_FALSE(grows(name, MonitorMode::automatic));
    for (const char* name : {"accuracy", "loss"}) {
        REQUIRE(grows(name, MonitorMode::max));
        REQUIRE_FALSE(grows(name, MonitorMode::min));
        REQUIRE(detail::Monitor("who", name, MonitorMode::min, 0).improves(1, 2));
        REQUIRE_FALSE(detail::Monitor("who", name, MonitorMode::max, 0).improves(1, 2));
    }
    REQUIRE(detail::Monitor("who", "val_loss", MonitorMode::automatic, 0).name() == "val_loss");
}

TEST_CASE("an improvement is one by more than min_delta", "[training]") {
    for (const double min_delta : {0.5, -0.5}) {
        const detail::Monitor falls("who", "loss", MonitorMode::min, min_delta),
            grows("who", "loss", MonitorMode::max, min_delta);
        REQUIRE(falls.improves(1.25, 2));
        REQUIRE_FALSE(falls.improves(1.5, 2));
        REQUIRE_FALSE(falls.improves(1.75, 2));
        REQUIRE(grows.improves(2.75, 2));
        REQUIRE_FALSE(grows.improves(2.5, 2));
    }
    const detail::Monitor strict("who", "loss", MonitorMode::min, 0);
    REQUIRE_FALSE(strict.improves(1, 1));
    REQUIRE(strict.improves(std::nextafter(1.0, 0.0), 1));
    REQUIRE(strict.improves(-INFINITY, 1));
}

TEST_CASE("the first value improves, and NaN never does on a value", "[training]") {
    const detail::Monitor monitor("who", "loss", MonitorMode::min, 0);
    REQUIRE(monitor.improves(1e9, NAN));
    REQUIRE_FALSE(monitor.improves(NAN, 1));
    REQUIRE_FALSE(monitor.improves(INFINITY, 1));
}

TEST_CASE("a monitor that the logs will not have is refused with what they will have", "[training]") {
    Results logs;
    logs.set("loss", 1);
    logs.set("accuracy", 1);
    const auto check = [&logs](const char* name) {
        detail::Monitor("Who", name, MonitorMode::automatic, 0).check_in(logs);
    };
    REQUIRE_NOTHROW(check("loss"));
    REQUIRE_THROWS_AS(check("val_loss"), ArgumentError);
    REQUIRE_THROWS_WITH(
        check("val_loss"),
        "Who: expected monitor to be one of loss, accuracy, got 'val_loss'; give fit validation data");
    REQUIRE_THROWS_WITH(check("acc"), "Who: expected monitor to be one of loss, accuracy, got 'acc'");
    logs.set("val_loss", 1);
    REQUIRE_NOTHROW(check("val_loss"));
    REQUIRE_THROWS_WITH(detail::Monitor("Who", "loss", MonitorMode::min, NAN),
                        "Who: expected min_delta to be finite, got nan");
    REQUIRE_THROWS_WITH(detail::Monitor("Who", "loss", MonitorMode::min, INFINITY),
                        "Who: expected min_delta to be finite, got inf");
}
