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

struct AdagradOptions {
    AnySchedule learning_rate = 0.001;       ///< >= 0, or a schedule
    double initial_accumulator_value = 0.1;  ///< >= 0
    double epsilon = 1e-7;                   ///< >= 0
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Steps that become smaller with every gradient that came; for a parameter w with gradient g:
///
///     a <- a + g^2,        w <- w - lr g / sqrt(a + epsilon)
///
/// a begins at `initial_accumulator_value`.
///
/// Duchi, Hazan & Singer (2011), "Adaptive subgradient methods for online learning and stochastic optimization".
class Adagrad final {
public:
    static constexpr std::string_view name = "adagrad";
    static constexpr bool applies_decay = true;
    static constexpr int slots = 1;

    explicit Adagrad(AdagradOptions options = {})
        : options_{std::move(options)}, shared_{update_options("Adagrad", options_)} {
        check::non_negative("Adagrad", "initial_accumulator_value", options_.initial_accumulator_value);
        check::non_negative("Adagrad", "epsilon", options_.epsilon);
    }

    [[nodiscard]] const AdagradOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }
    [[nodiscard]] double initial(int) const { return options_.initial_accumulator_value; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto lr = static_cast<Scalar>(u.learning_rate), decay = static_cast<Scalar>(u.decay),
                   epsilon = static_cast<Scalar>(options_.epsilon);
        kernels::update(
            u.value.size(),
            [=](auto& w, auto& a, auto g) OCKHAM_INLINE {
                a += g * g;
                w = w - decay * w - lr * g / kernels::sqrt(a + epsilon);
            },
            u.value.data(), u.slots[0].data(), u.gradient.data());
    }

private:
    AdagradOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<Adagrad>);
OCKHAM_BUILT_IN(Optimizer, Adagrad);

}  // namespace ockham
