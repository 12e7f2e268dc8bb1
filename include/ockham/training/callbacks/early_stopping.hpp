// SPDX-License-Identifier: MIT
#pragma once

#include <any>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/training/callbacks/monitor.hpp>

namespace ockham {

struct EarlyStoppingOptions {
    std::string monitor = "val_loss";           ///< a name in the logs
    double min_delta = 0;                       ///< what is to count as an improvement is larger than this
    int patience = 0;                           ///< epochs without improvement before training ends
    MonitorMode mode = MonitorMode::automatic;  ///< whether less or more is better
    std::optional<double> baseline = {};        ///< improvements count only beyond this value
    bool restore_best_weights = false;  ///< end with the weights of the best epoch, stopped early or not
    int start_from_epoch = 0;           ///< earlier epochs are not looked at
};

/// Ends training once the monitored quantity has not improved for `patience` epochs: Keras 3's rules.
///
/// Each epoch adds one to the wait; an improvement on the best value so far (that also beats the baseline, if
/// there is one) sets it to zero. Training ends in an epoch without improvement in which the wait reaches
/// `patience`, but never in the first. A monitor that the logs will not have is an `ArgumentError` before
/// training starts.
class EarlyStopping final {
public:
    explicit EarlyStopping(EarlyStoppingOptions options = {});

    void on_train_begin(auto& training) {
        monitor_.find_in(training.logs);
        wait_ = 0;
        best_ = std::nan("");
        best_weights_.reset();
        best_epoch_ = 0;
        stopped_epoch_.reset();
    }

    void on_epoch_end(auto& training) {
        if (training.epoch < options_.start_from_epoch) return;
        const auto remember = [&] {
            best_epoch_ = training.epoch;
            if (options_.restore_best_weights) best_weights_ = training.model.get_weights();
        };
        const double current = training.logs[monitor_.name()];
        if (options_.restore_best_weights && !best_weights_.has_value()) remember();
        ++wait_;
        if (monitor_.improves(current, best_)) {
            best_ = current;
            remember();
            if (!options_.baseline || monitor_.improves(current, *options_.baseline)) wait_ = 0;
        } else if (wait_ >= options_.patience && training.epoch > 0) {
            stopped_epoch_ = training.epoch;
            training.stop();
        }
    }

    void on_train_end(auto& training) {
        using Weights = decltype(training.model.get_weights());
        if (const auto* weights = std::any_cast<Weights>(&best_weights_))
            training.model.set_weights(*weights);
    }

    /// The wait, the best epoch and its value, and its weights if they are kept.
    [[nodiscard]] std::vector<double> state(const auto& training) const {
        using Weights = decltype(training.model.get_weights());
        std::vector<double> state{static_cast<double>(wait_), static_cast<double>(best_epoch_), best_};
        if (const auto* weights = std::any_cast<Weights>(&best_weights_))
            for (const auto& matrix : *weights)
                for (Index i = 0; i < matrix.size(); ++i)
                    state.push_back(static_cast<double>(matrix.data()[i]));
        return state;
    }
    bool resume(const auto& training, const std::vector<double>& state) {
        auto weights = training.model.get_weights();
        std::size_t size = 3;
        for (const auto& matrix : weights) size += static_cast<std::size_t>(matrix.size());
        const bool has_weights = options_.restore_best_weights && state.size() > 3;
        if (state.size() != (has_weights ? size : 3) || !detail::is_count(state[0]) ||
            !detail::is_count(state[1]))
            return false;
        std::size_t next = 3;
        for (auto& matrix : weights)
            for (Index i = 0; has_weights && i < matrix.size(); ++i) {
                matrix.data()[i] =
                    static_cast<std::remove_cvref_t<decltype(matrix.data()[i])>>(state[next++]);
                if (!std::isfinite(matrix.data()[i])) return false;
            }
        wait_ = static_cast<int>(state[0]);
        best_epoch_ = static_cast<int>(state[1]);
        best_ = state[2];
        if (has_weights) best_weights_ = std::move(weights);
        return true;
    }

    /// The epoch, from 0, in which training was ended; nothing if it was not.
    [[nodiscard]] std::optional<int> stopped_epoch() const { return stopped_epoch_; }
    /// The epoch, from 0, with the best value.
    [[nodiscard]] int best_epoch() const { return best_epoch_; }
    [[nodiscard]] double best() const { return best_; }

private:
    EarlyStoppingOptions options_;
    detail::Monitor monitor_;
    int wait_ = 0, best_epoch_ = 0;
    double best_ = std::nan("");
    std::any best_weights_;
    std::optional<int> stopped_epoch_;
};

static_assert(Callback<EarlyStopping, float> && Callback<EarlyStopping, double>);
OCKHAM_BUILT_IN_CALLBACK(EarlyStopping);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC EarlyStopping::EarlyStopping(EarlyStoppingOptions options)
    : options_{std::move(options)},
      monitor_{"EarlyStopping", options_.monitor, options_.mode, options_.min_delta} {
    check::non_negative("EarlyStopping", "patience", options_.patience);
    check::non_negative("EarlyStopping", "start_from_epoch", options_.start_from_epoch);
    if (options_.baseline) check::finite("EarlyStopping", "baseline", *options_.baseline);
}

}  // namespace ockham

#endif
