// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

struct CSVLoggerOptions {
    char separator = ',';
    bool append = false;  ///< go on with an existing file
};

/// Writes a line after every epoch: its number, from 0, and all logs in alphabetical order, under a header
/// line. Numbers have 17 digits, which round-trip. A file that cannot be written is a `FileError`.
class CSVLogger final {
public:
    explicit CSVLogger(std::string path, CSVLoggerOptions options = {});

    void on_train_begin(TrainingState&);

    void on_epoch_end(TrainingState& training);

    void on_train_end(TrainingState&) { file_.reset(); }

private:
    void write(const Text& line);

    std::string path_;
    CSVLoggerOptions options_;
    std::shared_ptr<std::FILE> file_;
    std::vector<std::string> names_;
    bool header_ = true;
};

static_assert(Callback<CSVLogger, float> && Callback<CSVLogger, double>);
OCKHAM_BUILT_IN_CALLBACK(CSVLogger);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC CSVLogger::CSVLogger(std::string path, CSVLoggerOptions options)
    : path_{std::move(path)}, options_{options} {}

OCKHAM_FUNC void CSVLogger::on_train_begin(TrainingState&) {
    bool empty = true;
    if (options_.append)
        if (std::FILE* existing = std::fopen(path_.c_str(), "r")) {
            empty = std::fgetc(existing) == EOF;
            std::fclose(existing);
        }
    file_.reset(std::fopen(path_.c_str(), options_.append ? "a" : "w"), [](std::FILE* file) {
        if (file) std::fclose(file);
    });
    if (!file_) check::fail<FileError>("CSVLogger", "a file that can be written", path_);
    names_.clear();
    header_ = empty;
}

OCKHAM_FUNC void CSVLogger::on_epoch_end(TrainingState& training) {
    if (names_.empty()) {
        for (const auto& [name, value] : training.logs) names_.push_back(name);
        std::sort(names_.begin(), names_.end());
        if (header_) {
            Text line("epoch");
            for (const std::string& name : names_) line << options_.separator << name;
            write(line);
        }
    }
    Text line;
    line << training.epoch;
    for (const std::string& name : names_) {
        line << options_.separator;
        if (training.logs.contains(name))
            line.print("%.17g", training.logs[name]);
        else
            line << "NA";
    }
    write(line);
}

OCKHAM_FUNC void CSVLogger::write(const Text& line) {
    const std::string_view text = line;
    if (!file_ || std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() ||
        std::fputc('\n', file_.get()) == EOF || std::fflush(file_.get()) != 0)
        check::fail<FileError>("CSVLogger", "to write to the file", path_);
}

}  // namespace ockham

#endif
