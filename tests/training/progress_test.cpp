// SPDX-License-Identifier: MIT
#include <cmath>
#include <ctime>
#include <iostream>
#include <sstream>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace progress_test {

inline double seconds = 1000;

}  // namespace progress_test

// The clock of this program, so that durations are known. (The C libraries do not agree on whether it may throw.)
#ifdef __GLIBC__
extern "C" int timespec_get(std::timespec* time, int base) noexcept {
#else
extern "C" int timespec_get(std::timespec* time, int base) {
#endif
    const double whole = std::floor(progress_test::seconds);
    time->tv_sec = static_cast<std::time_t>(whole);
    time->tv_nsec = static_cast<long>((progress_test::seconds - whole) * 1e9);
    return base;
}

namespace progress_test {

inline Results logs(double loss = 0.5, double data_loss = 0.5, double kernel = 0) {
    Results results;
    results.set("loss", loss);
    results.set("accuracy", 0.75);
    results.set("data_loss", data_loss);
    results.set("kernel_penalty", kernel);
    results.set("bias_penalty", 0);
    results.set("activity_penalty", 0);
    return results;
}

struct Run {
    int epochs = 10, initial_epoch = 0, stops_in = -1;
    Index batches = 4;
    double batch_seconds = 0.5;
    Results shown = logs();
};

/// What `progress` writes of a run.
inline std::string written(Progress::Style style, bool terminal, const Run& run) {
    std::ostringstream out;
    Progress progress(style, out, terminal);
    TrainingState state{
        .epochs = run.epochs, .batches = run.batches, .epoch = run.initial_epoch, .logs = run.shown};
    progress.on_train_begin(state);
    for (; state.epoch < state.epochs && !state.stopping; ++state.epoch) {
        progress.on_epoch_begin(state);
        for (state.batch = 0; state.batch < state.batches; ++state.batch) {
            seconds += run.batch_seconds;
            progress.on_batch_end(state);
        }
        if (state.epoch == run.stops_in) state.stop();
        progress.on_epoch_end(state);
    }
    return out.str();
}

inline std::vector<std::string> split(const std::string& text, const std::string& at) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(at); end != std::string::npos; end = text.find(at, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + at.size();
    }
    parts.push_back(text.substr(begin));
    return parts;
}

/// The lines, without the last newline, which there has to be.
inline std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all = split(text, "\n");
    REQUIRE(all.back().empty());
    all.pop_back();
    return all;
}

/// What is written to standard output, as long as it lives.
struct Captured {
    Captured() = default;
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;
    ~Captured() { std::cout.rdbuf(kept); }
    std::ostringstream out{};
    std::streambuf* kept = std::cout.rdbuf(out.rdbuf());
};

inline const std::string overwrite = "\r\033[K";

}  // namespace progress_test

TEST_CASE("as lines, progress is one line for every epoch", "[training]") {
    using namespace progress_test;
    const auto all = lines(written(Progress::Style::lines, false, {}));
    REQUIRE(all.size() == 10);
    REQUIRE(all[0] == "Epoch  1/10 - 2s - 500ms/step - loss: 0.5000 - accuracy: 0.7500");
    REQUIRE(all[9] == "Epoch 10/10 - 2s - 500ms/step - loss: 0.5000 - accuracy: 0.7500");
    // The same on a terminal.
    REQUIRE(lines(written(Progress::Style::lines, true, {})) == all);
    REQUIRE(lines(written(Progress::Style::lines, false, {.epochs = 350})).size() == 350);
    const auto later = lines(written(Progress::Style::lines, false, {.epochs = 101, .initial_epoch = 98}));
    REQUIRE(later.size() == 3);
    REQUIRE(later[0].starts_with("Epoch  99/101 - "));
    REQUIRE(later[2].starts_with("Epoch 101/101 - "));
}

