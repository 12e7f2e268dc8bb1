// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <utility>

#include <ockham/training/callback.hpp>

namespace ockham {

/// Sets the learning rate before every epoch to `schedule(epoch, rate)`: of the epoch, from 0, and the rate
/// so far. The learning rate of each epoch goes into the history as `learning_rate`.
class LearningRateScheduler final {
public:
    explicit LearningRateScheduler(std::function<double(int, double)> schedule)
        : schedule_{std::move(schedule)} {
        if (!schedule_) check::fail("LearningRateScheduler", "a schedule", "an empty function");
    }

    void on_epoch_begin(auto& training) {
        training.model.set_learning_rate(schedule_(training.epoch, training.model.learning_rate()));
    }

    void on_epoch_end(auto& training) { training.logs.set("learning_rate", training.model.learning_rate()); }

private:
    std::function<double(int, double)> schedule_;
};

static_assert(Callback<LearningRateScheduler, float> && Callback<LearningRateScheduler, double>);
OCKHAM_BUILT_IN_CALLBACK(LearningRateScheduler);

}  // namespace ockham
