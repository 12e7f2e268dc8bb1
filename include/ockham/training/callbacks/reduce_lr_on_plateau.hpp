// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/training/callbacks/monitor.hpp>

namespace ockham {

struct ReduceLROnPlateauOptions {
    std::string monitor = "val_loss";           ///< a name in the logs
    double factor = 0.1;                        ///< of the learning rate, in [0, 1)
    int patience = 10;                          ///< epochs without improvement before it is reduced
    MonitorMode mode = MonitorMode::automatic;  ///< whether less or more is better
    double min_delta = 1e-4;                    ///< what is to count as an improvement is larger than this
    int cooldown = 0;                           ///< epochs after a reduction in which none are counted
    double min_lr = 0;                          ///< the learning rate never becomes less
};

/// Multiplies the learning rate by `factor` once the monitored quantity has not improved for `patience`
/// epochs: Keras' rules. The learning rate of each epoch goes into the history as `learning_rate`.
class ReduceLROnPlateau final {
public:
    explicit ReduceLROnPlateau(ReduceLROnPlateauOptions options = {});

    void on_train_begin(auto& training) {
        monitor_.find_in(training.logs);
        best_ = std::nan("");
        wait_ = cooling_ = 0;
    }

    void on_epoch_end(auto& training) {
        const double rate = training.model.learning_rate();
        training.logs.set("learning_rate", rate);
        const double current = training.logs[monitor_.name()];
        if (cooling_ > 0) {
            --cooling_;
            wait_ = 0;
        }
        if (monitor_.improves(current, best_)) {
            best_ = current;
            wait_ = 0;
        } else if (cooling_ == 0 && ++wait_ >= options_.patience && rate > options_.min_lr) {
            training.model.set_learning_rate(std::max(rate * options_.factor, options_.min_lr));
            cooling_ = options_.cooldown;
            wait_ = 0;
        }
    }

    [[nodiscard]] std::vector<double> state(const auto&) const {
        return {best_, static_cast<double>(wait_), static_cast<double>(cooling_)};
    }
    bool resume(const auto&, const std::vector<double>& state) {
        if (state.size() != 3 || !detail::is_count(state[1]) || !detail::is_count(state[2])) return false;
        best_ = state[0];
        wait_ = static_cast<int>(state[1]);
        cooling_ = static_cast<int>(state[2]);
        return true;
    }

private:
    ReduceLROnPlateauOptions options_;
    detail::Monitor monitor_;
    double best_ = std::nan("");
    int wait_ = 0, cooling_ = 0;
};

static_assert(Callback<ReduceLROnPlateau, float> && Callback<ReduceLROnPlateau, double>);
OCKHAM_BUILT_IN_CALLBACK(ReduceLROnPlateau);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC ReduceLROnPlateau::ReduceLROnPlateau(ReduceLROnPlateauOptions options)
    : options_{std::move(options)},
      monitor_{"ReduceLROnPlateau", options_.monitor, options_.mode, options_.min_delta} {
    check::value(options_.factor >= 0 && options_.factor < 1, "ReduceLROnPlateau", "factor", "in [0, 1)",
                 options_.factor);
    check::non_negative("ReduceLROnPlateau", "patience", options_.patience);
    check::non_negative("ReduceLROnPlateau", "cooldown", options_.cooldown);
    check::non_negative("ReduceLROnPlateau", "min_lr", options_.min_lr);
}

}  // namespace ockham

#endif
