// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/optimizers/beta.hpp>

namespace ockham {

struct AdamaxOptions {
    AnySchedule learning_rate = 0.001;  ///< >= 0, or a schedule
    double beta_1 = 0.9;                ///< in [0, 1): how long gradients count
    double beta_2 = 0.999;              ///< in [0, 1): how long the largest one counts
    double epsilon = 1e-7;              ///< >= 0
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Adam with the largest gradient in place of the mean of squares; for a parameter w with gradient g, at step t = 1, 2, ...:
///
///     m <- m + (1 - beta_1) (g - m),        u <- max(beta_2 u, |g|)
///     w <- w - lr m / ((1 - beta_1^t) (u + epsilon))
///
/// m and u begin at 0. The power is that of beta_1 in single precision, as Keras takes it.
///
/// Kingma & Ba (2015), "Adam: a method for stochastic optimization", section 7.1.
class Adamax final {
public:
    static constexpr std::string_view name = "adamax";
    static constexpr bool applies_decay = true;
    static constexpr int slots = 2;

    explicit Adamax(AdamaxOptions options = {})
        : options_{std::move(options)}, shared_{update_options("Adamax", options_)} {
        detail::check_beta("Adamax", "beta_1", options_.beta_1);
        detail::check_beta("Adamax", "beta_2", options_.beta_2);
        check::non_negative("Adamax", "epsilon", options_.epsilon);
    }

    [[nodiscard]] const AdamaxOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto t = static_cast<double>(u.iteration + 1);
        const auto step =
                       static_cast<Scalar>(u.learning_rate / (1 - detail::power_of_beta(options_.beta_1, t))),
                   decay = static_cast<Scalar>(u.decay), fresh = static_cast<Scalar>(1 - options_.beta_1),
                   beta_2 = static_cast<Scalar>(options_.beta_2),
                   epsilon = static_cast<Scalar>(options_.epsilon);
        kernels::update(
            u.value.size(),
            [=](auto& w, auto& m, auto& largest, auto g) OCKHAM_INLINE {
                m += (g - m) * fresh;
                largest = kernels::max(beta_2 * largest, kernels::abs(g));
                w = w - decay * w - step * m / (largest + epsilon);
            },
            u.value.data(), u.slots[0].data(), u.slots[1].data(), u.gradient.data());
    }

private:
    AdamaxOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<Adamax>);
OCKHAM_BUILT_IN(Optimizer, Adamax);

}  // namespace ockham
