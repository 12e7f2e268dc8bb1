// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/handle.hpp>
#include <ockham/core/schedule.hpp>
#include <ockham/core/tensor.hpp>

namespace ockham {

/// Everything an optimizer needs to update one parameter.
template <class Scalar>
struct ParameterUpdate {
    InOut<Scalar> value;              ///< to be changed
    In<Scalar> gradient;              ///< of the whole loss, penalties included, already clipped
    std::span<Tensor<Scalar>> slots;  ///< the optimizer's memory for this parameter, zero at first
    double learning_rate;             ///< for this step
    std::int64_t iteration;           ///< updates before this one: 0 in the first step
    double decay = 0;  ///< share of the value that is to be taken off first, w <- w - decay w; 0 unless the
                       ///< optimizer `applies_decay`
    double l1 = 0;     ///< factor of a penalty l1 |w| that is not in the gradient; 0 unless the optimizer has
                       ///< `proximal_l1`
};

/// What every optimizer can do besides its own rule, with Keras' meanings. A step is, in this order:
///
///     gather      the mean of the gradients of gradient_accumulation_steps batches; all but the last of these
///                 batches change no weight
///     clip        the gradient g; at most one of the three bounds is set
///     decay       w <- w - weight_decay lr w, which unlike an L2 penalty is neither in the loss nor in g
///     update      the optimizer's rule
///     average     a <- ema_momentum a + (1 - ema_momentum) w, after every batch; a begins as the first w
///     constrain   by the parameter's own constraint
struct UpdateOptions {
    double weight_decay = 0;  ///< >= 0
    std::vector<std::string> exclude_from_weight_decay =
        {};  ///< parameters in whose names (`dense/bias`) one of these occurs are not decayed
    std::optional<double> clipvalue = {};  ///< bound on each entry of a gradient, > 0
    std::optional<double> clipnorm = {};   ///< bound on the Euclidean norm of each parameter's gradient, > 0
    std::optional<double> global_clipnorm = {};  ///< the same for all gradients together
    bool use_ema = false;                        ///< keep an exponential moving average of the weights, which
                                                 ///< replaces them when `fit` ends
    double ema_momentum = 0.99;                  ///< in [0, 1]
    int ema_overwrite_frequency = 0;             ///< and after every so many updates; 0: only then
    int gradient_accumulation_steps = 1;         ///< batches for one update, >= 1
    std::optional<double> loss_scale_factor = {};  ///< > 0; for files only: Keras multiplies the loss and
                                                   ///< divides the gradients by it, which is of use in half
                                                   ///< precision, and changes nothing otherwise
};

namespace check {

/// Fails unless `options` make sense.
void update_options(std::string_view who, const UpdateOptions& options);

}  // namespace check

/// Those of the options of optimizer `who` that all optimizers share, checked, and its learning rate with them.
template <class Options>
[[nodiscard]] UpdateOptions update_options(std::string_view who, const Options& options) {
    check::learning_rate(who, options.learning_rate);
    UpdateOptions shared{.weight_decay = options.weight_decay,
                         .exclude_from_weight_decay = options.exclude_from_weight_decay,
                         .clipvalue = options.clipvalue,
                         .clipnorm = options.clipnorm,
                         .global_clipnorm = options.global_clipnorm,
                         .use_ema = options.use_ema,
                         .ema_momentum = options.ema_momentum,
                         .ema_overwrite_frequency = options.ema_overwrite_frequency,
                         .gradient_accumulation_steps = options.gradient_accumulation_steps,
                         .loss_scale_factor = options.loss_scale_factor};
    check::update_options(who, shared);
    return shared;
}

/// A rule that changes parameters by their gradients. It is a value without a state: what it remembers of a
/// parameter lives in `slots`, which the model owns.
///
///     std::string_view name
///     double learning_rate                       a number or a schedule
///     int slots                                  tensors of memory a parameter, at most 4
///     void update(ParameterUpdate<Scalar> u) const      a template, or for float and double
///
/// It may have more:
///
///     UpdateOptions shared                       what it wants of all that optimizers share
///     double initial(int slot) const             what a slot is filled with at first, where that is not 0
///     bool applies_decay                         whether it takes off `u.decay` itself, in the same pass over memory
///     bool proximal_l1                           whether it leaves L1 penalties to itself: see `u.l1`
///
/// All but `initial` and `update` may be functions.
template <class O>
concept Optimizer = detail::Named<O> &&(
                        requires(const O& o) { AnySchedule(o.learning_rate()); } ||
                        requires(const O& o) { AnySchedule(o.learning_rate); }) &&
                    (
                        requires(const O& o) { o.slots(); } || requires(const O& o) { int(o.slots); }) &&
                    requires(const O& o, ParameterUpdate<float> u, ParameterUpdate<double> u64) {
    o.update(u);
    o.update(u64);
};

namespace detail {

/// How `AnyOptimizer` holds a value.
struct OptimizerKind {
    /// What an optimizer says of itself, asked once.
    struct Interface : Counted {
        std::string name;
        AnySchedule learning_rate = 0;
        int slots = 0;
        UpdateOptions shared = {};
        bool applies_decay = false, proximal_l1 = false;
        virtual double initial(int slot) const = 0;
        virtual void update(ParameterUpdate<float>) const = 0;
        virtual void update(ParameterUpdate<double>) const = 0;
    };
    using Pointer = SharedPointer<Interface>;

