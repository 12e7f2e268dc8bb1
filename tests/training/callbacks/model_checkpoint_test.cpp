// SPDX-License-Identifier: MIT
#include <cmath>
#include <filesystem>
#include <functional>
#include <string>
#include <unistd.h>
#include <vector>

#include <ockham/training/callbacks/model_checkpoint.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace model_checkpoint_test {

using Model = Sequential<double>;

/// Removes a file, and says whether it was there.
inline bool took(const std::string& path) {
    return ::unlink(path.c_str()) == 0;
}

/// Puts made-up values into the logs.
struct Values {
    std::vector<double> series;
    const char* name = "val_loss";
    void on_epoch_end(TrainingState& t) const {
        t.logs.set(name, series.at(static_cast<std::size_t>(t.epoch)));
    }
};

inline Model train(const std::vector<AnyCallback<double>>& callbacks, int epochs = 3,
                   Model model = fixtures::compiled_model()) {
    model.fit(
        fixtures::numbers<double>(Shape{10, 4}), fixtures::one_hot<double>(10),
        {.epochs = epochs, .batch_size = 4, .validation_split = 0.2, .verbose = 0, .callbacks = callbacks});
    return model;
}

/// In which epochs, from 1, a file is written while `val_loss` takes these values.
inline std::string written(const std::vector<double>& series, ModelCheckpointOptions options) {
    options.save_best_only = true;
    train({ModelCheckpoint("mc-{epoch}", options), Values{series}}, static_cast<int>(series.size()));
    std::string epochs;
    for (std::size_t epoch = 1; epoch <= series.size(); ++epoch)
        if (took("mc-" + std::to_string(epoch))) epochs += std::to_string(epoch) + " ";
    return epochs;
}

}  // namespace model_checkpoint_test

TEST_CASE("a checkpoint is written after every epoch", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    const Model model = train({ModelCheckpoint("mc-{epoch:02d}-{learning_rate}.safetensors")});
    REQUIRE(took("mc-01-0.1.safetensors"));
    Model other = fixtures::compiled_model(7);
    other.build({4});
    REQUIRE(load_checkpoint(other, "mc-02-0.1.safetensors") == 2);
    REQUIRE(load_checkpoint(other, "mc-03-0.1.safetensors") == 3);
    REQUIRE(fixtures::same_weights(model, other));
    REQUIRE(took("mc-02-0.1.safetensors"));
    REQUIRE(took("mc-03-0.1.safetensors"));
}

TEST_CASE("the file name has what the logs have", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    train({ModelCheckpoint("mc-{epoch}-{val_loss:.3f}-{val_loss}"), Values{{0.25, 0.5, 1e-7}}});
    REQUIRE(took("mc-1-0.250-0.25"));
    REQUIRE(took("mc-2-0.500-0.5"));
    REQUIRE(took("mc-3-0.000-1e-07"));
}

TEST_CASE("the last file stays where all have one name", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    const Model model = train({ModelCheckpoint("mc")});
    Model other = fixtures::compiled_model(7);
    other.build({4});
    REQUIRE(load_checkpoint(other, "mc") == 3);
    REQUIRE(fixtures::same_weights(model, other));
    REQUIRE(took("mc"));
}

TEST_CASE("only the best epochs are written if so wished", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    const std::vector<double> series{3, 2, 2, 2.5, 1, std::nan(""), 0.5};
    REQUIRE(written(series, {}) == "1 2 5 7 ");
    REQUIRE(written(series, {.mode = MonitorMode::max}) == "1 ");
    REQUIRE(written(series, {.initial_value_threshold = 2}) == "5 7 ");
    REQUIRE(written(series, {.mode = MonitorMode::max, .initial_value_threshold = 3}) == "");
    REQUIRE(written({std::nan(""), INFINITY, 1}, {}) == "3 ");
    train({ModelCheckpoint("mc-{epoch}", {.monitor = "val_accuracy", .save_best_only = true}),
           Values{{0.5, 0.4, 0.6}, "val_accuracy"}});
    REQUIRE(took("mc-1"));
    REQUIRE_FALSE(took("mc-2"));
    REQUIRE(took("mc-3"));
}

TEST_CASE("the best value stays from one fit to the next", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    ModelCheckpoint checkpoint("mc", {.save_best_only = true});
    REQUIRE(std::isnan(checkpoint.best()));
    train({std::ref(checkpoint), Values{{3, 2, 4}}});
    REQUIRE(checkpoint.best() == 2);
    REQUIRE(took("mc"));
    train({std::ref(checkpoint), Values{{3, 2, 4}}});
    REQUIRE_FALSE(took("mc"));
    train({std::ref(checkpoint), Values{{3, 1, 4}}});
    REQUIRE(took("mc"));
    REQUIRE(checkpoint.best() == 1);
}

