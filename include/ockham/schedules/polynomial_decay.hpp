// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <ockham/core/schedule.hpp>

namespace ockham {

struct PolynomialDecayOptions {
    double initial_learning_rate = 0.1;  ///< >= 0
    double decay_steps = 1000;           ///< > 0: how long it decays
    double end_learning_rate = 1e-4;     ///< >= 0
    double power = 1;                    ///< >= 0; 1: a straight line
    bool cycle = false;  ///< start again, more slowly each time, instead of staying at the end
};

/// A learning rate that goes from one number to another along a power:
///
///     rate(step) = (initial_learning_rate - end_learning_rate) (1 - s / d)^power + end_learning_rate
///     s = min(step, decay_steps), d = decay_steps;  with `cycle`: s = step, d = decay_steps max(1, ceil(step / decay_steps))
///
/// In single precision, as in Keras.
class PolynomialDecay final {
public:
    explicit PolynomialDecay(PolynomialDecayOptions options = {}) : options_{options} {
        check::non_negative("PolynomialDecay", "initial_learning_rate", options.initial_learning_rate);
        check::positive("PolynomialDecay", "decay_steps", options.decay_steps);
        check::non_negative("PolynomialDecay", "end_learning_rate", options.end_learning_rate);
        check::non_negative("PolynomialDecay", "power", options.power);
    }

    [[nodiscard]] const PolynomialDecayOptions& options() const { return options_; }

    [[nodiscard]] double operator()(std::int64_t step) const {
        const auto first = static_cast<float>(options_.initial_learning_rate),
                   last = static_cast<float>(options_.end_learning_rate),
                   period = static_cast<float>(options_.decay_steps);
        const auto now = static_cast<float>(step);
        const float share = options_.cycle ? now / (period * std::max(1.0F, std::ceil(now * (1 / period))))
                                           : std::min(now, period) * (1 / period);
        return (first - last) * std::pow(1 - share, static_cast<float>(options_.power)) + last;
    }

private:
    PolynomialDecayOptions options_;
};

static_assert(Schedule<PolynomialDecay>);
OCKHAM_BUILT_IN(Schedule, PolynomialDecay);

}  // namespace ockham
