// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

#include <ockham/core/schedule.hpp>

namespace ockham {

struct CosineDecayRestartsOptions {
    double initial_learning_rate = 0.1;  ///< >= 0
    double first_decay_steps = 1000;     ///< > 0: the length of the first period
    double t_mul = 2;                    ///< > 0: each period is so many times as long as the one before
    double m_mul = 1;                    ///< >= 0: and starts at so many times its rate
    double alpha = 0;  ///< >= 0: the share of initial_learning_rate that is left at the end of a period
};

/// A learning rate that goes down along half a wave, again and again:
///
///     rate(step) = initial_learning_rate ((1 - alpha) m_mul^i (1 + cos(pi s)) / 2 + alpha)
///
/// where i is the number of the period in which `step` is, from 0, and s in [0, 1) the share of it that is over. In single
/// precision, as in Keras: that decides in which period the first step of one is, where t_mul is neither 1 nor 2.
///
/// Loshchilov & Hutter (2017), "SGDR: stochastic gradient descent with warm restarts".
class CosineDecayRestarts final {
public:
    explicit CosineDecayRestarts(CosineDecayRestartsOptions options = {}) : options_{options} {
        check::non_negative("CosineDecayRestarts", "initial_learning_rate", options.initial_learning_rate);
        check::positive("CosineDecayRestarts", "first_decay_steps", options.first_decay_steps);
        check::positive("CosineDecayRestarts", "t_mul", options.t_mul);
        check::non_negative("CosineDecayRestarts", "m_mul", options.m_mul);
        check::non_negative("CosineDecayRestarts", "alpha", options.alpha);
    }

    [[nodiscard]] const CosineDecayRestartsOptions& options() const { return options_; }

    [[nodiscard]] double operator()(std::int64_t step) const {
        const auto longer = static_cast<float>(options_.t_mul), alpha = static_cast<float>(options_.alpha);
        float share = static_cast<float>(step) * (1 / static_cast<float>(options_.first_decay_steps)),
              period = 0;
        if (longer == 1) {
            period = std::floor(share);
            share -= period;
        } else {
            period = std::floor(std::log(1 - share * (1 - longer)) / std::log(longer));
            const float length = std::pow(longer, period);
            share = (share - (1 - length) / (1 - longer)) / length;
        }
        const float wave = 0.5F * std::pow(static_cast<float>(options_.m_mul), period) *
                           (1 + std::cos(std::numbers::pi_v<float> * share));
        return static_cast<float>(options_.initial_learning_rate) * ((1 - alpha) * wave + alpha);
    }

private:
    CosineDecayRestartsOptions options_;
};

static_assert(Schedule<CosineDecayRestarts>);
OCKHAM_BUILT_IN(Schedule, CosineDecayRestarts);

}  // namespace ockham
