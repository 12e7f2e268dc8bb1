// SPDX-License-Identifier: MIT
#include <ockham/training/callbacks/monitor.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("the quantity says which way it is better, unless the mode does", "[training]") {
    Results logs;
    logs.set("up", 0);
    logs.set_mode("up", MonitorMode::max);
    logs.set("accuracy", 0);  // in name only
    logs.set_mode("accuracy", MonitorMode::min);
    logs.set("unknown", 0);
    const auto grows = [&logs](const char* name, MonitorMode mode) {
        detail::Monitor monitor("who", name, mode, 0);
        monitor.find_in(logs);
        REQUIRE(monitor.improves(1, 2) != monitor.improves(2, 1));
        return monitor.improves(2, 1);
    };
    REQUIRE(grows("up", MonitorMode::automatic));
    REQUIRE_FALSE(grows("accuracy", MonitorMode::automatic));
    for (const char* name : {"up", "accuracy", "unknown"}) {
        REQUIRE(grows(name, MonitorMode::max));
        REQUIRE_FALSE(grows(name, MonitorMode::min));
    }
    REQUIRE_THROWS_WITH(
        grows("unknown", MonitorMode::automatic),
        "who: expected mode to be MonitorMode::min or max, as the metric 'unknown' does not say "
        "which is better, got MonitorMode::automatic");
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

TEST_CASE("the first number improves, and NaN never does", "[training]") {
    const detail::Monitor monitor("who", "loss", MonitorMode::min, 0);
    REQUIRE(monitor.improves(1e9, NAN));
    REQUIRE_FALSE(monitor.improves(NAN, 1));
    REQUIRE_FALSE(monitor.improves(NAN, NAN));
    REQUIRE_FALSE(monitor.improves(INFINITY, 1));
}

TEST_CASE("a monitor that the logs will not have is refused with what they will have", "[training]") {
    Results logs;
    logs.set("loss", 1);
    logs.set("accuracy", 1);
    logs.set_mode("loss", MonitorMode::min);
    const auto check = [&logs](const char* name) {
        detail::Monitor("Who", name, MonitorMode::automatic, 0).find_in(logs);
    };
    REQUIRE_NOTHROW(check("loss"));
    REQUIRE_THROWS_AS(check("val_loss"), ArgumentError);
    REQUIRE_THROWS_WITH(
        check("val_loss"),
        "Who: expected monitor to be one of loss, accuracy, got 'val_loss'; give fit validation data");
    REQUIRE_THROWS_WITH(check("acc"), "Who: expected monitor to be one of loss, accuracy, got 'acc'");
    logs.set("val_loss", 1);
    logs.set_mode("val_loss", MonitorMode::min);
    REQUIRE_NOTHROW(check("val_loss"));
    REQUIRE_THROWS_WITH(detail::Monitor("Who", "loss", MonitorMode::min, NAN),
                        "Who: expected min_delta to be finite, got nan");
    REQUIRE_THROWS_WITH(detail::Monitor("Who", "loss", MonitorMode::min, INFINITY),
                        "Who: expected min_delta to be finite, got inf");
}
