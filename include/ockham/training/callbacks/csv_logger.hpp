// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/io/file.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

struct CSVLoggerOptions {
    char separator = ',';
    bool append = false;  ///< go on with an existing file
};

/// Writes a line after every epoch: its number, from 0, and all logs in alphabetical order, under a header line, as `read_csv`
/// reads it. Numbers have 17 digits, which round-trip, with a point in every locale. The folder is made if it is not there.
///
/// The columns are those of the first epoch. A file that is gone on with keeps its own: values stand under their names, and `NA`
/// where there is none. If it lacks a name that the logs will have, that is a `FileError`, as is a file that cannot be written:
/// both before training. Names that cannot stand in a header are an `ArgumentError`, and so is a separator that cannot be one.
class CSVLogger final {
public:
    explicit CSVLogger(std::string path, CSVLoggerOptions options = {});

    void on_train_begin(TrainingState& training);

    void on_epoch_end(TrainingState& training);

    void on_train_end(TrainingState&) { file_.reset(); }

private:
    /// The names of the file that is gone on with; none if there is no line in it.
    [[nodiscard]] std::vector<std::string> names_in_file() const;

    void write(std::string line);

    std::string path_;
    CSVLoggerOptions options_;
    std::shared_ptr<detail::File> file_;
    std::vector<std::string> names_;  // without that of the epoch
};

static_assert(Callback<CSVLogger, float> && Callback<CSVLogger, double>);
OCKHAM_BUILT_IN_CALLBACK(CSVLogger);

}  // namespace ockham

#if OCKHAM_BODIES

#include <algorithm>

#include <ockham/io/csv.hpp>
#include <ockham/io/csv_options.hpp>
#include <ockham/io/csv_reader.hpp>
#include <ockham/io/folders.hpp>
#include <ockham/io/write_csv.hpp>

namespace ockham {

OCKHAM_FUNC CSVLogger::CSVLogger(std::string path, CSVLoggerOptions options)
    : path_{std::move(path)}, options_{options} {
    detail::check_csv_options("CSVLogger", {.separator = options_.separator});
}

OCKHAM_FUNC void CSVLogger::on_train_begin(TrainingState& training) {
    std::vector<std::string> columns{"epoch"};
    for (const auto& [name, value] : training.logs) columns.push_back(name);
    detail::check_column_names("CSVLogger", columns, check::fail<ArgumentError>);
    detail::make_folder_of("CSVLogger", path_);
    using For = detail::File::For;
    file_ =
        std::make_shared<detail::File>("CSVLogger", path_, options_.append ? For::appending : For::writing);
    names_ = options_.append ? names_in_file() : std::vector<std::string>();
    for (const auto& [name, value] : training.logs)
        if (!names_.empty() && std::find(names_.begin(), names_.end(), name) == names_.end()) {
            Text known("the columns of the file, epoch");
            for (const std::string& each : names_) known << ", " << each;
            check::fail<FileError>(file_->who(), known, Text("'") << name << "', too");
        }
}

OCKHAM_FUNC std::vector<std::string> CSVLogger::names_in_file() const {
    std::vector<std::string> names =
        detail::CsvReader({.separator = options_.separator}, "CSVLogger", path_).read_header();
    if (names.empty()) return names;
    if (names.size() < 2 || names[0] != "epoch")
        check::fail<FileError>(file_->who(), "a log to go on with, whose first column is epoch",
                               Text("'") << names[0] << "'");
    names.erase(names.begin());
    return names;
}

OCKHAM_FUNC void CSVLogger::on_epoch_end(TrainingState& training) {
    if (names_.empty()) {
        for (const auto& [name, value] : training.logs) names_.push_back(name);
        std::sort(names_.begin(), names_.end());
        std::string header = "epoch";
        for (const std::string& name : names_)
            detail::append_name(header += options_.separator, name, options_.separator);
        write(std::move(header));
    }
    Text line;
    line << training.epoch;
    for (const std::string& name : names_) {
        line << options_.separator;
        if (training.logs.contains(name))
            line.print(training.logs[name], 17);
        else
            line << "NA";
    }
    write(line.string());
}

OCKHAM_FUNC void CSVLogger::write(std::string line) {
    if (!file_) check::fail("CSVLogger", "on_train_begin before on_epoch_end", "on_epoch_end");
    file_->write(line += '\n');
    file_->flush();
}

}  // namespace ockham

#endif