TEST_CASE("in a log, progress is about twenty whole lines, without escapes", "[training]") {
    using namespace progress_test;
    for (const int epochs : {1, 2, 5, 19, 20, 21, 100, 350, 12345}) {
        INFO(epochs << " epochs");
        const std::string text = written(Progress::Style::bar, false, {.epochs = epochs, .batches = 1});
        REQUIRE(text.find_first_of("\r\033") == std::string::npos);
        const auto all = lines(text);
        REQUIRE(all.size() >= static_cast<std::size_t>(std::min(epochs, 20)));
        REQUIRE(all.size() <= 21);
        const std::string number = std::to_string(epochs);
        REQUIRE(all.front().starts_with("Epoch " + std::string(number.size() - 1, ' ') + "1/" + number +
                                        " - 500ms - 500ms/step - loss"));
        REQUIRE(all.back().starts_with("Epoch " + number + "/" + number + " - "));
    }
    // Also of a run that is to end by itself.
    std::ostringstream out;
    Progress progress(Progress::Style::bar, out, false);
    TrainingState state{.epochs = 2000000000, .batches = 1, .logs = logs()};
    progress.on_train_begin(state);
    for (state.epoch = 1899999990; state.epoch < 1900000010; ++state.epoch) progress.on_epoch_end(state);
    REQUIRE(lines(out.str()).size() == 1);
    // Training that stops early shows its last epoch, too.
    const auto stopped = lines(written(Progress::Style::bar, false, {.epochs = 1000, .stops_in = 76}));
    REQUIRE(stopped.back().starts_with("Epoch   77/1000 - "));
    REQUIRE(stopped.size() == 3);
}

TEST_CASE("on a terminal, progress is one line that is written over, and ends", "[training]") {
    using namespace progress_test;
    const std::string text = written(Progress::Style::bar, true, {});
    REQUIRE(text.starts_with(overwrite));
    REQUIRE(lines(text).size() == 1);
    const auto updates = split(lines(text)[0], overwrite);
    REQUIRE(updates.size() == 1 + 40 + 1);
    REQUIRE(updates[0].empty());
    // 0.5 of 20 seconds; the line is not to wrap while it is written over.
    REQUIRE(updates[1] ==
            "\033[?7lEpoch  1/10 ━─────────────────── 20s left - loss: 0.5000 - accuracy: 0.7500\033[?7h");
    REQUIRE(updates[8] ==
            "\033[?7lEpoch  2/10 ━━━━──────────────── 16s left - loss: 0.5000 - accuracy: 0.7500\033[?7h");
    REQUIRE(updates.back() == "Epoch 10/10 ━━━━━━━━━━━━━━━━━━━━ 20s - loss: 0.5000 - accuracy: 0.7500");
}

TEST_CASE("on a terminal, the line is written ten times a second at most", "[training]") {
    using namespace progress_test;
    for (const double batch_seconds : {0.0001, 0.003, 0.02, 0.11, 3.0}) {
        INFO(batch_seconds << " seconds a batch");
        const Run run{.epochs = 50, .batches = 10, .batch_seconds = batch_seconds};
        const auto updates = split(written(Progress::Style::bar, true, run), overwrite);
        const double all = 500 * batch_seconds;
        REQUIRE(static_cast<double>(updates.size()) - 1 <= 10 * all + 1);
        if (batch_seconds < 0.05) REQUIRE(static_cast<double>(updates.size()) >= 8 * all);
    }
    // However quick, the last epoch is shown.
    const std::string quick = written(Progress::Style::bar, true, {.batch_seconds = 0});
    REQUIRE(quick == overwrite + "Epoch 10/10 ━━━━━━━━━━━━━━━━━━━━ 0us - loss: 0.5000 - accuracy: 0.7500\n");
}

TEST_CASE("a bar shows how much of the run is done, also of one that begins late or stops early",
          "[training]") {
    using namespace progress_test;
    const auto late = split(
        written(Progress::Style::bar, true, {.epochs = 10, .initial_epoch = 8, .batches = 1}), overwrite);
    REQUIRE(late[1].starts_with("\033[?7lEpoch  9/10 ━━━━━━━━━━────────── 500ms left"));
    REQUIRE(late.back().starts_with("Epoch 10/10 ━━━━━━━━━━━━━━━━━━━━ 1s - "));
    const std::string stopped = written(Progress::Style::bar, true, {.stops_in = 2});
    REQUIRE(lines(stopped).size() == 1);
    REQUIRE(split(stopped, overwrite).back() ==
            "Epoch  3/10 ━━━━━━────────────── 6s - loss: 0.5000 - accuracy: 0.7500\n");
}

