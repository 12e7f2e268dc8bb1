// SPDX-License-Identifier: MIT
#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#include <ockham/training/callbacks/backup_and_restore.hpp>

#include "checkpoints/checkpoint_files.hpp"
#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace backup_and_restore_test {

struct Interruption final : std::exception {};

/// Throws in this batch of this epoch.
struct Interrupter {
    int epoch;
    Index batch = 0;
    void on_batch_end(const TrainingState& t) const {
        if (t.epoch == epoch && t.batch == batch) throw Interruption();
    }
};

inline const std::string path = "backup.safetensors";

inline bool exists() {
    return ::access(path.c_str(), F_OK) == 0;
}

/// What one run of a program does. With dropout, shuffling, momentum, and callbacks that remember; they would all
/// do something else without their memory.
template <class Scalar>
struct Program {
    Sequential<Scalar> model = fixtures::compiled_model<Scalar>();
    History history;
    ModelCheckpoint best{"best.safetensors", {.save_best_only = true}};
    EarlyStopping early{{.patience = 6, .restore_best_weights = true}};

    /// False if it was interrupted.
    bool run(int epochs, int interrupted = -1, Index batch = 0, BackupAndRestoreOptions options = {}) {
        try {
            history = model.fit(
                fixtures::numbers<Scalar>(Shape{30, 4}), fixtures::one_hot<Scalar>(30),
                {.epochs = epochs,
                 .batch_size = 8,
                 .validation_split = 0.3,
                 .verbose = 0,
                 .callbacks = {
                     BackupAndRestore(path, options), std::ref(best), Interrupter{interrupted, batch},
                     ReduceLROnPlateau({.factor = 0.5, .patience = 2, .cooldown = 1}), std::ref(early)}});
            return true;
        } catch (const Interruption&) {
            return false;
        }
    }
};

template <class Scalar>
void require_same_as_uninterrupted() {
    Program<Scalar> whole;
    REQUIRE(whole.run(40));
    REQUIRE(whole.early.stopped_epoch().has_value());  // or the test would say less
    REQUIRE(whole.history.last("learning_rate") < 0.1);
    const int last = whole.history.epoch.back();
    for (const int first : {1, 3, 5}) {
        for (const int epoch : {0, first, first, first + 1, last}) {
            Program<Scalar> interrupted;
            REQUIRE_FALSE(interrupted.run(40, epoch, epoch % 3));
            REQUIRE(exists() == (epoch > 0));
        }
        Program<Scalar> resumed;
        REQUIRE(resumed.run(40));
        REQUIRE(resumed.history.epoch == std::vector<int>{last});
        for (const std::string& name : whole.history.names())
            REQUIRE(resumed.history.last(name) == whole.history.last(name));
        REQUIRE(resumed.early.stopped_epoch() == whole.early.stopped_epoch());
        REQUIRE(resumed.early.best_epoch() == whole.early.best_epoch());
        REQUIRE(resumed.best.best() == whole.best.best());
        fixtures::require_same(resumed.model, whole.model, fixtures::numbers<Scalar>(Shape{10, 4}),
                               Tensor<Scalar>(fixtures::one_hot<Scalar>(10)));
        REQUIRE_FALSE(exists());
    }
    std::remove("best.safetensors");
}

/// A backup of two epochs, without other callbacks.
inline void leave_backup() {
    Sequential<double> model = fixtures::compiled_model();
    REQUIRE_THROWS_AS(model.fit(fixtures::numbers<double>(Shape{10, 4}), fixtures::one_hot<double>(10),
                                {.epochs = 5,
                                 .verbose = 0,
                                 .callbacks = {BackupAndRestore(path), Interrupter{2},
                                               EarlyStopping({.monitor = "loss"})}}),
                      Interruption);
    REQUIRE(exists());
}

}  // namespace backup_and_restore_test

TEST_CASE("training that is interrupted again and again ends as if it had not been, bit for bit",
          "[training]") {
    using namespace backup_and_restore_test;
    const io_files::Without backup(path), best("best.safetensors");
    require_same_as_uninterrupted<float>();
    require_same_as_uninterrupted<double>();
}

TEST_CASE("the backup is removed at the end, unless it is to stay", "[training]") {
    using namespace backup_and_restore_test;
    const io_files::Without backup(path), best("best.safetensors");
    REQUIRE(Program<double>().run(2));
    REQUIRE_FALSE(exists());
    Program<double> kept;
    REQUIRE(kept.run(2, -1, 0, {.delete_checkpoint = false}));
    REQUIRE(exists());
    Program<double> again;
    REQUIRE(again.run(2));
    REQUIRE(again.history.epoch.empty());
    REQUIRE(fixtures::same_weights(again.model, kept.model));
    REQUIRE_FALSE(exists());
    std::remove("best.safetensors");
}

