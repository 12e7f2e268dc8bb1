// SPDX-License-Identifier: MIT
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace csv_logger_test {

/// A file that is not there yet, and is gone afterwards.
struct File {
    std::string path;
    explicit File(std::string name) : path{std::move(name)} { std::remove(path.c_str()); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { std::remove(path.c_str()); }

    std::string text() const {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }
};

inline History fit(Sequential<double>& model, FitOptions<double> options) {
    options.verbose = 0;
    return model.fit(fixtures::numbers(10, 4), fixtures::one_hot(10), options);
}

inline TrainingState state(int epoch, std::initializer_list<std::pair<const char*, double>> logs) {
    TrainingState made{.epoch = epoch};
    for (const auto& [name, value] : logs) made.logs.set(name, value);
    return made;
}

}  // namespace csv_logger_test

TEST_CASE("a log has a line for each epoch, under a header, in the order of the names", "[training]") {
    using namespace csv_logger_test;
    const File file("csv_logger.csv");
    CSVLogger logger(file.path);
    TrainingState first = state(0, {{"loss", 0.5}, {"accuracy", 1}, {"val_loss", -1e-300}, {"Zeta", 0}});
    logger.on_train_begin(first);
    logger.on_epoch_end(first);
    REQUIRE(file.text() == "epoch,Zeta,accuracy,loss,val_loss\n0,0,1,0.5,-1e-300\n");
    // A name that is missing later is NA, one that comes later is left out.
    TrainingState later = state(7, {{"val_loss", 0.1}, {"new", 5}, {"loss", INFINITY}, {"accuracy", NAN}});
    logger.on_epoch_end(later);
    logger.on_train_end(later);
    REQUIRE(file.text() ==
            "epoch,Zeta,accuracy,loss,val_loss\n0,0,1,0.5,-1e-300\n7,NA,nan,inf,0.10000000000000001\n");
}

TEST_CASE("a log is read back bit for bit", "[training]") {
    using namespace csv_logger_test;
    const File file("csv_logger.csv");
    auto model = fixtures::compiled_model();
    const History history = fit(model, {.epochs = 5,
                                        .batch_size = 3,
                                        .validation_split = 0.2,
                                        .initial_epoch = 1,
                                        .callbacks = {CSVLogger(file.path)}});
    const auto log = read_csv(file.path);
    REQUIRE(log.values.rows() == 4);
    REQUIRE(log.columns.front() == "epoch");
    REQUIRE(log.columns.size() == history.names().size() + 1);
    REQUIRE(std::is_sorted(log.columns.begin() + 1, log.columns.end()));
    for (std::size_t column = 0; column < log.columns.size(); ++column)
        for (std::size_t row = 0; row < 4; ++row) {
            const double value = log.values(static_cast<Index>(row), static_cast<Index>(column));
            REQUIRE(value == (column == 0 ? history.epoch[row] : history[log.columns[column]][row]));
        }
}

TEST_CASE("a log begins anew, or goes on, as it is told", "[training]") {
    using namespace csv_logger_test;
    const File file("csv_logger.csv");
    auto model = fixtures::compiled_model();
    const auto lines = [&] {
        const std::string text = file.text();
        return std::count(text.begin(), text.end(), '\n');
    };
    fit(model, {.epochs = 3, .callbacks = {CSVLogger(file.path)}});
    REQUIRE(lines() == 4);
    fit(model, {.epochs = 2, .callbacks = {CSVLogger(file.path)}});
    REQUIRE(lines() == 3);
    const std::string before = file.text();
    fit(model, {.epochs = 5, .initial_epoch = 2, .callbacks = {CSVLogger(file.path, {.append = true})}});
    REQUIRE(lines() == 6);
    REQUIRE(file.text().starts_with(before));
    REQUIRE(read_csv(file.path).values(3, 0) == 3);
    // What goes on with nothing begins with a header.
    std::remove(file.path.c_str());
    fit(model, {.epochs = 2, .callbacks = {CSVLogger(file.path, {.append = true})}});
    REQUIRE(file.text().starts_with("epoch,accuracy,"));
    std::ofstream(file.path, std::ios::trunc).flush();
    fit(model, {.epochs = 2, .callbacks = {CSVLogger(file.path, {.append = true})}});
    REQUIRE(file.text().starts_with("epoch,accuracy,"));
    REQUIRE(lines() == 3);
    // One callback for two runs.
    CSVLogger logger(file.path);
    fit(model, {.epochs = 1, .callbacks = {std::ref(logger)}});
    fit(model, {.epochs = 2, .callbacks = {std::ref(logger)}});
    REQUIRE(lines() == 3);
}

TEST_CASE("a log is written line by line, and may have another separator", "[training]") {
    using namespace csv_logger_test;
    const File file("csv_logger.csv");
    auto model = fixtures::compiled_model();
    model.compile({.loss = MeanSquaredError()});
    int looked = 0;
    fit(model,
        {.epochs = 3,
         .callbacks = {CSVLogger(file.path, {.separator = ';'}),
                       LambdaCallback({.on_epoch_end = [&](TrainingState& t) {
                           const std::string text = file.text();
                           REQUIRE(std::count(text.begin(), text.end(), '\n') == t.epoch + 2);
                           REQUIRE(text.starts_with(
                               "epoch;activity_penalty;bias_penalty;data_loss;kernel_penalty;loss\n0;"));
                           ++looked;
                       }})}});
    REQUIRE(looked == 3);
    REQUIRE(read_csv(file.path, {.separator = ';'}).values.cols() == 6);
}

TEST_CASE("a log that goes on with a file keeps its columns", "[training]") {
    using namespace csv_logger_test;
    const File file("csv_logger.csv");
    std::ofstream(file.path) << "epoch,\"mae, mean\",loss,\"a \"\"b\"\"\"\n0,1,2,3\n";
    CSVLogger logger(file.path, {.append = true});
    TrainingState training = state(1, {{"loss", 0.5}, {"mae, mean", 4}});
    logger.on_train_begin(training);
    training.logs.set("learning_rate", 1);
    logger.on_epoch_end(training);
    REQUIRE(file.text() == "epoch,\"mae, mean\",loss,\"a \"\"b\"\"\"\n0,1,2,3\n1,4,0.5,NA\n");
    training.logs.set("other", 1);
    REQUIRE_THROWS_WITH(logger.on_train_begin(training),
                        "CSVLogger 'csv_logger.csv': expected the columns of the file, epoch, mae, mean, "
                        "loss, a \"b\", got 'learning_rate', too");
    std::ofstream(file.path) << "loss,accuracy\n1,2\n";
    REQUIRE_THROWS_WITH(logger.on_train_begin(training),
                        "CSVLogger 'csv_logger.csv': expected a log to go on with, whose first column is "
                        "epoch, got 'loss'");
}

TEST_CASE("a log is read back whatever names and separators there are, or refused", "[training]") {
    using namespace csv_logger_test;
    const File file("csv_logger.csv");
    for (const char separator : {',', ';', '\t', ' '}) {
        CSVLogger logger(file.path, {.separator = separator});
        TrainingState training = state(0, {{"error, mean", 1}, {"a; \"b\"", 2}, {" c\td ", 3}});
        logger.on_train_begin(training);
        logger.on_epoch_end(training);
        const Csv read = read_csv(file.path, {.separator = separator});
        REQUIRE(read.column("error, mean")[0] == 1);
        REQUIRE(read.column("a; \"b\"")[0] == 2);
        REQUIRE(read.column(" c\td ")[0] == 3);
    }
    CSVLogger logger(file.path);
    TrainingState broken = state(0, {{"a\nb", 1}}), epoch = state(0, {{"epoch", 1}});
    REQUIRE_THROWS_WITH(
        logger.on_train_begin(broken),
        "CSVLogger: expected names of columns without control characters, got 'a\\x0ab' for column 2");
    REQUIRE_THROWS_WITH(logger.on_train_begin(epoch),
                        "CSVLogger: expected names of columns that differ, got 'epoch' for columns 1 and 2");
    for (const char separator : {'\n', '.', '1', '"', 'e'})
        REQUIRE_THROWS_AS(CSVLogger(file.path, {.separator = separator}), ArgumentError);
}

TEST_CASE("the folder of a log is made, and a log that cannot be written is an error", "[training]") {
    using namespace csv_logger_test;
    auto model = fixtures::compiled_model();
    std::filesystem::remove_all("csv_logger_folder");
    fit(model, {.callbacks = {CSVLogger("csv_logger_folder/a/log.csv")}});
    REQUIRE(read_csv("csv_logger_folder/a/log.csv").values.rows() == 1);
    REQUIRE_THROWS_WITH(
        fit(model, {.callbacks = {CSVLogger("csv_logger_folder/a")}}),
        "CSVLogger 'csv_logger_folder/a': expected a file that can be opened, got 'Is a directory'");
    std::filesystem::remove_all("csv_logger_folder");
#ifdef __linux__
    auto unbuilt = fixtures::compiled_model();
    REQUIRE_THROWS_AS(fit(unbuilt, {.callbacks = {CSVLogger("/proc/no/log.csv")}}), FileError);
    REQUIRE_FALSE(unbuilt.is_built());
    REQUIRE_THROWS_WITH(
        fit(model, {.epochs = 3, .callbacks = {CSVLogger("/dev/full")}}),
        "CSVLogger '/dev/full': expected a file that can be written, got 'No space left on device'");
#endif
}
