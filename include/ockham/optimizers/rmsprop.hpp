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

struct RMSpropOptions {
    AnySchedule learning_rate = 0.001;  ///< >= 0, or a schedule
    double rho = 0.9;                   ///< in [0, 1]: how long squares of gradients count
    double momentum = 0;                ///< in [0, 1]
    double epsilon = 1e-7;              ///< >= 0
    bool centered = false;              ///< measure the spread of the gradients, not their size
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Steps that are measured by the size of the last gradients, for a parameter w with gradient g:
///
///     v <- rho v + (1 - rho) g^2                                     the mean of the squares
///     a <- rho a + (1 - rho) g                                       and, if `centered`, of the gradients
///     s = lr g / sqrt(v + epsilon)                                   if `centered`: v - a^2 + epsilon
///     w <- w - s                                                     if momentum > 0: b <- momentum b + s,  w <- w - b
///
/// v, a and b begin at 0. `epsilon` stands under the root, as in Keras 3 (in PyTorch it does not), and the velocity b
/// includes the learning rate.
///
/// Hinton (2012), "Neural networks for machine learning", lecture 6; Graves (2013), "Generating sequences with recurrent
/// neural networks", for the centered one.
class RMSprop final {
public:
    static constexpr std::string_view name = "rmsprop";
    static constexpr bool applies_decay = true;

    explicit RMSprop(RMSpropOptions options = {})
        : options_{std::move(options)}, shared_{update_options("RMSprop", options_)} {
        check::between("RMSprop", "rho", options_.rho, 0, 1);
        check::between("RMSprop", "momentum", options_.momentum, 0, 1);
        check::non_negative("RMSprop", "epsilon", options_.epsilon);
    }

    [[nodiscard]] const RMSpropOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }
    [[nodiscard]] int slots() const { return 1 + int(options_.momentum > 0) + int(options_.centered); }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto lr = static_cast<Scalar>(u.learning_rate), decay = static_cast<Scalar>(u.decay),
                   rho = static_cast<Scalar>(options_.rho), fresh = static_cast<Scalar>(1 - options_.rho),
                   momentum = static_cast<Scalar>(options_.momentum),
                   epsilon = static_cast<Scalar>(options_.epsilon);
        const bool has_momentum = options_.momentum > 0;
        const Index size = u.value.size();
        Scalar *value = u.value.data(), *square = u.slots[0].data();
        const Scalar* gradient = u.gradient.data();
        const auto scaled = [=](auto& v, auto g) OCKHAM_INLINE {
            v = rho * v + fresh * (g * g);
            return lr * g / kernels::sqrt(v + epsilon);
        };
        const auto centered = [=](auto& v, auto& a, auto g) OCKHAM_INLINE {
            v = rho * v + fresh * (g * g);
            a = rho * a + fresh * g;
            return lr * g / kernels::sqrt(v - a * a + epsilon);
        };
        if (has_momentum && options_.centered)
            kernels::update(
                size,
                [=](auto& w, auto& v, auto& b, auto& a, auto g) OCKHAM_INLINE {
                    b = momentum * b + centered(v, a, g);
                    w = w - decay * w - b;
                },
                value, square, u.slots[1].data(), u.slots[2].data(), gradient);
        else if (has_momentum)
            kernels::update(
                size,
                [=](auto& w, auto& v, auto& b, auto g) OCKHAM_INLINE {
                    b = momentum * b + scaled(v, g);
                    w = w - decay * w - b;
                },
                value, square, u.slots[1].data(), gradient);
        else if (options_.centered)
            kernels::update(
                size,
                [=](auto& w, auto& v, auto& a, auto g)
                    OCKHAM_INLINE { w = w - decay * w - centered(v, a, g); },
                value, square, u.slots[1].data(), gradient);
        else
            kernels::update(
                size, [=](auto& w, auto& v, auto g) OCKHAM_INLINE { w = w - decay * w - scaled(v, g); },
                value, square, gradient);
    }

private:
    RMSpropOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<RMSprop>);
OCKHAM_BUILT_IN(Optimizer, RMSprop);

}  // namespace ockham
