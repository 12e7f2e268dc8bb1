// SPDX-License-Identifier: MIT
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <thread>

#include <ockham/ockham.hpp>

#include "io/events.hpp"
#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace tensor_board_test {

/// A folder of logs that is not there yet, and is gone afterwards.
struct Logs {
    std::string path;
    explicit Logs(const char* name) : path{name} { std::filesystem::remove_all(path); }
    Logs(const Logs&) = delete;
    Logs& operator=(const Logs&) = delete;
    ~Logs() { std::filesystem::remove_all(path); }

    /// What the files of a run have, file by file.
    std::vector<events::Event> run(const char* name) const {
        std::vector<events::Event> all;
        for (const auto& entry : std::filesystem::directory_iterator(path + "/" + name)) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
            for (const events::Event& event : events::scalars(bytes)) all.push_back(event);
        }
        return all;
    }

    bool has_run(const char* name) const { return std::filesystem::exists(path + "/" + name); }
};

using Series = std::vector<std::pair<std::int64_t, double>>;

/// Steps and values of each tag.
inline std::map<std::string, Series> by_tag(const std::vector<events::Event>& events) {
    std::map<std::string, Series> series;
    for (const events::Event& event : events) series[event.tag].emplace_back(event.step, event.value);
    return series;
}

inline Series series(const std::vector<double>& values, std::int64_t first = 0, std::int64_t stride = 1) {
    Series made;
    for (std::size_t i = 0; i < values.size(); ++i)
        made.emplace_back(first + stride * static_cast<std::int64_t>(i), static_cast<float>(values[i]));
    return made;
}

inline History fit(Sequential<double>& model, FitOptions<double> options) {
    options.verbose = 0;
    return model.fit(fixtures::numbers(20, 4), fixtures::one_hot(20), options);
}

/// Adds to the logs, and changes the learning rate as ReduceLROnPlateau does.
struct Adding {
    void on_epoch_end(auto& training) {
        training.logs.set("mine", training.epoch + 0.5);
        training.logs.set("val_mine", training.epoch + 0.75);
        training.logs.set("learning_rate", training.model.learning_rate());
        training.model.set_learning_rate(training.model.learning_rate() / 2);
    }
};

}  // namespace tensor_board_test

TEST_CASE("TensorBoard gets the history of both runs", "[training]") {
    using namespace tensor_board_test;
    const Logs logs("tensor_board_test");
    auto model = fixtures::compiled_model();
    const History history =
        fit(model,
            {.epochs = 3, .batch_size = 4, .validation_split = 0.25, .callbacks = {TensorBoard(logs.path)}});
    const auto train = by_tag(logs.run("train")), validation = by_tag(logs.run("validation"));
    std::size_t of_training = 0;
    for (const std::string& name : history.names())
        if (name.starts_with("val_")) {
            CAPTURE(name);
            REQUIRE(validation.at("epoch_" + name.substr(4)) == series(history[name]));
            REQUIRE(validation.at("evaluation_" + name.substr(4) + "_vs_iterations") ==
                    series(history[name], 4, 4));
        } else {
            REQUIRE(train.at("epoch_" + name) == series(history[name]));
            ++of_training;
        }
    REQUIRE(train.at("epoch_learning_rate") == series({0.1, 0.1, 0.1}));
    REQUIRE(train.size() == of_training + 1);
    REQUIRE(validation.size() == 2 * (history.names().size() - of_training));
    for (const char* run : {"train", "validation"})
        for (const events::Event& event : logs.run(run)) REQUIRE(event.plugin == "scalars");
}

TEST_CASE("TensorBoard gets averages within an epoch, if it is to", "[training]") {
    using namespace tensor_board_test;
    const Logs logs("tensor_board_test");
    auto model = fixtures::compiled_model();
    std::vector<double> losses;
    const LambdaCallback listen(
        {.on_batch_end = [&](TrainingState& state) { losses.push_back(state.logs["loss"]); }});
    fit(model, {.epochs = 3,
                .batch_size = 4,
                .validation_split = 0.2,
                .initial_epoch = 1,
                .callbacks = {TensorBoard(logs.path, {.update_freq = 3}), listen}});
    const auto train = by_tag(logs.run("train"));
    // Four batches an epoch, of which the first epoch was trained earlier: the batches are number 5 to 12.
    REQUIRE(losses.size() == 8);
    REQUIRE(train.at("batch_loss") == series({losses[1], losses[4], losses[7]}, 6, 3));
    REQUIRE(train.at("batch_accuracy").size() == 3);
    REQUIRE(train.contains("batch_kernel_penalty"));
    REQUIRE_FALSE(train.contains("batch_learning_rate"));
    REQUIRE_FALSE(train.contains("batch_steps_per_second"));
    REQUIRE(train.at("epoch_loss") == series({losses[3], losses[7]}, 1));
    for (const auto& [tag, values] : train) REQUIRE_FALSE(tag.starts_with("batch_val"));
    for (const auto& [tag, values] : by_tag(logs.run("validation"))) REQUIRE_FALSE(tag.starts_with("batch_"));
}

