// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <iostream>  // the default of `out`: standard output
#include <unistd.h>

#include <ockham/core/build.hpp>
#include <ockham/core/clock.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

/// Shows how training goes: the callback that `verbose` adds.
///
/// As a bar (`verbose = 1`) it is, on a terminal, one line that is written over at most ten times a second
/// and ends as the last epoch's:
///
///     Epoch  12/350 ━━━━━━━━━━━───────── 12s left - loss: 0.4321 - accuracy: 0.8661
///
/// and elsewhere (a file, a pipe) about twenty whole lines in all, so that a log stays readable. As lines
/// (`verbose = 2`) it is one for every epoch:
///
///     Epoch  12/350 - 31ms - 4ms/step - loss: 0.4321 - accuracy: 0.8661 - val_loss: 0.4478 - val_accuracy: 0.8421
///
/// Values have four decimals, or four digits if they are small. The parts of the training loss are shown
/// where there is a penalty.
class Progress final {
public:
    enum class Style { bar, lines };

    /// Writes to standard output, and looks whether that is a terminal.
    explicit Progress(Style style);  // what `verbose` asks for
    Progress(Style style, std::ostream& out, bool terminal);

    void on_train_begin(const TrainingState& training);

    void on_epoch_begin(const TrainingState&) { epoch_start_ = detail::wall_time(); }

    void on_batch_end(const TrainingState& training);

    void on_epoch_end(const TrainingState& training);

private:
    static Text head(const TrainingState& training);

    static void append_duration(Text& text, double seconds);

    static void append_values(Text& text, const Results& logs);

    void write_bar(const TrainingState& training, double of_epoch, bool last = false);

    std::ostream* out_;
    bool overwrites_, every_epoch_;
    int first_ = 0;
    double start_ = 0, shown_ = 0, epoch_start_ = 0;
};

static_assert(Callback<Progress, float> && Callback<Progress, double>);
OCKHAM_BUILT_IN_CALLBACK(Progress);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC Progress::Progress(Style style)
    : Progress(style, std::cout, isatty(STDOUT_FILENO) == 1) {}  // what `verbose` asks for

OCKHAM_FUNC Progress::Progress(Style style, std::ostream& out, bool terminal)
    : out_{&out}, overwrites_{style == Style::bar && terminal}, every_epoch_{style == Style::lines} {}

OCKHAM_FUNC void Progress::on_train_begin(const TrainingState& training) {
    first_ = training.epoch;
    start_ = shown_ = detail::wall_time();
}

OCKHAM_FUNC void Progress::on_batch_end(const TrainingState& training) {
    if (overwrites_ && detail::wall_time() - shown_ >= 0.1)
        write_bar(training, static_cast<double>(training.batch + 1) / static_cast<double>(training.batches));
}

OCKHAM_FUNC void Progress::on_epoch_end(const TrainingState& training) {
    const int done = training.epoch + 1 - first_, all = training.epochs - first_;
    const bool last = done == all || training.stopping;
    if (overwrites_) {
        if (last || detail::wall_time() - shown_ >= 0.1) write_bar(training, 1, last);
        if (last) *out_ << std::endl;
    } else if (every_epoch_ || last || done == 1 || 20LL * done / all != 20LL * (done - 1) / all) {
        const double seconds = detail::wall_time() - epoch_start_;
        Text line = head(training);
        append_duration(line << " - ", seconds);
        append_duration(line << " - ", seconds / static_cast<double>(training.batches));
        append_values(line << "/step", training.logs);
        *out_ << std::string_view(line) << std::endl;
    }
}

OCKHAM_FUNC Text Progress::head(const TrainingState& training) {
    Text text("Epoch ");
    const std::string all = to_text(training.epochs), current = to_text(training.epoch + 1);
    for (std::size_t i = current.size(); i < all.size(); ++i) text << " ";
    return Text(text << current << "/" << all);
}

OCKHAM_FUNC void Progress::append_duration(Text& text, double seconds) {
    if (seconds >= 60)
        text << static_cast<long>(seconds) / 60 << (static_cast<long>(seconds) % 60 < 10 ? ":0" : ":")
             << static_cast<long>(seconds) % 60;
    else if (seconds >= 1)
        text.print(seconds, 0, 'f') << "s";
    else if (seconds >= 1e-3)
        text.print(seconds * 1e3, 0, 'f') << "ms";
    else
        text.print(seconds * 1e6, 0, 'f') << "us";
}

OCKHAM_FUNC void Progress::append_values(Text& text, const Results& logs) {
    const bool penalized = logs["data_loss"] != logs["loss"];
    for (const auto& [name, value] : logs) {
        const bool validation = name.starts_with("val_");
        const bool part = name.ends_with("data_loss") || name.ends_with("_penalty");
        if (validation && std::isnan(value)) continue;
        if (part && (!penalized || value == 0 || validation)) continue;
        (text << " - " << name << ": ").print(value, 4, std::abs(value) > 1e-3 || value == 0 ? 'f' : 'e');
    }
}

OCKHAM_FUNC void Progress::write_bar(const TrainingState& training, double of_epoch, bool last) {
    constexpr int width = 20;
    shown_ = detail::wall_time();
    const double done = (training.epoch - first_ + of_epoch) / (training.epochs - first_);
    // Cut at the right edge while it is to be written over; a line that had gone on below would stay.
    Text line("\r\033[K");
    line << (last ? "" : "\033[?7l") << head(training) << " ";
    for (int i = 0; i < width; ++i) line << (i < static_cast<int>(done * width + 0.5) ? "━" : "─");
    append_duration(line << " ", (shown_ - start_) * (last ? 1 : (1 - done) / done));
    append_values(line << (last ? "" : " left"), training.logs);
    line << (last ? "" : "\033[?7h");
    *out_ << std::string_view(line) << std::flush;
}

}  // namespace ockham

#endif
