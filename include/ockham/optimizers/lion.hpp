// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham {

struct LionOptions {
    AnySchedule learning_rate = 0.001;  ///< >= 0, or a schedule
    double beta_1 = 0.9;                ///< in (0, 1]: how much the mean counts beside the gradient
    double beta_2 = 0.99;               ///< in [0, 1]: how long gradients count in the mean
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Steps of one size, in the direction of a mean of the gradients; for a parameter w with gradient g:
///
///     w <- w - lr sign(beta_1 m + (1 - beta_1) g),        sign(0) = 0
///     m <- beta_2 m + (1 - beta_2) g
///
/// m begins at 0. Learning rates are a third to a tenth of Adam's, weight decays as much larger.
///
/// Chen et al. (2023), "Symbolic discovery of optimization algorithms".
class Lion final {
public:
    static constexpr std::string_view name = "lion";
    static constexpr bool applies_decay = true;
    static constexpr int slots = 1;

    explicit Lion(LionOptions options = {})
        : options_{std::move(options)}, shared_{update_options("Lion", options_)} {
        check::value(options_.beta_1 > 0 && options_.beta_1 <= 1, "Lion", "beta_1", "in (0, 1]",
                     options_.beta_1);
        check::between("Lion", "beta_2", options_.beta_2, 0, 1);
    }

    [[nodiscard]] const LionOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto lr = static_cast<Scalar>(u.learning_rate), decay = static_cast<Scalar>(u.decay),
                   beta_1 = static_cast<Scalar>(options_.beta_1),
                   beta_2 = static_cast<Scalar>(options_.beta_2);
        kernels::update(
            u.value.size(),
            [=](auto& w, auto& m, auto g) OCKHAM_INLINE {
                const auto direction = beta_1 * m + (1 - beta_1) * g;
                w = w - decay * w -
                    kernels::select(direction > 0, lr, kernels::select(direction < 0, -lr, 0));
                m = beta_2 * m + (1 - beta_2) * g;
            },
            u.value.data(), u.slots[0].data(), u.gradient.data());
    }

private:
    LionOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<Lion>);
OCKHAM_BUILT_IN(Optimizer, Lion);

}  // namespace ockham
