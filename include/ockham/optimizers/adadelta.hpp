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

struct AdadeltaOptions {
    AnySchedule learning_rate = 0.001;  ///< >= 0, or a schedule
    double rho = 0.95;                  ///< in [0, 1]: how long gradients and steps count
    double epsilon = 1e-7;              ///< > 0
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Steps of the size of the last steps, measured by the size of the last gradients; for a parameter w with gradient g:
///
///     a <- rho a + (1 - rho) g^2                                       the mean of the squares of gradients
///     s = g sqrt(d + epsilon) / sqrt(a + epsilon)
///     d <- rho d + (1 - rho) s^2                                       and of steps
///     w <- w - lr s
///
/// a and d begin at 0. The learning rate of the paper is 1; the default is Keras'.
///
/// Zeiler (2012), "ADADELTA: an adaptive learning rate method".
class Adadelta final {
public:
    static constexpr std::string_view name = "adadelta";
    static constexpr bool applies_decay = true;
    static constexpr int slots = 2;

    explicit Adadelta(AdadeltaOptions options = {})
        : options_{std::move(options)}, shared_{update_options("Adadelta", options_)} {
        check::between("Adadelta", "rho", options_.rho, 0, 1);
        check::positive("Adadelta", "epsilon", options_.epsilon);
    }

    [[nodiscard]] const AdadeltaOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto lr = static_cast<Scalar>(u.learning_rate), decay = static_cast<Scalar>(u.decay),
                   rho = static_cast<Scalar>(options_.rho), fresh = static_cast<Scalar>(1 - options_.rho),
                   epsilon = static_cast<Scalar>(options_.epsilon);
        kernels::update(
            u.value.size(),
            [=](auto& w, auto& a, auto& d, auto g) OCKHAM_INLINE {
                a = rho * a + fresh * (g * g);
                const auto step = g * kernels::sqrt((d + epsilon) / (a + epsilon));
                d = rho * d + fresh * (step * step);
                w = w - decay * w - lr * step;
            },
            u.value.data(), u.slots[0].data(), u.slots[1].data(), u.gradient.data());
    }

private:
    AdadeltaOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<Adadelta>);
OCKHAM_BUILT_IN(Optimizer, Adadelta);

}  // namespace ockham
