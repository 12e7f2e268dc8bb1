// SPDX-License-Identifier: MIT
// A training run without training: callbacks see the logs that the test makes up.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <ockham/training/callback.hpp>

namespace fake_run {

/// What callbacks use of a model. Its weights say after how many epochs it is.
struct Model {
    double rate = 1;
    int trained = 0;
    double learning_rate() const { return rate; }
    void set_learning_rate(double value) { rate = value; }
    std::vector<int> get_weights() const { return {trained}; }
    void set_weights(const std::vector<int>& weights) { trained = weights.at(0); }
};

struct Run : ockham::TrainingState {
    explicit Run(Model& trained) : model{trained} {}
    Model& model;
};

/// Trains as many epochs as `series` has values, or until `callback` stops, and returns the number of epochs.
template <class Callback>
int train(Callback& callback, const std::string& name, const std::vector<double>& series, Model& model) {
    Run run(model);
    run.epochs = static_cast<int>(series.size());
    run.logs.set("loss", 0);
    run.logs.set(name, 0);
    callback.on_train_begin(run);
    for (; run.epoch < run.epochs && !run.stopping; ++run.epoch) {
        ++model.trained;
        run.logs.set(name, series[static_cast<std::size_t>(run.epoch)]);
        callback.on_epoch_end(run);
    }
    if constexpr (requires { callback.on_train_end(run); }) callback.on_train_end(run);
    return run.epoch;
}

}  // namespace fake_run