TEST_CASE("a backup is a checkpoint", "[training]") {
    using namespace backup_and_restore_test;
    const io_files::Without backup(path), best("best.safetensors");
    leave_backup();
    Sequential<double> model = fixtures::compiled_model(3);
    model.build({4});
    REQUIRE(load_checkpoint(model, path) == 2);
    load_weights(model, path);
    ::unlink(path.c_str());
}

TEST_CASE("a model that is not finite does not replace a good backup", "[training]") {
    using namespace backup_and_restore_test;
    const io_files::Without backup(path), best("best.safetensors");
    struct Spoil {
        void on_epoch_end(Training<double>& t) const {
            auto weights = t.model.get_weights();
            weights[0](0, 0) = std::nan("");
            if (t.epoch == 1) t.model.set_weights(weights);
        }
    };
    Sequential<double> model = fixtures::compiled_model();
    model.fit(fixtures::numbers<double>(Shape{10, 4}), fixtures::one_hot<double>(10),
              {.epochs = 2,
               .verbose = 0,
               .callbacks = {BackupAndRestore(path, {.delete_checkpoint = false}), Spoil()}});
    REQUIRE(load_checkpoint(model, path) == 1);
    ::unlink(path.c_str());
}

TEST_CASE("a backup of something else is an error before training", "[training]") {
    using namespace backup_and_restore_test;
    const io_files::Without backup(path), best("best.safetensors");
    REQUIRE_THROWS_WITH(BackupAndRestore(""), "BackupAndRestore: expected the name of a file, got ''");
    const std::string who = "BackupAndRestore '" + path + "': expected ";
    Sequential<double> model = fixtures::compiled_model();
    const auto refused = [&model](const std::string& sentence, std::vector<AnyCallback<double>> more) {
        more.insert(more.begin(), BackupAndRestore(path));
        fixtures::require_refused<FileError>(model, sentence, [&](Sequential<double>& m) {
            m.fit(fixtures::numbers<double>(Shape{10, 4}), fixtures::one_hot<double>(10),
                  {.epochs = 5, .verbose = 0, .callbacks = more});
        });
    };
    const EarlyStopping early({.monitor = "loss"});
    const std::string callbacks =
        who +
        "the callbacks of the training that was interrupted, of which 1 remembered something (as "
        "EarlyStopping and ModelCheckpoint do), got ";
    leave_backup();
    const ModelCheckpoint checkpoint("a", {.monitor = "loss", .save_best_only = true});
    refused(callbacks + "0", {});
    refused(callbacks + "0", {TerminateOnNaN()});
    refused(callbacks + "2", {ReduceLROnPlateau({.monitor = "loss"}), early});
    refused(callbacks + "others", {Interrupter{9}, checkpoint});
    refused(callbacks + "2", {Interrupter{9}, early, checkpoint});

    checkpoint_files::replace(path, "callback_0", fixtures::numbers<float>(Shape{3}));
    refused(who + "'callback_0' to be a list of float64, got another array", {Interrupter{9}, early});
    checkpoint_files::replace(path, "callback_0", fixtures::numbers(Shape{3, 1}));
    refused(who + "'callback_0' to be a list of float64, got another array", {Interrupter{9}, early});
    checkpoint_files::replace(path, "callback_0", fixtures::numbers(Shape{4}));
    refused(callbacks + "others", {Interrupter{9}, early});
    checkpoint_files::leave_out(path, "callback_0");
    refused(who +
                "the callbacks of the training that was interrupted, of which 0 remembered something (as "
                "EarlyStopping and ModelCheckpoint do), got 1",
            {Interrupter{9}, early});
    checkpoint_files::replace(path, "output/bias", fixtures::numbers(Shape{4}));
    refused(who + "'output/bias' of shape (3,), got (4,)", {});
    std::fclose(std::fopen(path.c_str(), "wb"));
    refused(who + "a safetensors file of at least 8 bytes, got 0", {});
    ::unlink(path.c_str());
    // Callbacks without a state may come and go.
    leave_backup();
    REQUIRE_NOTHROW(model.fit(
        fixtures::numbers<double>(Shape{10, 4}), fixtures::one_hot<double>(10),
        {.epochs = 5, .verbose = 0, .callbacks = {TerminateOnNaN(), early, BackupAndRestore(path)}}));
    REQUIRE_THROWS_WITH(
        model.fit(fixtures::numbers<double>(Shape{10, 4}), fixtures::one_hot<double>(10),
                  {.verbose = 0, .callbacks = {BackupAndRestore("/proc/no/where")}}),
        "BackupAndRestore '/proc/no': expected a folder that can be made, got 'No such file or directory'");
}
