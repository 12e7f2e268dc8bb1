// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <ockham/core/metric.hpp>
#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/optimizers/sgd.hpp>

namespace ockham {

/// What `compile` is told.
struct CompileOptions {
    AnyOptimizer optimizer = SGD();       ///< how parameters change
    AnyLoss loss = {};                    ///< what is made small, besides the penalties; required
    std::vector<AnyMetric> metrics = {};  ///< what is reported besides; any loss is a metric, too
};

/// A metric, and what it judges: predictions, or the logits they come from.
struct CompiledMetric {
    AnyMetric metric;
    bool from_logits = false;
};

/// What a compiled model remembers from step to step.
template <std::floating_point Scalar>
struct Compiled {
    AnyOptimizer optimizer;
    AnyLoss loss;
    bool loss_from_logits = false;
    std::vector<CompiledMetric> metrics;
    std::size_t logits_node = no_node;  ///< the node whose z are the logits, if loss or metrics need them
    double learning_rate;
    std::int64_t iterations = 0;                          ///< updates made so far
    std::vector<std::vector<Tensor<Scalar>>> slots = {};  ///< the optimizer's memory, by parameter
    std::vector<std::string> names = {},
                             val_names = {};  ///< of loss, metrics and parts of the loss, and with `val_`

    explicit Compiled(const CompileOptions& options)
        : optimizer{options.optimizer}, loss{options.loss}, learning_rate{optimizer.learning_rate()} {
        names.push_back("loss");
        for (const AnyMetric& metric : options.metrics) {
            names.push_back(metric.name());
            metrics.push_back({metric});
        }
        for (const char* part : {"data_loss", "kernel_penalty", "bias_penalty", "activity_penalty"})
            names.push_back(part);
        for (std::size_t i = 0; i < names.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (names[i] == names[j])
                    check::fail("compile", "metrics with different names",
                                Text("'") << names[i] << "' twice");
        for (const std::string& name : names) val_names.push_back("val_" + name);
    }

    /// Has loss and metrics computed from what goes into the activation of node number `node`, as far as they are better
    /// computed so.
    void fuse(std::size_t node, std::string_view activation) {
        if (const AnyLoss fused = loss.before(activation)) {
            loss = fused;
            loss_from_logits = true;
        }
        bool needed = loss_from_logits;
        for (CompiledMetric& each : metrics) needed |= each.from_logits = each.metric.move_before(activation);
        if (needed) logits_node = node;
    }

    /// Changes the trainable parameters by their gradients, which are clipped on the way.
    void update(const std::vector<AnyLayer<Scalar>>& layers,
                const std::vector<LayerParameter<Scalar>>& parameters) {
        clip(layers, parameters);
        slots.resize(parameters.size());
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            if (!is_trained(layers, parameters[i])) continue;
            Parameter<Scalar>& parameter = *parameters[i].parameter;
            while (slots[i].size() < static_cast<std::size_t>(optimizer.slots()))
                slots[i].emplace_back(parameter.value.shape()).fill(0);
            optimizer.update(ParameterUpdate<Scalar>{parameter.value.matrix(),
                                                     std::as_const(parameter.gradient).matrix(), slots[i],
                                                     learning_rate, iterations});
        }
        ++iterations;
    }

private:
    static bool is_trained(const std::vector<AnyLayer<Scalar>>& layers,
                           const LayerParameter<Scalar>& parameter) {
        return layers[parameter.layer].trainable() && parameter.parameter->trainable;
    }

    void clip(const std::vector<AnyLayer<Scalar>>& layers,
              const std::vector<LayerParameter<Scalar>>& parameters) const {
        const Clipping clipping = optimizer.clipping();
        const auto value = static_cast<Scalar>(clipping.value);
        double global = 0;
        for (const LayerParameter<Scalar>& each : parameters) {
            if (!is_trained(layers, each)) continue;
            Tensor<Scalar>& gradient = each.parameter->gradient;
            if (std::isfinite(clipping.value))
                kernels::map(
                    gradient.size(), gradient.data(),
                    [value](Scalar g) { return std::clamp(g, -value, value); }, gradient.data());
            if (!std::isfinite(clipping.norm) && !std::isfinite(clipping.global_norm)) continue;
            const double square = kernels::sum(
                gradient.size(), [](Scalar g) { return double(g) * double(g); }, gradient.data());
            if (std::isfinite(clipping.norm))
                scale(gradient, clipping.norm / std::max(std::sqrt(square), clipping.norm));
            global += square;
        }
        if (!std::isfinite(clipping.global_norm)) return;
        const double factor = clipping.global_norm / std::max(std::sqrt(global), clipping.global_norm);
        for (const LayerParameter<Scalar>& each : parameters)
            if (is_trained(layers, each)) scale(each.parameter->gradient, factor);
    }

    static void scale(Tensor<Scalar>& gradient, double factor) {
        if (factor == 1) return;
        kernels::map(
            gradient.size(), gradient.data(), [f = static_cast<Scalar>(factor)](Scalar g) { return f * g; },
            gradient.data());
    }
};

}  // namespace ockham
