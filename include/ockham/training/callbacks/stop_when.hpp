// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/clock.hpp>
#include <ockham/training/callbacks/monitor.hpp>

namespace ockham {

struct StopWhenOptions {
    std::string monitor = "val_accuracy";       ///< a name in the logs, for `target`
    std::optional<double> target = {};          ///< the value with which training may end
    MonitorMode mode = MonitorMode::automatic;  ///< whether less or more is better
    std::optional<double> seconds = {};         ///< the time after which training must end
};

/// Ends training when the monitored quantity has reached a value, or when time is up, whichever comes first:
///
///     StopWhen({.monitor = "val_accuracy", .target = 0.95, .seconds = 60})
///
/// The target is looked at after every epoch, and is reached by a value that is as good or better. Time is looked
/// at after every batch: an epoch that it cuts short ends as any other, with its validation, and is the last. It is
/// counted from the beginning of `fit`, without what came before; together with `BackupAndRestore` the time before
/// the interruption counts, too.
///
/// A target, seconds or both must be given; a monitor that the logs will not have is an `ArgumentError` before
/// training starts.
class StopWhen final {
public:
    explicit StopWhen(StopWhenOptions options);

    void on_train_begin(const TrainingState& training);

    void on_batch_end(TrainingState& training);

    void on_epoch_end(TrainingState& training);

    [[nodiscard]] std::vector<double> state(const auto&) const { return {seconds_}; }
    bool resume(const auto&, const std::vector<double>& state) {
        if (state.size() != 1 || !(state[0] >= 0)) return false;
        earlier_ = seconds_ = state[0];
        return true;
    }

    /// Whether the target was reached.
    [[nodiscard]] bool reached() const { return reached_; }
    /// The epoch, from 0, in which training was ended; nothing if it was not.
    [[nodiscard]] std::optional<int> stopped_epoch() const { return stopped_epoch_; }
    /// How long training took until the last epoch's end.
    [[nodiscard]] double seconds() const { return seconds_; }

private:
    void look_at_clock();

    void stop(TrainingState& training);

    StopWhenOptions options_;
    detail::Monitor monitor_;
    double start_ = 0, earlier_ = 0, seconds_ = 0;
    bool reached_ = false;
    std::optional<int> stopped_epoch_;
};

static_assert(Callback<StopWhen, float> && Callback<StopWhen, double>);
OCKHAM_BUILT_IN_CALLBACK(StopWhen);

}  // namespace ockham

#if OCKHAM_BODIES

#include <cmath>

namespace ockham {

OCKHAM_FUNC StopWhen::StopWhen(StopWhenOptions options)
    : options_{std::move(options)}, monitor_{"StopWhen", options_.monitor, options_.mode, 0} {
    if (!options_.target && !options_.seconds)
        check::fail("StopWhen", "a target, seconds or both", "neither");
    if (options_.target) check::finite("StopWhen", "target", *options_.target);
    if (options_.seconds) check::positive("StopWhen", "seconds", *options_.seconds);
}

OCKHAM_FUNC void StopWhen::on_train_begin(const TrainingState& training) {
    if (options_.target) monitor_.find_in(training.logs);
    start_ = detail::steady_seconds();
    earlier_ = seconds_ = 0;
    reached_ = false;
    stopped_epoch_.reset();
}

OCKHAM_FUNC void StopWhen::on_batch_end(TrainingState& training) {
    look_at_clock();
    if (options_.seconds && seconds_ >= *options_.seconds) stop(training);
}

OCKHAM_FUNC void StopWhen::on_epoch_end(TrainingState& training) {
    look_at_clock();
    if (!options_.target) return;
    const double current = training.logs[monitor_.name()];
    if (std::isnan(current) || monitor_.improves(*options_.target, current)) return;
    reached_ = true;
    stop(training);
}

OCKHAM_FUNC void StopWhen::look_at_clock() {
    seconds_ = earlier_ + detail::steady_seconds() - start_;
}

OCKHAM_FUNC void StopWhen::stop(TrainingState& training) {
    stopped_epoch_ = training.epoch;
    training.stop();
}

}  // namespace ockham

#endif