TEST_CASE("durations are written in the unit that suits them", "[training]") {
    using namespace progress_test;
    const auto shown = [](double batch_seconds, Index batches = 1) {
        seconds = 0;
        const std::string line = written(Progress::Style::lines, false,
                                         {.epochs = 1, .batches = batches, .batch_seconds = batch_seconds});
        return line.substr(12, line.find(" - loss") - 12);
    };
    REQUIRE(shown(0.000250) == "250us - 250us/step");
    REQUIRE(shown(0.004, 3) == "12ms - 4ms/step");
    REQUIRE(shown(0.5, 4) == "2s - 500ms/step");
    REQUIRE(shown(59) == "59s - 59s/step");
    REQUIRE(shown(65) == "1:05 - 1:05/step");
    REQUIRE(shown(599.5) == "9:59 - 9:59/step");
    REQUIRE(shown(3661) == "61:01 - 61:01/step");
}

TEST_CASE("penalties are shown where there are some, and small values in full", "[training]") {
    using namespace progress_test;
    const auto shown = [](const Results& results) {
        const std::string line =
            written(Progress::Style::lines, false, {.epochs = 1, .batches = 1, .shown = results});
        return line.substr(line.find("loss"));
    };
    REQUIRE(shown(logs()) == "loss: 0.5000 - accuracy: 0.7500\n");
    REQUIRE(shown(logs(0.75, 0.5, 0.25)) ==
            "loss: 0.7500 - accuracy: 0.7500 - data_loss: 0.5000 - kernel_penalty: 0.2500\n");
    Results results = logs(1e-4, 1e-4);
    results.set("val_loss", 0.25);
    results.set("val_accuracy", 0);
    results.set("val_data_loss", 0.125);
    results.set("val_kernel_penalty", 0.125);
    results.set("learning_rate", 0.01);
    REQUIRE(shown(results) ==
            "loss: 1.0000e-04 - accuracy: 0.7500 - val_loss: 0.2500 - val_accuracy: 0.0000 - learning_rate: "
            "0.0100\n");
    results.set("val_loss", NAN);
    results.set("val_accuracy", NAN);
    results.set("loss", -2);
    REQUIRE(shown(results) ==
            "loss: -2.0000 - accuracy: 0.7500 - data_loss: 1.0000e-04 - learning_rate: 0.0100\n");
    REQUIRE(shown(logs(NAN, NAN)) == "loss: nan - accuracy: 0.7500 - data_loss: nan\n");
}

TEST_CASE("fit writes as much as verbose says", "[training]") {
    using namespace progress_test;
    const auto written_by_fit = [](FitOptions<double> options) {
        auto model = fixtures::compiled_model();
        const Captured captured;
        const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
        options.epochs = 3;
        model.fit(x, y, options);
        (void)model.evaluate(x, y);
        (void)model.predict(x);
        (void)model.summary();
        return captured.out.str();
    };
    REQUIRE(written_by_fit({.verbose = 0}).empty());
    const auto all = lines(written_by_fit({.validation_split = 0.2, .verbose = 2}));
    REQUIRE(all.size() == 3);
    REQUIRE(all[0].starts_with("Epoch 1/3 - 0us - 0us/step - loss: "));
    REQUIRE(all[0].find(" - kernel_penalty: ") != std::string::npos);
    REQUIRE(all[0].find(" - bias_penalty: ") == std::string::npos);  // biases begin at zero
    REQUIRE(all[2].find(" - bias_penalty: ") != std::string::npos);
    REQUIRE(all[2].find(" - val_accuracy: ") != std::string::npos);
    const std::string by_default = written_by_fit({});
    REQUIRE(by_default.ends_with("\n"));
    REQUIRE(by_default.find("Epoch 3/3 ") != std::string::npos);
}
