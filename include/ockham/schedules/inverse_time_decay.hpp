// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>

#include <ockham/core/schedule.hpp>

namespace ockham {

struct InverseTimeDecayOptions {
    double initial_learning_rate = 0.1;  ///< >= 0
    double decay_steps = 1000;           ///< > 0
    double decay_rate = 0.5;             ///< >= 0
    bool staircase = false;              ///< only after each decay_steps whole steps
};

/// A learning rate that decays as one over time:
///
///     rate(step) = initial_learning_rate / (1 + decay_rate p),     p = step / decay_steps, or if `staircase` the whole part of
///                                                                  it
///
/// In single precision, as in Keras.
class InverseTimeDecay final {
public:
    explicit InverseTimeDecay(InverseTimeDecayOptions options = {}) : options_{options} {
        check::non_negative("InverseTimeDecay", "initial_learning_rate", options.initial_learning_rate);
        check::positive("InverseTimeDecay", "decay_steps", options.decay_steps);
        check::non_negative("InverseTimeDecay", "decay_rate", options.decay_rate);
    }

    [[nodiscard]] const InverseTimeDecayOptions& options() const { return options_; }

    [[nodiscard]] double operator()(std::int64_t step) const {
        const auto rate = static_cast<float>(options_.decay_rate), now = static_cast<float>(step);
        const float per_step = 1 / static_cast<float>(options_.decay_steps);
        return static_cast<float>(options_.initial_learning_rate) /
               (1 + (options_.staircase ? rate * std::floor(now * per_step) : rate * per_step * now));
    }

private:
    InverseTimeDecayOptions options_;
};

static_assert(Schedule<InverseTimeDecay>);
OCKHAM_BUILT_IN(Schedule, InverseTimeDecay);

}  // namespace ockham
