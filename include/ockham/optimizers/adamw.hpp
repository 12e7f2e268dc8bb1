// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/optimizers/adam.hpp>

namespace ockham {

/// Those of Adam, with weight decay unless told otherwise.
struct AdamWOptions {
    AnySchedule learning_rate = 0.001;  ///< >= 0, or a schedule
    double beta_1 = 0.9;                ///< in [0, 1): how long gradients count
    double beta_2 = 0.999;              ///< in [0, 1): how long their squares count
    double epsilon = 1e-7;              ///< >= 0
    bool amsgrad = false;               ///< measure by the largest mean of squares so far
    bool proximal_l1 = false;           ///< L1 penalties of parameters make weights exactly zero: see Adam
    double weight_decay =
        0.004;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Adam, after w <- w - weight_decay lr w. Unlike an L2 penalty the decay is not in the gradient, and so is not scaled by it.
///
/// Loshchilov & Hutter (2019), "Decoupled weight decay regularization".
class AdamW final {
public:
    static constexpr std::string_view name = "adamw";
    static constexpr bool applies_decay = true;

    explicit AdamW(AdamWOptions options = {})
        : options_{std::move(options)},
          shared_{update_options("AdamW", options_)},
          adam_{adam_of(options_)} {}

    [[nodiscard]] const AdamWOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }
    [[nodiscard]] int slots() const { return adam_.slots(); }
    [[nodiscard]] bool proximal_l1() const { return options_.proximal_l1; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        adam_.update(u);
    }

private:
    static Adam adam_of(const AdamWOptions& options) {
        detail::check_beta("AdamW", "beta_1", options.beta_1);
        detail::check_beta("AdamW", "beta_2", options.beta_2);
        check::non_negative("AdamW", "epsilon", options.epsilon);
        return Adam({.beta_1 = options.beta_1,
                     .beta_2 = options.beta_2,
                     .epsilon = options.epsilon,
                     .amsgrad = options.amsgrad});
    }

    AdamWOptions options_;
    UpdateOptions shared_;
    Adam adam_;
};

static_assert(Optimizer<AdamW>);
OCKHAM_BUILT_IN(Optimizer, AdamW);

}  // namespace ockham
