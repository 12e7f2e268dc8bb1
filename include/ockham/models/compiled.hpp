// SPDX-License-Identifier: MIT
#pragma once

// Longer than 250 lines: one step of training, from gradients to constraints, with all that optimizers share.

#include <cstdint>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/metric.hpp>
#include <ockham/core/optimizer.hpp>
#include <ockham/core/stamp.hpp>
#include <ockham/models/workspace.hpp>
#include <ockham/optimizers/sgd.hpp>

namespace ockham {

/// What `compile` is told.
struct CompileOptions {
    AnyOptimizer optimizer = SGD();       ///< how parameters change
    AnyLoss loss = {};                    ///< what is made small, besides the penalties; required
    std::vector<AnyMetric> metrics = {};  ///< what is reported besides; any loss is a metric, too
};

/// What a compiled model remembers from step to step.
template <std::floating_point Scalar>
struct Compiled {
    AnyOptimizer optimizer;
    AnyLoss given_loss, loss;  ///< as given, and as it is computed
    bool loss_from_logits = false;
    std::vector<AnyMetric> given_metrics, metrics;  ///< likewise
    std::size_t fused_node = no_node;               ///< what `fuse` was told last
    Logits fused_logits = Logits::none;
    detail::Stamp stamp;                ///< another one when loss or metrics are
    std::size_t logits_node = no_node;  ///< the node whose z are the logits, if loss or metrics need them
    double learning_rate;               ///< unless the optimizer has a schedule
    std::int64_t iterations = 0;        ///< steps made so far: batches, of which several may make one update

    explicit Compiled(const CompileOptions& options);

    /// Has loss and metrics computed from what goes into the activation of node number `node`, as far as they are better
    /// computed so.
    void fuse(std::size_t node, Logits logits);

    /// Whether they are.
    [[nodiscard]] bool is_fused(std::size_t node, Logits logits) const {
        return fused_node == node && fused_logits == logits;
    }

    /// The learning rate of the next step.
    [[nodiscard]] double rate() const;

    /// Updates made so far.
    [[nodiscard]] std::int64_t updates() const;

    /// What of `Parameter::slots` is in use.
    [[nodiscard]] std::vector<std::size_t> slots_in_use() const;

    /// Before training: tells the parameters of `layers` whether they are subject to weight decay.
    void begin(std::vector<AnyLayer<Scalar>>& layers) const;

    /// Whether a parameter called like `dense/kernel` is subject to weight decay.
    [[nodiscard]] bool decays(std::string_view name) const;

    /// One step: see `UpdateOptions`. Changes the parameters that are trained by their gradients, which change on the way.
    void update(const std::vector<Parameter<Scalar>*>& parameters);

    /// When training ends: replaces the weights by their averages, if there are any.
    void finish(const std::vector<Parameter<Scalar>*>& parameters) const;

private:
    /// Adds the gradients onto those of the batches before; when an update is `due`, makes them the mean of all.
    void gather(const std::vector<Parameter<Scalar>*>& parameters, bool due) const;

    static void allocate(Tensor<Scalar>& slot, const Parameter<Scalar>& parameter, double value);

    /// The optimizer's own, also before its first update.
    void allocate_slots(Parameter<Scalar>& parameter) const;

    void update(Parameter<Scalar>& parameter, double rate) const;

    void average(Parameter<Scalar>& parameter) const;

    static void overwrite(Parameter<Scalar>& parameter);

    void clip(const std::vector<Parameter<Scalar>*>& parameters) const;

    /// Scales `gradient` such that a norm whose square is `square` becomes `norm` at most.
    static void shorten(Tensor<Scalar>& gradient, double square, double norm);

