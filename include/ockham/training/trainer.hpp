// SPDX-License-Identifier: MIT
#pragma once
// Longer than 250 lines: the one loop of a training, with all that it asks of data before it begins.

#include <algorithm>
#include <cmath>
#include <vector>

#include <ockham/kernels/reductions.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/training/batch.hpp>
#include <ockham/training/options.hpp>

namespace ockham {

/// One model in training: the steps that `fit`, `evaluate` and `train_on_batch` are made of.
template <std::floating_point Scalar>
class Trainer final {
public:
    using Model = Sequential<Scalar>;

    // Checks, all before anything changes

    static void check_compiled(const Model& model, const char* caller) { (void)model.compiled(caller); }

    /// Fails unless these are samples that a model with outputs of shape `output` can be trained or evaluated
    /// on.
    static void check_data(const Model& model, const Batch<Scalar>& data, const Shape& output,
                           const char* what) {
        Tensor<double> scratch;
        check_data(model, data, output, what, scratch);
    }

    /// The same, with memory for the targets that is kept from step to step.
    static void check_data(const Model& model, const Batch<Scalar>& data, const Shape& output,
                           const char* what, Tensor<double>& scratch) {
        if (data.x.samples() == 0)
            check::fail<ShapeError>(model.title(), Text("at least one sample in ") << what << "x", "none");
        if (data.y.samples() != data.x.samples())
            check::fail<ShapeError>(model.title(),
                                    Text("as many samples in ")
                                        << what << "y as in " << what << "x, " << data.x.samples(),
                                    Text() << data.y.samples());
        const Index rows = output.batch(data.x.samples()).rows();
        if (!are_targets(data.y.shape().sample(), output))
            check::fail<ShapeError>(model.title(),
                                    Text(what) << "y for outputs of shape " << output.to_string_of_batch(),
                                    Text("shape ") << data.y.shape().to_string());
        to_double(data.y, rows, scratch);
        const In<double> wanted = std::as_const(scratch).matrix();
        model.compiled_->loss.check_targets(wanted, output.last());
        for (const AnyMetric& metric : model.compiled_->metrics) metric.check_targets(wanted, output.last());
        if (!data.weight) return;
        if (data.weight.samples() != data.x.samples() ||
            (data.weight.size() != data.x.samples() && data.weight.size() != rows))
            check::fail<ShapeError>(
                model.title(),
                Text("one ") << what << "sample_weight for each of " << data.x.samples() << " samples",
                Text("shape ") << data.weight.shape().to_string());
        for (Index i = 0; i < data.weight.size(); ++i)
            if (const Scalar weight = data.weight.data()[i]; !std::isfinite(weight) || weight < 0)
                check::non_negative(model.title(), "sample_weight", weight);
    }

    /// Whether samples of shape `y` have a row of targets, or one target without an axis for it, for each row of `output`.
    /// How many columns a row must have, the loss says.
    static bool are_targets(const Shape& y, const Shape& output) {
        const bool has_columns = y.rank() == output.rank();
        if (!has_columns && y.rank() + 1 != output.rank()) return false;
        for (int axis = 0; axis + 1 < output.rank(); ++axis)
            if (y[axis] != output[axis]) return false;
        return true;
    }

    /// Fails if a number is NaN or infinite: one such step would spoil every weight.
    static void check_finite(const Model& model, TensorIn<Scalar> tensor, const char* what) {
        // The difference of a number and itself is zero, unless that number is not finite.
        const auto difference = [](auto v) OCKHAM_INLINE { return v - v; };
        if (kernels::update_sum(tensor.size(), difference, tensor.data()) == 0) return;
        const Index columns = tensor.shape().sample().size();
        for (Index i = 0; i < tensor.size(); ++i)
            if (!std::isfinite(tensor.data()[i]))
                check::fail(model.title(), Text("finite numbers in ") << what,
                            Text() << static_cast<double>(tensor.data()[i]) << " in row " << i / columns);
    }

    /// The shape of an output sample for inputs like those of `x`, of a model that may still be unbuilt. Fails if it cannot
    /// take them.
    static Shape output_shape(const Model& model, TensorIn<Scalar> x) {
        if (model.is_built()) {
            model.check_input(x, "training");
            return model.layers_.back().output_shape();
        }
        if (x.samples() == 0) check::fail<ShapeError>(model.title(), "at least one sample in x", "none");
        if (model.layers_.empty()) check::fail(model.title(), "at least one layer", "none");
        Shape shape = x.shape().sample();
        for (const AnyLayer<Scalar>& layer : model.layers_) shape = layer.output_shape_for(shape);
        return shape;
    }

