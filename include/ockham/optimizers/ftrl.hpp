// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham {

struct FtrlOptions {
    AnySchedule learning_rate = 0.001;       ///< >= 0, or a schedule
    double learning_rate_power = -0.5;       ///< <= 0; 0: the rate does not decrease
    double initial_accumulator_value = 0.1;  ///< >= 0
    double l1_regularization_strength = 0;   ///< >= 0
    double l2_regularization_strength = 0;   ///< >= 0
    double l2_shrinkage_regularization_strength =
        0;                    ///< >= 0: a penalty on the weights as they were, not as they become
    double beta = 0;          ///< >= 0
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Follow the regularized leader: as if all gradients so far were minimized anew at each step, with penalties; for a
/// parameter w with gradient g:
///
///     A = a + g^2,    p = -learning_rate_power
///     z <- z + g + 2 l2_shrinkage w - (A^p - a^p) / lr w,        a <- A
///     w <- -S(z, l1) / (A^p / lr + 2 l2 + beta / lr),            S(z, l1) = sign(z) max(|z| - l1, 0)
///
/// with l1, l2 and l2_shrinkage short for the options ..._regularization_strength; a begins at
/// `initial_accumulator_value`, z at 0. These penalties are no part of the loss, and l1 makes weights exactly zero. A step with a
/// learning rate of 0 changes nothing.
///
/// Note that w itself is forgotten: the first step leads to where it would from w = 0, nearly. McMahan et al. (2013), "Ad
/// click prediction: a view from the trenches".
class Ftrl final {
public:
    static constexpr std::string_view name = "ftrl";
    static constexpr bool applies_decay = true;
    static constexpr int slots = 2;

    explicit Ftrl(FtrlOptions options = {})
        : options_{std::move(options)}, shared_{update_options("Ftrl", options_)} {
        check::value(options_.learning_rate_power <= 0 && std::isfinite(options_.learning_rate_power), "Ftrl",
                     "learning_rate_power", "negative or zero, and finite", options_.learning_rate_power);
        check::non_negative("Ftrl", "initial_accumulator_value", options_.initial_accumulator_value);
        check::non_negative("Ftrl", "l1_regularization_strength", options_.l1_regularization_strength);
        check::non_negative("Ftrl", "l2_regularization_strength", options_.l2_regularization_strength);
        check::non_negative("Ftrl", "l2_shrinkage_regularization_strength",
                            options_.l2_shrinkage_regularization_strength);
        check::non_negative("Ftrl", "beta", options_.beta);
    }

    [[nodiscard]] const FtrlOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }
    [[nodiscard]] double initial(int slot) const {
        return slot == 0 ? options_.initial_accumulator_value : 0;
    }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        if (u.learning_rate == 0) return;
        const auto power = static_cast<Scalar>(-options_.learning_rate_power);
        const auto of_zero = static_cast<Scalar>(power == 0 ? 1 : 0);
        if (power == Scalar(0.5))
            update(u, [](auto a) OCKHAM_INLINE { return kernels::sqrt(a); });
        else
            update(u, [power, of_zero](auto a) OCKHAM_INLINE {
                return kernels::select(a > 0, kernels::exp(power * kernels::log(a)), of_zero);
            });
    }

private:
    template <class Scalar, class Power>
    void update(ParameterUpdate<Scalar> u, Power power) const {
        const double rate = u.learning_rate;
        const auto decay = static_cast<Scalar>(u.decay), per_lr = static_cast<Scalar>(1 / rate),
                   l1 = static_cast<Scalar>(options_.l1_regularization_strength),
                   l2 = static_cast<Scalar>(2 * options_.l2_regularization_strength + options_.beta / rate),
                   shrinkage = static_cast<Scalar>(2 * options_.l2_shrinkage_regularization_strength);
        kernels::update(
            u.value.size(),
            [=](auto& w, auto& a, auto& z, auto g) OCKHAM_INLINE {
                const auto before = power(a);
                a += g * g;
                const auto after = power(a);
                w = w - decay * w;
                z += g + shrinkage * w - (after - before) * per_lr * w;
                const auto left = kernels::soft_threshold(z, l1);
                w = kernels::select(kernels::abs(z) > l1, -left / (after * per_lr + l2), 0);
            },
            u.value.data(), u.slots[0].data(), u.slots[1].data(), u.gradient.data());
    }

    FtrlOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<Ftrl>);
OCKHAM_BUILT_IN(Optimizer, Ftrl);

}  // namespace ockham
