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
#include <ockham/optimizers/beta.hpp>

namespace ockham {

struct AdamOptions {
    AnySchedule learning_rate = 0.001;  ///< >= 0, or a schedule
    double beta_1 = 0.9;                ///< in [0, 1): how long gradients count
    double beta_2 = 0.999;              ///< in [0, 1): how long their squares count
    double epsilon = 1e-7;              ///< >= 0
    bool amsgrad = false;               ///< measure by the largest mean of squares so far
    bool proximal_l1 = false;           ///< L1 penalties of parameters make weights exactly zero: see Adam
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Steps of a size that gradients do not scale, along their mean; for a parameter w with gradient g, at step t = 1, 2, ...:
///
///     m <- m + (1 - beta_1) (g - m)          the mean of the gradients
///     v <- v + (1 - beta_2) (g^2 - v)        and of their squares; `amsgrad`: V <- max(V, v), used in place of v below
///     w <- w - lr c_t m / (sqrt(v) + epsilon),        c_t = sqrt(1 - beta_2^t) / (1 - beta_1^t)
///
/// m, v and V begin at 0, which c_t makes up for. `epsilon` is added after that (Keras' and the paper's short form;
/// PyTorch's epsilon is larger by sqrt(1 - beta_2^t)). The powers are those of the betas in single precision, as Keras takes
/// them: it matters in the first steps.
///
/// With `proximal_l1` the gradient is that of all but the L1 penalties of parameters (activity penalties stay in), and a
/// parameter with penalty l1 sum |w| takes a proximal step in the metric of the update,
///
///     w <- S(w - lr c_t m / (sqrt(v) + epsilon), l1 lr sqrt(1 - beta_2^t) / (sqrt(v) + epsilon)),
///     S(x, t) = sign(x) max(|x| - t, 0)
///
/// which makes weights exactly zero that are zero in the minimum. Where no gradient ever came, v = 0, it does so at once.
///
/// Kingma & Ba (2015), "Adam: a method for stochastic optimization"; Reddi et al. (2018), "On the convergence of Adam and
/// beyond", for amsgrad; Yun, Lozano & Yang (2021), "Adaptive proximal gradient methods for structured neural networks".
class Adam final {
public:
    static constexpr std::string_view name = "adam";
    static constexpr bool applies_decay = true;

    explicit Adam(AdamOptions options = {})
        : options_{std::move(options)}, shared_{update_options("Adam", options_)} {
        detail::check_beta("Adam", "beta_1", options_.beta_1);
        detail::check_beta("Adam", "beta_2", options_.beta_2);
        check::non_negative("Adam", "epsilon", options_.epsilon);
    }

    [[nodiscard]] const AdamOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }
    [[nodiscard]] int slots() const { return options_.amsgrad ? 3 : 2; }
    [[nodiscard]] bool proximal_l1() const { return options_.proximal_l1; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const double t = static_cast<double>(u.iteration + 1),
                     rate = u.learning_rate * std::sqrt(1 - detail::power_of_beta(options_.beta_2, t));
        const auto step = static_cast<Scalar>(rate / (1 - detail::power_of_beta(options_.beta_1, t))),
                   decay = static_cast<Scalar>(u.decay), bound = static_cast<Scalar>(rate * u.l1),
                   fresh_1 = static_cast<Scalar>(1 - options_.beta_1),
                   fresh_2 = static_cast<Scalar>(1 - options_.beta_2),
                   epsilon = static_cast<Scalar>(options_.epsilon);
        const auto moved = [=](auto w, auto& m, auto& v, auto g) OCKHAM_INLINE {
            m += (g - m) * fresh_1;
            v += (g * g - v) * fresh_2;
            return w - decay * w;
        };
        const auto stepped = [=](auto w, auto m, auto v) OCKHAM_INLINE {
            const auto scale = 1 / (kernels::sqrt(v) + epsilon);
            return kernels::soft_threshold(w - step * m * scale, bound * scale);
        };
        if (options_.amsgrad)
            kernels::update(
                u.value.size(),
                [=](auto& w, auto& m, auto& v, auto& largest, auto g) OCKHAM_INLINE {
                    w = moved(w, m, v, g);
                    largest = kernels::max(largest, v);
                    w = stepped(w, m, largest);
                },
                u.value.data(), u.slots[0].data(), u.slots[1].data(), u.slots[2].data(), u.gradient.data());
        else
            kernels::update(
                u.value.size(),
                [=](auto& w, auto& m, auto& v, auto g) OCKHAM_INLINE {
                    w = moved(w, m, v, g);
                    w = stepped(w, m, v);
                },
                u.value.data(), u.slots[0].data(), u.slots[1].data(), u.gradient.data());
    }

private:
    AdamOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<Adam>);
OCKHAM_BUILT_IN(Optimizer, Adam);

}  // namespace ockham
