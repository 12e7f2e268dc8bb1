// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/optimizers/beta.hpp>

namespace ockham {

struct NadamOptions {
    AnySchedule learning_rate = 0.001;  ///< >= 0, or a schedule
    double beta_1 = 0.9;                ///< in [0, 1): how long gradients count
    double beta_2 = 0.999;              ///< in [0, 1): how long their squares count
    double epsilon = 1e-7;              ///< >= 0
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Adam with Nesterov momentum; for a parameter w with gradient g, at step t = 1, 2, ...:
///
///     m <- m + (1 - beta_1) (g - m),        v <- v + (1 - beta_2) (g^2 - v)
///     w <- w - lr (u_{t+1} m / (1 - U_{t+1}) + (1 - u_t) g / (1 - U_t)) / (sqrt(v / (1 - beta_2^t)) + epsilon)
///     u_t = beta_1 (1 - 0.96^t / 2),        U_t = u_1 u_2 ... u_t
///
/// m and v begin at 0. As in Keras, the betas and 0.96 are those of single precision, but not in U.
///
/// Dozat (2016), "Incorporating Nesterov momentum into Adam".
class Nadam final {
public:
    static constexpr std::string_view name = "nadam";
    static constexpr bool applies_decay = true;
    static constexpr int slots = 2;

    explicit Nadam(NadamOptions options = {})
        : options_{std::move(options)}, shared_{update_options("Nadam", options_)} {
        detail::check_beta("Nadam", "beta_1", options_.beta_1);
        detail::check_beta("Nadam", "beta_2", options_.beta_2);
        check::non_negative("Nadam", "epsilon", options_.epsilon);
    }

    [[nodiscard]] const NadamOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }

    /// U after so many steps. The logarithm of the product of 1 - 0.96^k / 2, in powers of 1 / 2: a sum of 50 terms, however
    /// many steps there were.
    [[nodiscard]] double product(std::int64_t steps) const {
        const double factor = 0.96, last = std::pow(factor, static_cast<double>(steps));
        double sum = 0, half = 0.5 * factor, first = factor, rest = last;
        for (int j = 1; j <= 50; ++j) {
            sum -= half * (1 - rest) / (j * (1 - first));
            half *= 0.5 * factor;
            first *= factor;
            rest *= last;
        }
        return std::exp(sum) * std::pow(options_.beta_1, static_cast<double>(steps));
    }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto t = static_cast<double>(u.iteration + 1);
        const double beta_1 = detail::in_single_precision(options_.beta_1),
                     beta_2 = detail::in_single_precision(options_.beta_2);
        const auto weight = [&](double step) {
            return beta_1 * (1 - 0.5 * detail::power_of_beta(0.96, step));
        };
        const double now = weight(t), next = weight(t + 1), product = this->product(u.iteration + 1);
        const auto of_mean = static_cast<Scalar>(u.learning_rate * next / (1 - product * next)),
                   of_gradient = static_cast<Scalar>(u.learning_rate * (1 - now) / (1 - product)),
                   decay = static_cast<Scalar>(u.decay), fresh_1 = static_cast<Scalar>(1 - beta_1),
                   fresh_2 = static_cast<Scalar>(1 - beta_2),
                   correction = static_cast<Scalar>(1 / (1 - std::pow(beta_2, t))),
                   epsilon = static_cast<Scalar>(options_.epsilon);
        kernels::update(
            u.value.size(),
            [=](auto& w, auto& m, auto& v, auto g) OCKHAM_INLINE {
                m += (g - m) * fresh_1;
                v += (g * g - v) * fresh_2;
                w = w - decay * w -
                    (of_mean * m + of_gradient * g) / (kernels::sqrt(v * correction) + epsilon);
            },
            u.value.data(), u.slots[0].data(), u.slots[1].data(), u.gradient.data());
    }

private:
    NadamOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<Nadam>);
OCKHAM_BUILT_IN(Optimizer, Nadam);

}  // namespace ockham
