// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ockham/training/callback.hpp>

namespace ockham {

/// Ends training after a batch whose loss is NaN or infinite.
class TerminateOnNaN final {
public:
    void on_batch_end(TrainingState& training) const {
        if (!std::isfinite(training.logs["loss"])) training.stop();
    }
};

static_assert(Callback<TerminateOnNaN, float> && Callback<TerminateOnNaN, double>);
OCKHAM_BUILT_IN_CALLBACK(TerminateOnNaN);

}  // namespace ockham
