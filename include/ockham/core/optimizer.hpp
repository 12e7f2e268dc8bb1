// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include <ockham/core/check.hpp>
#include <ockham/core/handle.hpp>
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
};

/// Bounds on gradients, applied before an update. At most one is set (infinity: none).
struct Clipping {
    double value = std::numeric_limits<double>::infinity();  ///< each entry, to [-value, value]
    double norm =
        std::numeric_limits<double>::infinity();  ///< each parameter's gradient, to this Euclidean norm
    double global_norm = std::numeric_limits<double>::infinity();  ///< all gradients together, likewise
};

/// The clipping that options with the members `clipvalue`, `clipnorm` and `global_clipnorm` ask for.
template <class Options>
Clipping clipping_of(std::string_view who, const Options& options) {
    Clipping clipping;
    const int set = int(options.clipvalue.has_value()) + int(options.clipnorm.has_value()) +
                    int(options.global_clipnorm.has_value());
    if (set > 1) check::fail(who, "one of clipvalue, clipnorm and global_clipnorm at most", Text() << set);
    if (options.clipvalue) check::positive(who, "clipvalue", clipping.value = *options.clipvalue);
    if (options.clipnorm) check::positive(who, "clipnorm", clipping.norm = *options.clipnorm);
    if (options.global_clipnorm)
        check::positive(who, "global_clipnorm", clipping.global_norm = *options.global_clipnorm);
    return clipping;
}

namespace detail {

template <class O>
double learning_rate_of(const O& optimizer) {
    if constexpr (requires { optimizer.learning_rate(); })
        return optimizer.learning_rate();
    else
        return optimizer.learning_rate;
}

template <class O>
int slots_of(const O& optimizer) {
    if constexpr (requires { optimizer.slots(); })
        return optimizer.slots();
    else
        return optimizer.slots;
}

}  // namespace detail

/// A rule that changes parameters by their gradients. It is a value without a state: what it remembers of a
/// parameter lives in `slots`, which the model owns.
///
///     std::string_view name
///     double learning_rate                       the first one; callbacks may change it while training
///     int slots                                  tensors of memory a parameter
///     void update(ParameterUpdate<Scalar> u) const      a template, or for float and double
///
/// `learning_rate` and `slots` may be functions. It may have a function `Clipping clipping() const`.
template <class O>
concept Optimizer = detail::Named<O> &&(
                        requires(const O& o) { o.learning_rate(); } ||
                        requires(const O& o) { double(o.learning_rate); }) &&
                    (
                        requires(const O& o) { o.slots(); } || requires(const O& o) { int(o.slots); }) &&
                    requires(const O& o, ParameterUpdate<float> u, ParameterUpdate<double> u64) {
    o.update(u);
    o.update(u64);
};

/// Any optimizer.
class AnyOptimizer final {
public:
    template <detail::Other<AnyOptimizer> O>
    requires Optimizer<O> AnyOptimizer(O optimizer)
        : held_{detail::Shared<Interface>::template of<Holder<O>>(std::move(optimizer))} {}

    [[nodiscard]] std::string name() const { return held_->name(); }
    [[nodiscard]] double learning_rate() const { return held_->learning_rate(); }
    [[nodiscard]] int slots() const { return held_->slots(); }
    [[nodiscard]] Clipping clipping() const { return held_->clipping(); }
    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        held_->update(u);
    }

    /// The optimizer inside, if it is an `O`; otherwise null.
    template <class O>
    [[nodiscard]] const O* as() const {
        return detail::held_by<Holder<O>>(held_.get());
    }

private:
    struct Interface : detail::Held {
        virtual std::string name() const = 0;
        virtual double learning_rate() const = 0;
        virtual int slots() const = 0;
        virtual Clipping clipping() const = 0;
        virtual void update(ParameterUpdate<float>) const = 0;
        virtual void update(ParameterUpdate<double>) const = 0;
    };

    template <class O>
    struct Holder final : Interface {
        explicit Holder(O o) : held{std::move(o)} {}
        std::string name() const override { return detail::name_of(held); }
        double learning_rate() const override { return detail::learning_rate_of(held); }
        int slots() const override { return detail::slots_of(held); }
        Clipping clipping() const override {
            if constexpr (requires { held.clipping(); })
                return held.clipping();
            else
                return {};
        }
        void update(ParameterUpdate<float> u) const override { held.update(u); }
        void update(ParameterUpdate<double> u) const override { held.update(u); }
        O held;
    };

    detail::Shared<Interface> held_;
};

}  // namespace ockham