    /// Each entry times `factor`, to [-bound, bound].
    static void limit(Tensor<Scalar>& gradient, double factor, double bound);
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <ockham/kernels/reductions.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC Compiled<Scalar>::Compiled(const CompileOptions& options)
    : optimizer{options.optimizer},
      given_loss{options.loss},
      loss{given_loss},
      given_metrics{options.metrics},
      metrics{given_metrics},
      learning_rate{optimizer.learning_rate().is_constant() ? optimizer.learning_rate()(0) : 0} {
    if (const int slots = optimizer.slots(); slots < 0 || slots > Parameter<Scalar>::max_slots)
        check::fail(optimizer.name(), "at most 4 slots", Text() << slots);
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        const std::string name = metrics[i].name();
        bool taken = name.starts_with("val_") || name == "epoch";
        for (const char* part : {"loss", "data_loss", "kernel_penalty", "bias_penalty", "activity_penalty"})
            taken = taken || name == part;
        if (taken)
            check::fail("compile",
                        "a metric whose name is not one of the loss, nor epoch, nor begins with val_",
                        Text("'") << name << "'");
        for (std::size_t j = 0; j < i; ++j)
            if (name == metrics[j].name())
                check::fail("compile", "metrics with different names", Text("'") << name << "' twice");
    }
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::fuse(std::size_t node, Logits logits) {
    if (is_fused(node, logits)) return;
    fused_node = node;
    fused_logits = logits;
    stamp = detail::Stamp();
    const AnyLoss fused = given_loss.of(logits);
    loss_from_logits = bool(fused);
    loss = fused ? fused : given_loss;
    metrics = std::vector<AnyMetric>(given_metrics);
    bool needed = loss_from_logits;
    for (AnyMetric& metric : metrics) {
        metric.use(logits);
        needed = needed || metric.from_logits();
    }
    logits_node = needed ? node : no_node;
}

template <std::floating_point Scalar>
OCKHAM_FUNC double Compiled<Scalar>::rate() const {
    const AnySchedule& schedule = optimizer.learning_rate();
    if (schedule.is_constant()) return learning_rate;
    const double rate = schedule(iterations);
    if (!(std::isfinite(rate) && rate >= 0))
        check::non_negative(optimizer.name(), Text("the learning rate of step ") << iterations, rate);
    return rate;
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::int64_t Compiled<Scalar>::updates() const {
    return iterations / optimizer.shared().gradient_accumulation_steps;
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::vector<std::size_t> Compiled<Scalar>::slots_in_use() const {
    std::vector<std::size_t> slots(static_cast<std::size_t>(optimizer.slots()));
    for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = i;
    if (optimizer.shared().use_ema) slots.push_back(Parameter<Scalar>::average_slot);
    if (optimizer.shared().gradient_accumulation_steps > 1) slots.push_back(Parameter<Scalar>::gathered_slot);
    return slots;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::begin(std::vector<AnyLayer<Scalar>>& layers) const {
    for (AnyLayer<Scalar>& layer : layers)
        for (Parameter<Scalar>* parameter : layer.parameters())
            parameter->decayed = decays(Text(layer.name()) << "/" << parameter->name);
}

template <std::floating_point Scalar>
OCKHAM_FUNC bool Compiled<Scalar>::decays(std::string_view name) const {
    for (const std::string& excluded : optimizer.shared().exclude_from_weight_decay)
        if (name.find(excluded) != std::string_view::npos) return false;
    return true;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::update(const std::vector<Parameter<Scalar>*>& parameters) {
    const double rate = this->rate();
    const UpdateOptions& shared = optimizer.shared();
    const int batches = shared.gradient_accumulation_steps;
    const bool due = (iterations + 1) % batches == 0;
    if (batches > 1) gather(parameters, due);
    if (due) clip(parameters);
    for (Parameter<Scalar>* parameter : parameters) {
        if (!parameter->is_trained()) continue;
        allocate_slots(*parameter);
        if (due) update(*parameter, rate);
        if (shared.use_ema) average(*parameter);
        parameter->constraint.apply(parameter->value.view());
    }
    ++iterations;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::finish(const std::vector<Parameter<Scalar>*>& parameters) const {
    if (optimizer.shared().use_ema)
        for (Parameter<Scalar>* parameter : parameters)
            if (parameter->is_trained()) overwrite(*parameter);
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::gather(const std::vector<Parameter<Scalar>*>& parameters, bool due) const {
    const Scalar share = Scalar(1) / static_cast<Scalar>(optimizer.shared().gradient_accumulation_steps);
    for (Parameter<Scalar>* parameter : parameters) {
        if (!parameter->is_trained()) continue;
        Tensor<Scalar>&sum = parameter->slots[Parameter<Scalar>::gathered_slot], &g = parameter->gradient;
        if (sum.empty()) allocate(sum, *parameter, 0);
        if (!due) {
            kernels::blend(sum.size(), Scalar(1), sum.data(), Scalar(1), g.data());
        } else {
            kernels::blend(sum.size(), share, g.data(), share, sum.data());
            sum.fill(0);
        }
    }
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::allocate(Tensor<Scalar>& slot, const Parameter<Scalar>& parameter,
                                            double value) {
    slot.resize(parameter.value.shape());
    slot.fill(static_cast<Scalar>(value));
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::allocate_slots(Parameter<Scalar>& parameter) const {
    for (int i = 0; i < optimizer.slots(); ++i)
        if (Tensor<Scalar>& slot = parameter.slots[static_cast<std::size_t>(i)]; slot.empty())
            allocate(slot, parameter, optimizer.initial(i));
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::update(Parameter<Scalar>& parameter, double rate) const {
    double decay = parameter.decayed ? optimizer.shared().weight_decay * rate : 0;
    if (decay > 0 && !optimizer.applies_decay()) {
        kernels::blend(parameter.value.size(), Scalar(1), parameter.value.data(), -static_cast<Scalar>(decay),
                       parameter.value.data());
        decay = 0;
    }
    optimizer.update(ParameterUpdate<Scalar>{
        parameter.value.matrix(), std::as_const(parameter.gradient).matrix(),
        std::span(parameter.slots).first(static_cast<std::size_t>(optimizer.slots())), rate, updates(), decay,
        optimizer.proximal_l1() ? parameter.regularizer.l1_factor() : 0});
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::average(Parameter<Scalar>& parameter) const {
    const UpdateOptions& shared = optimizer.shared();
    Tensor<Scalar>& average = parameter.slots[Parameter<Scalar>::average_slot];
    const bool begins = average.empty() || updates() == 0;
    if (average.empty()) allocate(average, parameter, 0);
    const auto kept = static_cast<Scalar>(begins ? 0 : shared.ema_momentum);
    kernels::blend(average.size(), kept, average.data(), 1 - kept, parameter.value.data());
    if (shared.ema_overwrite_frequency > 0 && (updates() + 1) % shared.ema_overwrite_frequency == 0)
        overwrite(parameter);
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::overwrite(Parameter<Scalar>& parameter) {
    const Tensor<Scalar>& average = parameter.slots[Parameter<Scalar>::average_slot];
    if (!average.empty()) std::copy_n(average.data(), average.size(), parameter.value.data());
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::clip(const std::vector<Parameter<Scalar>*>& parameters) const {
    const UpdateOptions& shared = optimizer.shared();
    if (!shared.clipvalue && !shared.clipnorm && !shared.global_clipnorm) return;
    double square_of_all = 0;
    for (Parameter<Scalar>* parameter : parameters) {
        if (!parameter->is_trained()) continue;
        Tensor<Scalar>& gradient = parameter->gradient;
        if (shared.clipvalue) {
            limit(gradient, 1, *shared.clipvalue);
            continue;
        }
        const double square = kernels::sum_of_squares(gradient.size(), gradient.data());
        if (shared.clipnorm) shorten(gradient, square, *shared.clipnorm);
        square_of_all += square;
    }
    if (!shared.global_clipnorm) return;
    for (Parameter<Scalar>* parameter : parameters)
        if (parameter->is_trained()) shorten(parameter->gradient, square_of_all, *shared.global_clipnorm);
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::shorten(Tensor<Scalar>& gradient, double square, double norm) {
    if (std::sqrt(square) <= norm) return;
    limit(gradient, norm / std::sqrt(square), std::numeric_limits<double>::infinity());
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Compiled<Scalar>::limit(Tensor<Scalar>& gradient, double factor, double bound) {
    kernels::update(
        gradient.size(),
        [f = static_cast<Scalar>(factor), b = static_cast<Scalar>(bound)](auto& g)
            OCKHAM_INLINE { g = kernels::max(kernels::min(f * g, b), -b); },
        gradient.data());
}

OCKHAM_INSTANTIATE(struct Compiled<float>);
OCKHAM_INSTANTIATE(struct Compiled<double>);

}  // namespace ockham

#endif