    // Steps

    /// Builds the model for inputs like those of `x`, if that is still to be done, and gets it ready for `step`.
    static void prepare(Model& model, TensorIn<Scalar> x) {
        if (!model.is_built()) model.build(x.shape().sample());
        Workspace<Scalar>& workspace = model.workspace_;
        if (!workspace.lists(model.layers_)) {
            workspace.list(model.layers_);
            model.compiled_->begin(model.layers_);
            model.fuse();
        }
        for (std::size_t i = 0; i < workspace.parameters.size(); ++i) {
            Parameter<Scalar>& parameter = *workspace.parameters[i];
            parameter.gradient.resize(parameter.value.shape());
        }
    }

    /// Prepares the model once more if a callback has assigned another one to it, compiled it, or changed a layer.
    static void prepare_again(Model& model, const Batch<Scalar>& batch) {
        if (model.is_built() && model.workspace_.lists(model.layers_)) return;
        check_compiled(model, "training");
        check_data(model, batch, output_shape(model, batch.x), "");
        prepare(model, batch.x);
    }

    /// Forward, backward, update. Returns the loss before the update, and shows `metrics` the predictions before it.
    static LossParts step(Model& model, const Batch<Scalar>& batch, std::vector<AnyMetric>& metrics) {
        const LossParts parts =
            compute_gradients(model, batch, model.random_, model.compiled_->optimizer.proximal_l1());
        update_metrics(metrics, model.workspace_);
        model.compiled_->update(model.workspace_.parameters);
        return parts;
    }

    /// The loss, and its gradient in the parameters, by a training pass that draws from `random`; without the gradient of L1
    /// penalties of parameters, if the optimizer `is_proximal`.
    static LossParts compute_gradients(Model& model, const Batch<Scalar>& batch, Random& random,
                                       bool is_proximal = false) {
        Workspace<Scalar>& workspace = model.workspace_;
        LossParts parts = forward_loss(model, batch, workspace, &random);
        for (Parameter<Scalar>* parameter : workspace.parameters)
            if (!parameter->overwritten) parameter->gradient.fill(0);
        parts.activity = backward_loss(model, batch, workspace);
        add_weight_penalties_and_gradients(workspace.parameters, parts, is_proximal);
        return parts;
    }

    /// The loss of `batch` without penalties, from a forward pass: a training one, if there is a generator.
    static LossParts forward_loss(const Model& model, const Batch<Scalar>& batch,
                                  Workspace<Scalar>& workspace, Random* random) {
        const Compiled<Scalar>& compiled = *model.compiled_;
        const TensorIn<Scalar> output = forward(model.layers_, batch.x, workspace,
                                                {.random = random, .logits_node = compiled.logits_node});
        const Index rows = output.shape().rows();
        to_double(batch.y, rows, workspace.targets);
        to_double(output, rows, workspace.predicted);
        if (compiled.logits_node != no_node)
            to_double(workspace.nodes[compiled.logits_node].linear, rows, workspace.logits);
        workspace.loss.resize({rows, 1});
        compiled.loss.value(targets(workspace), judged(workspace, compiled.loss_from_logits),
                            workspace.loss.matrix());
        LossParts parts;
        for (Index row = 0; row < rows; ++row)
            parts.data += workspace.loss.data()[row] * weight_of(batch, row, rows);
        parts.data /= batch.divisor(compiled.loss.reduction(), rows);
        return parts;
    }

