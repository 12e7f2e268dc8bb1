// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>

#include <ockham/core/schedule.hpp>

namespace ockham {

struct CosineDecayOptions {
    double initial_learning_rate = 0.1;  ///< >= 0
    double decay_steps = 1000;           ///< > 0: how long it decays, after the warm-up
    double alpha = 0;                    ///< >= 0: the share of the largest rate that is left at the end
    std::optional<double> warmup_target = {};  ///< >= 0: the rate at the end of the warm-up; none: no warm-up
    double warmup_steps = 0;                   ///< >= 0
};

/// A learning rate that goes down along half a wave, if wanted after going up along a straight line:
///
///     rate(step) = initial_learning_rate + (warmup_target - initial_learning_rate) step / warmup_steps    for step < warmup_steps
///     rate(step) = top ((1 - alpha) (1 + cos(pi s)) / 2 + alpha),   s = min(step - warmup_steps, decay_steps) / decay_steps
///
/// where top is warmup_target, or without warm-up initial_learning_rate. In single precision, as in Keras.
///
/// Loshchilov & Hutter (2017), "SGDR: stochastic gradient descent with warm restarts"; Goyal et al. (2017), "Accurate, large
/// minibatch SGD", for the warm-up.
class CosineDecay final {
public:
    explicit CosineDecay(CosineDecayOptions options = {}) : options_{options} {
        check::non_negative("CosineDecay", "initial_learning_rate", options.initial_learning_rate);
        check::positive("CosineDecay", "decay_steps", options.decay_steps);
        check::non_negative("CosineDecay", "alpha", options.alpha);
        check::non_negative("CosineDecay", "warmup_target", options.warmup_target.value_or(0));
        check::non_negative("CosineDecay", "warmup_steps", options.warmup_steps);
    }

    [[nodiscard]] const CosineDecayOptions& options() const { return options_; }

    [[nodiscard]] double operator()(std::int64_t step) const {
        const auto first = static_cast<float>(options_.initial_learning_rate),
                   period = static_cast<float>(options_.decay_steps), now = static_cast<float>(step);
        constexpr auto pi = std::numbers::pi_v<float>;
        if (!options_.warmup_target) return decayed(first, pi * (1 / period) * std::min(now, period));
        const auto top = static_cast<float>(*options_.warmup_target),
                   warm = static_cast<float>(options_.warmup_steps);
        if (now < warm) return (top - first) * (now / warm) + first;
        return decayed(top, pi * ((std::min(now, period + warm) - warm) / period));
    }

private:
    [[nodiscard]] float decayed(float top, float angle) const {
        const float wave = 0.5F * (1 + std::cos(angle));
        return top * (static_cast<float>(1 - options_.alpha) * wave + static_cast<float>(options_.alpha));
    }

    CosineDecayOptions options_;
};

static_assert(Schedule<CosineDecay>);
OCKHAM_BUILT_IN(Schedule, CosineDecay);

}  // namespace ockham