TEST_CASE("weights alone are written if so wished", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    const Model model = train({ModelCheckpoint("mc", {.save_weights_only = true})});
    REQUIRE(*read_safetensors("mc").find_metadata("format") == "ockham weights 1");
    Model other = fixtures::model(7);
    other.build({4});
    load_weights(other, "mc");
    REQUIRE(fixtures::same_weights(model, other));
    REQUIRE(took("mc"));
}

TEST_CASE("files are written after so many batches if so wished, counted through the epochs", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    train({ModelCheckpoint("mc-{epoch}-{batch}-{loss:.0f}", {.save_freq = 3})}, 4);  // of two batches each
    Model other = fixtures::compiled_model(7);
    other.build({4});
    int written_files = 0;
    for (const char* loss : {"0", "1", "2", "3"}) {
        const std::string first = std::string("mc-2-1-") + loss, second = std::string("mc-3-2-") + loss;
        if (::access(first.c_str(), F_OK) == 0) {
            REQUIRE(load_checkpoint(other, first) == 1);
            REQUIRE(other.iterations() == 3);
        }
        written_files += took(first) + took(second);
    }
    REQUIRE(written_files == 2);
}

TEST_CASE("a learning rate that another callback has changed is in the file, whatever their order",
          "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    const ReduceLROnPlateau reduce({.monitor = "val_loss", .factor = 0.5, .patience = 1});
    for (const bool first : {false, true}) {
        std::vector<AnyCallback<double>> callbacks{Values{{1, 2}}, reduce};
        callbacks.insert(first ? callbacks.begin() : callbacks.end(), ModelCheckpoint("mc"));
        train(callbacks, 2);
        REQUIRE(read_safetensors("mc").get<double>("learning_rate").data()[0] == 0.05);
        REQUIRE(took("mc"));
    }
}

TEST_CASE("a model that is not finite is not written", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    struct Spoil {
        void on_epoch_end(Training<double>& t) const {
            auto weights = t.model.get_weights();
            weights[0](0, 0) = std::nan("");
            if (t.epoch == 1) t.model.set_weights(weights);
        }
    };
    train({Spoil(), ModelCheckpoint("mc-{epoch}")}, 2);
    REQUIRE(took("mc-1"));
    REQUIRE_FALSE(took("mc-2"));
}

TEST_CASE("what a ModelCheckpoint cannot do is an error before training", "[training]") {
    using namespace model_checkpoint_test;
    const io_files::Without files("mc*");
    REQUIRE_THROWS_WITH(
        ModelCheckpoint("{epoch"),
        "ModelCheckpoint: expected a file name in which each brace has its partner, got '{' without");
    REQUIRE_THROWS_WITH(ModelCheckpoint("a", {.save_freq = -1}),
                        "ModelCheckpoint: expected save_freq to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(ModelCheckpoint("a", {.initial_value_threshold = INFINITY}),
                        "ModelCheckpoint: expected initial_value_threshold to be finite, got inf");
    Model model = fixtures::compiled_model();
    const auto refused = [&](const ModelCheckpoint& checkpoint, const std::string& sentence) {
        fixtures::require_refused<ArgumentError>(model, sentence, [&](Model& m) {
            m.fit(fixtures::numbers<double>(Shape{10, 4}), fixtures::one_hot<double>(10),
                  {.verbose = 0, .callbacks = {checkpoint}});
        });
    };
    refused(ModelCheckpoint("a", {.save_best_only = true}),
            "ModelCheckpoint: expected monitor to be one of loss, accuracy, data_loss, kernel_penalty, "
            "bias_penalty, "
            "activity_penalty, got 'val_loss'; give fit validation data");
    refused(ModelCheckpoint("{color:.2f}"),
            "ModelCheckpoint: expected a placeholder to be one of epoch, batch, learning_rate, loss, "
            "accuracy, data_loss, "
            "kernel_penalty, bias_penalty, activity_penalty, got 'color'");
    const auto refused_with_validation = [](const ModelCheckpoint& checkpoint) {
        REQUIRE_THROWS_WITH(train({checkpoint}),
                            "ModelCheckpoint: expected names that are known after a batch, together with "
                            "save_freq, got 'val_loss'");
    };
    refused_with_validation(ModelCheckpoint("{val_loss:.2f}", {.save_freq = 1}));
    refused_with_validation(ModelCheckpoint("a", {.save_best_only = true, .save_freq = 1}));
    REQUIRE_THROWS_WITH(
        train({ModelCheckpoint("/proc/no/where")}),
        "ModelCheckpoint '/proc/no': expected a folder that can be made, got 'No such file or directory'");
    std::filesystem::remove_all("mc_folder");
    train({ModelCheckpoint("mc_folder/{epoch}/model.safetensors")});
    REQUIRE(std::filesystem::exists("mc_folder/1/model.safetensors"));
    std::filesystem::remove_all("mc_folder");
}
