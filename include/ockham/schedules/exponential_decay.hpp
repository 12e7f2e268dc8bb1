// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>

#include <ockham/core/schedule.hpp>

namespace ockham {

struct ExponentialDecayOptions {
    double initial_learning_rate = 0.1;  ///< >= 0
    double decay_steps = 1000;           ///< > 0: in how many steps the rate is multiplied by decay_rate
    double decay_rate = 0.96;            ///< >= 0
    bool staircase = false;              ///< only after each decay_steps whole steps
};

/// A learning rate that decays exponentially:
///
///     rate(step) = initial_learning_rate decay_rate^p,     p = step / decay_steps, or if `staircase` the whole part of it
///
/// Like all schedules here it is computed as in a training with Keras: in single precision, whatever the model computes in, and
/// with products by 1 / decay_steps.
class ExponentialDecay final {
public:
    explicit ExponentialDecay(ExponentialDecayOptions options = {}) : options_{options} {
        check::non_negative("ExponentialDecay", "initial_learning_rate", options.initial_learning_rate);
        check::positive("ExponentialDecay", "decay_steps", options.decay_steps);
        check::non_negative("ExponentialDecay", "decay_rate", options.decay_rate);
    }

    [[nodiscard]] const ExponentialDecayOptions& options() const { return options_; }

    [[nodiscard]] double operator()(std::int64_t step) const {
        const float periods = static_cast<float>(step) * (1 / static_cast<float>(options_.decay_steps));
        return static_cast<float>(options_.initial_learning_rate) *
               std::pow(static_cast<float>(options_.decay_rate),
                        options_.staircase ? std::floor(periods) : periods);
    }

private:
    ExponentialDecayOptions options_;
};

static_assert(Schedule<ExponentialDecay>);
OCKHAM_BUILT_IN(Schedule, ExponentialDecay);

}  // namespace ockham