TEST_CASE("TensorBoard gets the speed of training, if it is to", "[training]") {
    using namespace tensor_board_test;
    const Logs logs("tensor_board_test");
    auto model = fixtures::compiled_model();
    const LambdaCallback slow(
        {.on_batch_end = [](TrainingState&) { std::this_thread::sleep_for(std::chrono::milliseconds(2)); }});
    const auto start = std::chrono::steady_clock::now();
    fit(model,
        {.epochs = 2,
         .batch_size = 4,
         .callbacks = {TensorBoard(logs.path, {.update_freq = 1, .write_steps_per_second = true}), slow}});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto train = by_tag(logs.run("train"));
    REQUIRE(train.at("epoch_steps_per_second").size() == 2);
    double of_epochs = 0;
    for (const auto& [epoch, speed] : train.at("epoch_steps_per_second")) of_epochs += 5 / speed;
    REQUIRE(of_epochs > 0);
    REQUIRE(of_epochs <= seconds * 1.001);
    double of_batches = 0;
    for (const auto& [step, speed] : train.at("batch_steps_per_second")) of_batches += 1 / speed;
    REQUIRE(train.at("batch_steps_per_second").size() == 10);
    REQUIRE(of_batches > 0.02);
    REQUIRE(of_batches <= of_epochs);
}

TEST_CASE("TensorBoard gets what other callbacks add, wherever it stands among them", "[training]") {
    using namespace tensor_board_test;
    for (const bool first : {false, true}) {
        const Logs logs("tensor_board_test");
        auto model = fixtures::compiled_model();
        std::vector<AnyCallback<double>> callbacks{Adding()};
        callbacks.insert(first ? callbacks.begin() : callbacks.end(), TensorBoard(logs.path));
        fit(model, {.epochs = 3, .validation_split = 0.2, .callbacks = callbacks});
        REQUIRE(by_tag(logs.run("train")).at("epoch_mine") == series({0.5, 1.5, 2.5}));
        REQUIRE(by_tag(logs.run("validation")).at("epoch_mine") == series({0.75, 1.75, 2.75}));
        // The rate of each epoch, once.
        REQUIRE(by_tag(logs.run("train")).at("epoch_learning_rate") == series({0.1, 0.05, 0.025}));
    }
}

TEST_CASE("TensorBoard can read along", "[training]") {
    using namespace tensor_board_test;
    const Logs logs("tensor_board_test");
    auto model = fixtures::compiled_model();
    int looked = 0;
    const LambdaCallback look({.on_epoch_begin = [&](TrainingState& state) {
        const auto train = by_tag(logs.run("train")), validation = by_tag(logs.run("validation"));
        const auto epochs = static_cast<std::size_t>(state.epoch);
        REQUIRE(train.contains("epoch_loss") == (epochs > 0));
        if (epochs > 0) REQUIRE(train.at("epoch_loss").size() == epochs);
        if (epochs > 0) REQUIRE(validation.at("epoch_loss").size() == epochs);
        ++looked;
    }});
    fit(model, {.epochs = 3, .validation_split = 0.2, .callbacks = {TensorBoard(logs.path), look}});
    REQUIRE(looked == 3);
    const LambdaCallback look_closely({.on_batch_begin = [&](TrainingState& state) {
        if (state.batch == 1) REQUIRE(by_tag(logs.run("train")).at("batch_loss").size() == 1);
    }});
    const Logs closely("tensor_board_test");
    fit(model, {.batch_size = 7, .callbacks = {TensorBoard(logs.path, {.update_freq = 1}), look_closely}});
}

TEST_CASE("each training has files of its own, and without validation there is one run", "[training]") {
    using namespace tensor_board_test;
    const Logs logs("tensor_board_test");
    auto model = fixtures::compiled_model();
    TensorBoard board(logs.path);
    fit(model, {.epochs = 2, .callbacks = {std::ref(board)}});
    REQUIRE_FALSE(logs.has_run("validation"));
    fit(model, {.epochs = 5, .initial_epoch = 2, .callbacks = {std::ref(board)}});
    REQUIRE(by_tag(logs.run("train")).at("epoch_loss").size() == 5);
    REQUIRE(std::distance(std::filesystem::directory_iterator(logs.path + "/train"), {}) == 2);
    // After one with validation that was broken off.
    const LambdaCallback broken({.on_batch_end = [](TrainingState&) { throw ArgumentError("broken"); }});
    REQUIRE_THROWS_WITH(fit(model, {.validation_split = 0.5, .callbacks = {std::ref(board), broken}}),
                        "broken");
    REQUIRE(logs.run("validation").empty());
    fit(model, {.validation_split = 0.5, .callbacks = {std::ref(board)}});
    REQUIRE(std::distance(std::filesystem::directory_iterator(logs.path + "/validation"), {}) == 2);
    REQUIRE_FALSE(logs.run("validation").empty());
    // In single precision, too.
    auto small = fixtures::compiled_model<float>();
    small.fit(fixtures::numbers(20, 4), fixtures::one_hot(20),
              {.epochs = 3, .verbose = 0, .callbacks = {TensorBoard(logs.path)}});
    REQUIRE(by_tag(logs.run("train")).at("epoch_loss").size() > 7);
}

TEST_CASE("a folder that cannot be written ends training before it begins", "[training]") {
    REQUIRE_THROWS_AS(TensorBoard(""), ArgumentError);
    REQUIRE_THROWS_WITH(TensorBoard(""), "TensorBoard: expected the name of a folder, got ''");
    REQUIRE_THROWS_WITH(TensorBoard("logs", {.update_freq = -1}),
                        "TensorBoard: expected update_freq to be non-negative and finite, got -1");
    std::ofstream("tensor_board_test.txt") << "no folder";
    auto model = fixtures::compiled_model();
    fixtures::require_refused<FileError>(
        model,
        "TensorBoard 'tensor_board_test.txt/train': expected a folder that can be made, got 'Not a "
        "directory'",
        [](auto& given) {
            given.fit(fixtures::x(), fixtures::y(),
                      {.verbose = 0, .callbacks = {TensorBoard("tensor_board_test.txt")}});
        });
    std::filesystem::remove("tensor_board_test.txt");
}
