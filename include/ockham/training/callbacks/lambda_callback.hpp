// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <utility>

#include <ockham/training/callback.hpp>

namespace ockham {

struct LambdaCallbackOptions {
    std::function<void(TrainingState&)> on_train_begin = {};
    std::function<void(TrainingState&)> on_epoch_begin = {};
    std::function<void(TrainingState&)> on_batch_begin = {};
    std::function<void(TrainingState&)> on_batch_end = {};
    std::function<void(TrainingState&)> on_epoch_end = {};
    std::function<void(TrainingState&)> on_train_end = {};
};

/// A callback from functions: `LambdaCallback({.on_epoch_end = [](TrainingState& training) { ... }})`. One
/// that needs the model, too, is a struct with the function `on_epoch_end(auto& training)`.
class LambdaCallback final {
public:
    explicit LambdaCallback(LambdaCallbackOptions options) : options_{std::move(options)} {}

    void on_train_begin(TrainingState& training) { call(options_.on_train_begin, training); }
    void on_epoch_begin(TrainingState& training) { call(options_.on_epoch_begin, training); }
    void on_batch_begin(TrainingState& training) { call(options_.on_batch_begin, training); }
    void on_batch_end(TrainingState& training) { call(options_.on_batch_end, training); }
    void on_epoch_end(TrainingState& training) { call(options_.on_epoch_end, training); }
    void on_train_end(TrainingState& training) { call(options_.on_train_end, training); }

private:
    static void call(const std::function<void(TrainingState&)>& function, TrainingState& training) {
        if (function) function(training);
    }

    LambdaCallbackOptions options_;
};

static_assert(Callback<LambdaCallback, float> && Callback<LambdaCallback, double>);
OCKHAM_BUILT_IN_CALLBACK(LambdaCallback);

}  // namespace ockham
