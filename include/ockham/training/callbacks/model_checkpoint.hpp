// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/training/callbacks/file_pattern.hpp>
#include <ockham/training/callbacks/monitor.hpp>

namespace ockham {

struct ModelCheckpointOptions {
    std::string monitor = "val_loss";           ///< a name in the logs, for `save_best_only`
    bool save_best_only = false;                ///< write only when the monitored quantity has improved
    bool save_weights_only = false;             ///< write by `save_weights`, not by `save_checkpoint`
    MonitorMode mode = MonitorMode::automatic;  ///< whether less or more is better
    Index save_freq = 0;                        ///< write after so many batches; 0: after every epoch
    std::optional<double> initial_value_threshold = {};  ///< what the first value has to improve on
};

/// Writes the model to a file after every epoch, or after every epoch that improved it: Keras' rules.
///
///     ModelCheckpoint("best.safetensors", {.monitor = "val_accuracy", .save_best_only = true})
///     ModelCheckpoint("model-{epoch:02d}-{val_loss:.4f}.safetensors")
///
/// The file name may have placeholders in Python's notation: `{epoch}`, counted from 1, `{batch}`, too, the names
/// in the logs, and `{learning_rate}`; see `detail::FilePattern`. Files are those of `save_checkpoint`, with the
/// epochs that are complete. It is told after the other callbacks, so that a learning rate they have changed is in
/// the file. A model with numbers that are not finite, which could not be read back, is not written.
///
/// The best value so far stays from one `fit` to the next. A name that the logs will not have is an
/// `ArgumentError` before training starts, as are `val_` names together with `save_freq`: they are known only
/// at the end of an epoch. Folders are made if they are not there. A file that cannot be written is a `FileError`, before
/// training where that can be told then.
class ModelCheckpoint final {
public:
    static constexpr int order = 1;  // after those that change the learning rate

    explicit ModelCheckpoint(std::string filepath, ModelCheckpointOptions options = {});

    void on_train_begin(const TrainingState& training);

    void on_batch_end(auto& training) {
        if (options_.save_freq == 0 || ++batches_ < options_.save_freq) return;
        batches_ = 0;
        save(training, training.epoch);
    }

    void on_epoch_end(auto& training) {
        if (options_.save_freq == 0) save(training, training.epoch + 1);
    }

    [[nodiscard]] std::vector<double> state(const auto&) const {
        return {best_, static_cast<double>(batches_)};
    }
    bool resume(const auto&, const std::vector<double>& state) {
        if (state.size() != 2 || !detail::is_count(state[1])) return false;
        best_ = state[0];
        batches_ = static_cast<Index>(state[1]);
        return true;
    }

    /// The best value so far; NaN if there is none.
    [[nodiscard]] double best() const { return best_; }

private:
    void check_known_after_batch(std::string_view name) const;

    void save(auto& training, int epoch);

    ModelCheckpointOptions options_;
    detail::FilePattern pattern_;
    detail::Monitor monitor_;
    double best_;
    Index batches_ = 0;
};

static_assert(Callback<ModelCheckpoint, float> && Callback<ModelCheckpoint, double>);
OCKHAM_BUILT_IN_CALLBACK(ModelCheckpoint);

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/checkpoints/checkpoint.hpp>
#include <ockham/checkpoints/named_parameters.hpp>
#include <ockham/io/folders.hpp>

namespace ockham {

OCKHAM_FUNC ModelCheckpoint::ModelCheckpoint(std::string filepath, ModelCheckpointOptions options)
    : options_{std::move(options)},
      pattern_{"ModelCheckpoint", filepath},
      monitor_{"ModelCheckpoint", options_.monitor, options_.mode, 0},
      best_{options_.initial_value_threshold.value_or(std::nan(""))} {
    check::non_negative("ModelCheckpoint", "save_freq", options_.save_freq);
    if (options_.initial_value_threshold)
        check::finite("ModelCheckpoint", "initial_value_threshold", *options_.initial_value_threshold);
}

OCKHAM_FUNC void ModelCheckpoint::on_train_begin(const TrainingState& training) {
    if (options_.save_best_only) {
        monitor_.find_in(training.logs);
        check_known_after_batch(options_.monitor);
    }
    pattern_.look_at_names([&](const std::string& name) {
        Text known("a placeholder to be one of epoch, batch, learning_rate");
        for (const auto& [log, value] : training.logs) known << ", " << log;
        if (name != "epoch" && name != "batch" && name != "learning_rate" && !training.logs.contains(name))
            check::fail("ModelCheckpoint", known, Text("'") << name << "'");
        check_known_after_batch(name);
    });
    detail::check_replaceable("ModelCheckpoint", pattern_.example());
}

OCKHAM_FUNC void ModelCheckpoint::check_known_after_batch(std::string_view name) const {
    if (options_.save_freq > 0 && name.starts_with("val_"))
        check::fail("ModelCheckpoint", "names that are known after a batch, together with save_freq",
                    Text("'") << name << "'");
}

OCKHAM_FUNC void ModelCheckpoint::save(auto& training, int epoch) {
    if (!detail::is_finite(training.model)) return;
    if (options_.save_best_only) {
        const double current = training.logs[monitor_.name()];
        if (!std::isfinite(current) || !monitor_.improves(current, best_)) return;
        best_ = current;
    }
    const std::string path = pattern_.fill([&](const std::string& name) -> double {
        if (name == "epoch") return training.epoch + 1;
        if (name == "batch") return static_cast<double>(training.batch + 1);
        return name == "learning_rate" ? training.model.learning_rate() : training.logs[name];
    });
    detail::make_folder_of("ModelCheckpoint", path);
    if (options_.save_weights_only)
        save_weights(training.model, path);
    else
        save_checkpoint(training.model, path, {.epoch = epoch});
}

OCKHAM_INSTANTIATE(void ModelCheckpoint::save(Training<float>&, int));
OCKHAM_INSTANTIATE(void ModelCheckpoint::save(Training<double>&, int));

}  // namespace ockham

#endif