    template <class O>
    struct Holder final : Interface {
        explicit Holder(O o) : held{std::move(o)} {
            name = name_of(held);
            if constexpr (requires { AnySchedule(held.learning_rate()); })
                learning_rate = held.learning_rate();
            else
                learning_rate = held.learning_rate;
            if constexpr (requires { held.slots(); })
                slots = held.slots();
            else
                slots = held.slots;
            if constexpr (requires { shared = held.shared(); })
                shared = held.shared();
            else if constexpr (requires { shared = held.shared; })
                shared = held.shared;
            if constexpr (requires { bool(held.applies_decay()); })
                applies_decay = held.applies_decay();
            else if constexpr (requires { bool(held.applies_decay); })
                applies_decay = held.applies_decay;
            if constexpr (requires { bool(held.proximal_l1()); })
                proximal_l1 = held.proximal_l1();
            else if constexpr (requires { bool(held.proximal_l1); })
                proximal_l1 = held.proximal_l1;
        }
        double initial(int slot) const override {
            if constexpr (requires { held.initial(slot); })
                return held.initial(slot);
            else
                return 0 * slot;
        }
        void update(ParameterUpdate<float> u) const override { held.update(u); }
        void update(ParameterUpdate<double> u) const override { held.update(u); }
        O held;
    };
};

}  // namespace detail

/// Any optimizer.
class AnyOptimizer final : public detail::Handle<detail::OptimizerKind> {
public:
    template <detail::Other<AnyOptimizer> O>
    requires Optimizer<O> AnyOptimizer(O optimizer);

    [[nodiscard]] const std::string& name() const { return held_->name; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return held_->learning_rate; }
    [[nodiscard]] int slots() const { return held_->slots; }
    [[nodiscard]] double initial(int slot) const { return held_->initial(slot); }
    [[nodiscard]] const UpdateOptions& shared() const { return held_->shared; }
    [[nodiscard]] bool applies_decay() const { return held_->applies_decay; }
    [[nodiscard]] bool proximal_l1() const { return held_->proximal_l1; }
    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        held_->update(u);
    }
};

template <detail::Other<AnyOptimizer> O>
requires Optimizer<O> OCKHAM_FUNC AnyOptimizer::AnyOptimizer(O optimizer)
    : Handle(std::in_place, std::move(optimizer)) {
    check::learning_rate(name(), learning_rate());
    check::update_options(name(), shared());
}

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::check {

OCKHAM_FUNC void update_options(std::string_view who, const UpdateOptions& options) {
    const int bounds = int(options.clipvalue.has_value()) + int(options.clipnorm.has_value()) +
                       int(options.global_clipnorm.has_value());
    if (bounds > 1) fail(who, "one of clipvalue, clipnorm and global_clipnorm at most", Text() << bounds);
    positive(who, "clipvalue", options.clipvalue.value_or(1));
    positive(who, "clipnorm", options.clipnorm.value_or(1));
    positive(who, "global_clipnorm", options.global_clipnorm.value_or(1));
    non_negative(who, "weight_decay", options.weight_decay);
    between(who, "ema_momentum", options.ema_momentum, 0, 1);
    non_negative(who, "ema_overwrite_frequency", options.ema_overwrite_frequency);
    positive(who, "gradient_accumulation_steps", options.gradient_accumulation_steps);
    positive(who, "loss_scale_factor", options.loss_scale_factor.value_or(1));
}

}  // namespace ockham::check

namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::OptimizerKind>);
}  // namespace ockham

#endif
