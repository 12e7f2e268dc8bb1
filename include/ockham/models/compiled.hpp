// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <ockham/core/metric.hpp>
#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/reductions.hpp>
#include <ockham/models/propagation.hpp>
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
    std::size_t logits_node = no_node;  ///< the node whose z are the logits, if loss or metrics need them
    double learning_rate;
    std::int64_t iterations = 0;  ///< updates made so far

    explicit Compiled(const CompileOptions& options)
        : optimizer{options.optimizer},
          given_loss{options.loss},
          loss{given_loss},
          given_metrics{options.metrics},
          metrics{given_metrics},
          learning_rate{optimizer.learning_rate()} {
        if (const int slots = optimizer.slots(); slots < 0 || slots > Parameter<Scalar>::max_slots)
            check::fail(optimizer.name(), "at most 4 slots", Text() << slots);
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            const std::string name = metrics[i].name();
            bool taken = name.starts_with("val_");
            for (const char* part :
                 {"loss", "data_loss", "kernel_penalty", "bias_penalty", "activity_penalty"})
                taken = taken || name == part;
            if (taken)
                check::fail("compile", "a metric whose name is not one of the loss, nor begins with val_",
                            Text("'") << name << "'");
            for (std::size_t j = 0; j < i; ++j)
                if (name == metrics[j].name())
                    check::fail("compile", "metrics with different names", Text("'") << name << "' twice");
        }
    }

    /// Has loss and metrics computed from what goes into the activation of node number `node`, as far as they are better
    /// computed so.
    void fuse(std::size_t node, std::string_view activation) {
        const AnyLoss fused = given_loss.before(activation);
        loss_from_logits = bool(fused);
        loss = fused ? fused : given_loss;
        metrics = std::vector<AnyMetric>(given_metrics);
        bool needed = loss_from_logits;
        for (AnyMetric& metric : metrics) {
            metric.move_before(activation);
            needed = needed || metric.from_logits();
        }
        logits_node = needed ? node : no_node;
    }

    /// Changes the parameters that are trained by their gradients, which are clipped on the way, and applies their
    /// constraints.
    void update(const std::vector<Parameter<Scalar>*>& parameters) {
        clip(parameters);
        const auto slots = static_cast<std::size_t>(optimizer.slots());
        for (Parameter<Scalar>* parameter : parameters) {
            if (!parameter->is_trained()) continue;
            for (std::size_t i = 0; i < slots; ++i)
                if (parameter->slots[i].empty()) {
                    parameter->slots[i].resize(parameter->value.shape());
                    parameter->slots[i].fill(0);
                }
            optimizer.update(ParameterUpdate<Scalar>{
                parameter->value.matrix(), std::as_const(parameter->gradient).matrix(),
                std::span(parameter->slots).first(slots), learning_rate, iterations});
            parameter->constraint.apply(parameter->value.view());
        }
        ++iterations;
    }

private:
    void clip(const std::vector<Parameter<Scalar>*>& parameters) const {
        const Clipping clipping = optimizer.clipping();
        const bool by_value = std::isfinite(clipping.value), by_norm = std::isfinite(clipping.norm),
                   by_global_norm = std::isfinite(clipping.global_norm);
        if (!by_value && !by_norm && !by_global_norm) return;
        double square_of_all = 0;
        for (Parameter<Scalar>* parameter : parameters) {
            if (!parameter->is_trained()) continue;
            Tensor<Scalar>& gradient = parameter->gradient;
            if (by_value) {
                limit(gradient, 1, clipping.value);
                continue;
            }
            const double square = kernels::sum_of_squares(gradient.size(), gradient.data());
            if (by_norm) shorten(gradient, square, clipping.norm);
            square_of_all += square;
        }
        if (!by_global_norm) return;
        for (Parameter<Scalar>* parameter : parameters)
            if (parameter->is_trained()) shorten(parameter->gradient, square_of_all, clipping.global_norm);
    }

    /// Scales `gradient` such that a norm whose square is `square` becomes `norm` at most.
    static void shorten(Tensor<Scalar>& gradient, double square, double norm) {
        if (std::sqrt(square) <= norm) return;
        limit(gradient, norm / std::sqrt(square), std::numeric_limits<double>::infinity());
    }

    /// Each entry times `factor`, to [-bound, bound].
    static void limit(Tensor<Scalar>& gradient, double factor, double bound) {
        kernels::update(
            gradient.size(),
            [f = static_cast<Scalar>(factor), b = static_cast<Scalar>(bound)](auto& g)
                OCKHAM_INLINE { g = kernels::max(kernels::min(f * g, b), -b); },
            gradient.data());
    }
};

}  // namespace ockham