    /// From the last `forward_loss`, adds the gradients of data loss and activity penalties onto those of the parameters.
    /// Returns the activity penalties.
    static double backward_loss(Model& model, const Batch<Scalar>& batch, Workspace<Scalar>& workspace) {
        const Compiled<Scalar>& compiled = *model.compiled_;
        const Index rows = workspace.predicted.shape()[0], columns = workspace.predicted.shape()[1];
        workspace.loss_gradient.resize({rows, columns});
        workspace.output_gradient.resize({rows, columns});
        compiled.loss.gradient(targets(workspace), judged(workspace, compiled.loss_from_logits),
                               workspace.loss_gradient.matrix());
        const double divisor = batch.divisor(compiled.loss.reduction(), rows);
        for (Index row = 0; row < rows; ++row) {
            const double scale = weight_of(batch, row, rows) / divisor;
            for (Index i = row * columns; i < (row + 1) * columns; ++i)
                workspace.output_gradient.data()[i] =
                    static_cast<Scalar>(scale * workspace.loss_gradient.data()[i]);
        }
        return backward(model.layers_, batch.x, workspace, workspace.output_gradient,
                        compiled.loss_from_logits ? compiled.logits_node : no_node);
    }

    /// The mean loss over `data`, in batches, without changing the model; `metrics` are reset and updated.
    /// The parameters are already listed in `workspace`.
    static LossParts evaluate(const Model& model, const Batch<Scalar>& data, Index batch_size,
                              std::vector<AnyMetric>& metrics, Workspace<Scalar>& workspace) {
        for (AnyMetric& metric : metrics) metric.reset();
        RunningLoss loss;
        for (Index first = 0; first < data.x.samples(); first += batch_size) {
            const Batch<Scalar> batch = data.rows(first, std::min(batch_size, data.x.samples() - first));
            LossParts parts = forward_loss(model, batch, workspace, nullptr);
            parts.activity = activity_penalty(model.layers_, workspace);
            loss.add(parts, batch.x.samples());
            update_metrics(metrics, workspace);
        }
        LossParts parts = loss.mean();
        add_weight_penalties(workspace.parameters, parts);
        return parts;
    }

    /// The names under which loss, metrics and the parts of the loss are reported, with `prefix` before each. Appends those to
    /// `results` that it does not have, without values (NaN), and says there which way each is better.
    static std::vector<std::string> names(Results& results, const std::string& prefix,
                                          const std::vector<AnyMetric>& metrics) {
        std::vector<std::string> names;
        const auto add = [&](std::string_view name, MonitorMode mode) {
            names.push_back(prefix + std::string(name));
            if (!results.contains(names.back())) results.set(names.back(), std::nan(""));
            results.set_mode(names.back(), mode);
        };
        add("loss", MonitorMode::min);
        for (const AnyMetric& metric : metrics) add(metric.name(), metric.mode());
        for (const char* part : {"data_loss", "kernel_penalty", "bias_penalty", "activity_penalty"})
            add(part, MonitorMode::min);
        return names;
    }

    /// Sets the values of these names.
    static void report(Results& results, const std::vector<std::string>& names, const LossParts& parts,
                       const std::vector<AnyMetric>& metrics) {
        std::size_t next = 0;
        results.set(names[next++], parts.total());
        for (const AnyMetric& metric : metrics) results.set(names[next++], metric.result());
        for (const double part : {parts.data, parts.kernel, parts.bias, parts.activity})
            results.set(names[next++], part);
    }

    // The parts of a model that only its training may touch

    static Workspace<Scalar>& workspace(Model& model) { return model.workspace_; }

private:
    /// `from` as a matrix of `rows` rows of double, in `to`.
    static void to_double(TensorIn<Scalar> from, Index rows, Tensor<double>& to) {
        to.resize({rows, from.size() / rows});
        for (Index i = 0; i < from.size(); ++i) to.data()[i] = static_cast<double>(from.data()[i]);
    }

    static In<double> targets(const Workspace<Scalar>& workspace) { return workspace.targets.matrix(); }

    /// What a loss or metric is computed from.
    static In<double> judged(const Workspace<Scalar>& workspace, bool from_logits) {
        return (from_logits ? workspace.logits : workspace.predicted).matrix();
    }

    /// The weight of row number `row` of `rows`, of which a sample has one or several. A weight is for a sample, or for a row.
    static double weight_of(const Batch<Scalar>& batch, Index row, Index rows) {
        return batch.weight ? static_cast<double>(batch.weight.data()[row / (rows / batch.weight.size())])
                            : 1;
    }

    /// After `forward_loss`.
    static void update_metrics(std::vector<AnyMetric>& metrics, const Workspace<Scalar>& workspace) {
        for (AnyMetric& metric : metrics)
            metric.update(targets(workspace), judged(workspace, metric.from_logits()));
    }
};

}  // namespace ockham
