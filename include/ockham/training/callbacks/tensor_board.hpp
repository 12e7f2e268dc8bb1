// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <ockham/core/build.hpp>
#include <ockham/core/clock.hpp>
#include <ockham/io/event_file.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

struct TensorBoardOptions {
    Index update_freq = 0;                ///< write after so many batches, too; 0: after epochs only
    bool write_steps_per_second = false;  ///< write how fast training is, too
};

/// Writes how training goes for TensorBoard, in the layout of Keras' callback of this name:
///
///     model.fit(x, y, {.epochs = 50, .validation_data = test, .callbacks = {TensorBoard("logs/first")}});
///
/// and then, while it trains or later, `tensorboard --logdir logs`. The folder is made if it is not there. In it
/// are two runs:
///
///     train         epoch_loss, epoch_accuracy, ... and epoch_learning_rate after every epoch, counted from 0
///                   batch_loss, batch_accuracy, ... : the averages of the epoch so far after each `update_freq` batches, counted
///                   from 1 over all epochs
///                   epoch_steps_per_second, and batch_steps_per_second together with the others of the batch
///     validation    the same epoch_..., of what has `val_` in the logs; and evaluation_loss_vs_iterations, ... by the number of
///                   updates
///
/// The parts of the loss are among them, as is all that other callbacks add to the logs: it is told after the
/// others. Values are in single precision. Every `fit` writes files of its own; a folder that is used again shows
/// both. A folder or file that cannot be written is a `FileError`, before training begins if possible.
///
/// Graphs, histograms, images and profiles are not written.
class TensorBoard final {
public:
    static constexpr int order = 1;  // after those that add to the logs

    explicit TensorBoard(std::string log_dir = "logs", TensorBoardOptions options = {});

    void on_train_begin(const TrainingState& training);

    void on_epoch_begin(const TrainingState&);

    void on_batch_begin(const TrainingState&) { batch_start_ = detail::steady_seconds(); }

    void on_batch_end(const TrainingState& training);

    void on_epoch_end(auto& training) {
        write_epoch(training, training.model.learning_rate(), training.model.iterations());
    }

    void on_train_end(const TrainingState&);

private:
    /// Writes the logs of validation, or the others.
    static void write(const TrainingState& training, detail::EventFile& file, std::string_view prefix,
                      bool of_validation, std::int64_t step, std::string_view suffix = "");

    void write_epoch(const TrainingState& training, double learning_rate, std::int64_t iterations);

    std::string log_dir_;
    TensorBoardOptions options_;
    std::shared_ptr<detail::EventFile> train_, validation_;
    double epoch_start_ = 0, batch_start_ = 0;
    Index steps_ = 0;
};

static_assert(Callback<TensorBoard, float> && Callback<TensorBoard, double>);
OCKHAM_BUILT_IN_CALLBACK(TensorBoard);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC TensorBoard::TensorBoard(std::string log_dir, TensorBoardOptions options)
    : log_dir_{std::move(log_dir)}, options_{options} {
    if (log_dir_.empty()) check::fail("TensorBoard", "the name of a folder", "''");
    check::non_negative("TensorBoard", "update_freq", options_.update_freq);
}

OCKHAM_FUNC void TensorBoard::on_train_begin(const TrainingState& training) {
    train_ = std::make_shared<detail::EventFile>("TensorBoard", log_dir_ + "/train");
    validation_.reset();
    for (const auto& [name, value] : training.logs)
        if (name.starts_with("val_") && !validation_)
            validation_ = std::make_shared<detail::EventFile>("TensorBoard", log_dir_ + "/validation");
}

OCKHAM_FUNC void TensorBoard::on_epoch_begin(const TrainingState&) {
    epoch_start_ = detail::steady_seconds();
    steps_ = 0;
}

OCKHAM_FUNC void TensorBoard::on_batch_end(const TrainingState& training) {
    ++steps_;
    const std::int64_t step = training.epoch * std::int64_t{training.batches} + training.batch + 1;
    if (options_.update_freq == 0 || step % options_.update_freq != 0) return;
    if (options_.write_steps_per_second)
        train_->add("batch_steps_per_second", step, 1 / (detail::steady_seconds() - batch_start_));
    write(training, *train_, "batch_", false, step);
    train_->flush();
}

OCKHAM_FUNC void TensorBoard::on_train_end(const TrainingState&) {
    train_.reset();
    validation_.reset();
}

OCKHAM_FUNC void TensorBoard::write(const TrainingState& training, detail::EventFile& file,
                                    std::string_view prefix, bool of_validation, std::int64_t step,
                                    std::string_view suffix) {
    for (const auto& [name, value] : training.logs) {
        const bool validates = name.starts_with("val_");
        if (validates != of_validation || name == "learning_rate") continue;
        file.add(Text(prefix) << std::string_view(name).substr(validates ? 4 : 0) << suffix, step, value);
    }
}

OCKHAM_FUNC void TensorBoard::write_epoch(const TrainingState& training, double learning_rate,
                                          std::int64_t iterations) {
    write(training, *train_, "epoch_", false, training.epoch);
    // Some callbacks change the rate at the end of an epoch; the log has that of the epoch.
    train_->add("epoch_learning_rate", training.epoch,
                training.logs.contains("learning_rate") ? training.logs["learning_rate"] : learning_rate);
    if (options_.write_steps_per_second)
        train_->add("epoch_steps_per_second", training.epoch,
                    static_cast<double>(steps_) / (detail::steady_seconds() - epoch_start_));
    train_->flush();
    if (!validation_) return;
    write(training, *validation_, "evaluation_", true, iterations, "_vs_iterations");
    write(training, *validation_, "epoch_", true, training.epoch);
    validation_->flush();
}

}  // namespace ockham

#endif
