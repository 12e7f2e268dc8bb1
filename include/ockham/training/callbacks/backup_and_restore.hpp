// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

struct BackupAndRestoreOptions {
    bool delete_checkpoint = true;  ///< remove the file when training has come to its end
};

/// Makes `fit` safe against interruption: the same program, started again, goes on after the last complete epoch, and
/// ends with the same weights, bit for bit, as if it had never been interrupted.
///
///     model.fit(x, y, {.epochs = 100, .callbacks = {BackupAndRestore("backup.safetensors")}});
///
/// After every epoch the model is written as by `save_checkpoint`, together with what the other callbacks remember
/// (`ReduceLROnPlateau`, `EarlyStopping`, any with a `state`), after all of them have been told. When training begins
/// and the file is there, all of it is read, and training begins with the epoch after; the history that `fit` returns
/// begins there, too. At the end the file is removed.
///
/// The folder of the file is made if it is not there. A file that is damaged or cannot be written, or is that of another model,
/// optimizer or list of callbacks that remember something, is a `FileError`, before the model is changed. A model with numbers that are not finite is not written: the file stays the one before.
class BackupAndRestore final {
public:
    static constexpr int order = 2;  // after all whose state it writes

    explicit BackupAndRestore(std::string filepath, BackupAndRestoreOptions options = {});

    void on_train_begin(auto& training);

    void on_epoch_end(auto& training);

    void on_train_end(auto&) const {
        if (options_.delete_checkpoint) std::remove(path_.c_str());
    }

private:
    std::string path_;
    BackupAndRestoreOptions options_;
};

static_assert(Callback<BackupAndRestore, float> && Callback<BackupAndRestore, double>);
OCKHAM_BUILT_IN_CALLBACK(BackupAndRestore);

}  // namespace ockham

#if OCKHAM_BODIES

#include <algorithm>

#include <ockham/checkpoints/model_tensors.hpp>
#include <ockham/io/folders.hpp>

namespace ockham::detail {

inline std::string callback_name(std::size_t callback) {
    return (Text("callback_") << callback).string();
}

/// The numbers called `name`; none if there is no such array.
inline std::vector<double> callback_state_in(const ReadTensors& file, const std::string& name) {
    const NamedTensors::Entry* entry = file.tensors.find(name);
    if (entry == nullptr) return {};
    if (entry->shape.size() != 1 || entry->format != NumberFormat{NumberFormat::Kind::floating, 8})
        check::fail<FileError>(file.who, Text("'") << name << "' to be a list of float64", "another array");
    std::vector<double> state(entry->size / 8);
    decode_numbers(file.tensors.bytes().data() + entry->begin, entry->format, entry->shape[0], state.data(),
                   file.who);
    return state;
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC BackupAndRestore::BackupAndRestore(std::string filepath, BackupAndRestoreOptions options)
    : path_{std::move(filepath)}, options_{options} {
    if (path_.empty()) check::fail("BackupAndRestore", "the name of a file", "''");
}

OCKHAM_FUNC void BackupAndRestore::on_train_begin(auto& training) {
    detail::check_replaceable("BackupAndRestore", path_);
    if (::access(path_.c_str(), F_OK) != 0) return;
    const detail::ReadTensors file(detail::WholeFile("BackupAndRestore", path_));
    std::size_t saved = 0, left = 0;
    for (const NamedTensors::Entry& entry : file.tensors.entries())
        saved += entry.name.starts_with("callback_");
    left = saved;
    std::vector<std::vector<double>> states = training.states();
    const std::size_t here = states.size();
    for (std::size_t i = 0; i < here; ++i) {
        states[i] = detail::callback_state_in(file, detail::callback_name(i));
        left -= states[i].empty() ? 0 : 1;
    }
    if (left != 0 || !training.resume(states))
        check::fail<FileError>(file.who,
                               Text("the callbacks of the training that was interrupted, of which ")
                                   << saved
                                   << " remembered something (as EarlyStopping and ModelCheckpoint do)",
                               saved == here ? Text("others") : Text() << here);
    training.epoch = detail::restore(training.model, file);
}

OCKHAM_FUNC void BackupAndRestore::on_epoch_end(auto& training) {
    if (!detail::is_finite(training.model)) return;
    NamedTensors tensors = detail::checkpoint_of(training.model, "BackupAndRestore", training.epoch + 1);
    const std::vector<std::vector<double>> states = training.states();
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i].empty()) continue;
        Tensor<double> numbers(Shape{static_cast<Index>(states[i].size())});
        std::copy(states[i].begin(), states[i].end(), numbers.data());
        tensors.add(detail::callback_name(i), numbers);
    }
    detail::write_safetensors("BackupAndRestore", path_, tensors);
}

OCKHAM_INSTANTIATE(void BackupAndRestore::on_train_begin(Training<float>&));
OCKHAM_INSTANTIATE(void BackupAndRestore::on_train_begin(Training<double>&));
OCKHAM_INSTANTIATE(void BackupAndRestore::on_epoch_end(Training<float>&));
OCKHAM_INSTANTIATE(void BackupAndRestore::on_epoch_end(Training<double>&));

}  // namespace ockham

#endif
