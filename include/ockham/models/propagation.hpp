// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <vector>

#include <ockham/core/layer.hpp>
#include <ockham/models/results.hpp>

namespace ockham {

/// One call of one layer: what it remembers, what it puts out, and the gradient that comes back.
template <std::floating_point Scalar>
struct Node {
    Pass<Scalar> pass;
    bool keeps_linear = false;
    Tensor<Scalar> linear;    ///< z, if it is kept because the activation's derivative or the loss needs it
    Tensor<Scalar> output;    ///< y = f(z)
    Tensor<Scalar> gradient;  ///< dL/dy, then dL/dz
};

/// A parameter, and the number of the layer that it belongs to.
template <std::floating_point Scalar>
struct LayerParameter {
    Parameter<Scalar>* parameter;
    std::size_t layer;
};

/// The memory of a pass through a chain of layers. It grows with the largest batch and is kept from step to
/// step. It is no part of the model's value: a copy of a model starts without one.
template <std::floating_point Scalar>
struct Workspace {
    std::vector<Node<Scalar>> nodes;
    std::vector<LayerParameter<Scalar>> parameters;  ///< of all layers, in order; filled before training
    Tensor<double> targets;                          ///< what should come out,
    Tensor<double> predicted;                        ///< what the last layer puts out,
    Tensor<double> judged;         ///< and of which the loss is computed: the same, or the last layer's z
    Tensor<double> loss;           ///< one number a row
    Tensor<double> loss_gradient;  ///< of `judged`
    Results results;               ///< of the last `train_on_batch`

    Workspace() = default;
    Workspace(const Workspace&) {}
    Workspace(Workspace&&) noexcept = default;
    Workspace& operator=(const Workspace&) { return *this = Workspace(); }
    Workspace& operator=(Workspace&&) noexcept = default;
    ~Workspace() = default;

    [[nodiscard]] Node<Scalar>& last() { return nodes.back(); }
};

/// How to run a chain forward.
struct Running {
    Random* random = nullptr;  ///< set while training; null: inference
    bool keep_linear = false;  ///< keep the last layer's z, for a loss that is computed from it
};

/// Runs `x` through the layers, and returns what the last one puts out.
template <std::floating_point Scalar>
TensorIn<Scalar> forward(const std::vector<AnyLayer<Scalar>>& layers, TensorIn<Scalar> x,
                         Workspace<Scalar>& workspace, Running running = {}) {
    if (workspace.nodes.size() != layers.size()) workspace.nodes.resize(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const AnyLayer<Scalar>& layer = layers[i];
        const AnyActivation& activation = layer.activation();
        Node<Scalar>& node = workspace.nodes[i];
        node.pass.training = running.random != nullptr;
        node.pass.trainable = layer.trainable();
        node.pass.random = running.random;

        const Shape shape = layer.output_shape().batch(x.samples());
        node.keeps_linear =
            !activation.gradient_from_output() || (running.keep_linear && i + 1 == layers.size());
        Tensor<Scalar>& linear = node.keeps_linear ? node.linear : node.output;
        linear.resize(shape);
        node.output.resize(shape);
        layer.forward(x, linear, node.pass);
        activation.forward(std::as_const(linear).matrix(), node.output.matrix());
        x = std::as_const(node.output).view();
    }
    return x;
}

/// Turns `node.gradient` from dL/dy, without the layer's own activity penalty, into dL/dz with it.
template <std::floating_point Scalar>
void backward_through_activation(const AnyLayer<Scalar>& layer, Node<Scalar>& node) {
    const Tensor<Scalar>& output = node.output;
    const Tensor<Scalar>& linear = node.keeps_linear ? node.linear : node.output;
    InOut<Scalar> gradient = node.gradient.matrix();
    layer.activity_regularizer().add_gradient(output.matrix(), gradient,
                                              Scalar(1) / static_cast<Scalar>(output.samples()));
    layer.activation().backward(linear.matrix(), output.matrix(), std::as_const(node.gradient).matrix(),
                                gradient);
}

/// Runs a gradient back through the layers, from the last one's dL/dz in its node, and adds dL/dparameter
/// onto the parameters' gradients.
template <std::floating_point Scalar>
void backward(std::vector<AnyLayer<Scalar>>& layers, TensorIn<Scalar> x, Workspace<Scalar>& workspace) {
    for (std::size_t i = layers.size(); i-- > 0;) {
        Node<Scalar>& node = workspace.nodes[i];
        if (i == 0) {
            layers[0].backward(x, node.gradient, {}, node.pass);
            return;
        }
        Node<Scalar>& before = workspace.nodes[i - 1];
        before.gradient.resize(before.output.shape());
        layers[i].backward(before.output, node.gradient, before.gradient, node.pass);
        backward_through_activation(layers[i - 1], before);
    }
}

/// The activity penalties of the last forward pass: each is divided by the number of samples.
template <std::floating_point Scalar>
double activity_penalty(const std::vector<AnyLayer<Scalar>>& layers, const Workspace<Scalar>& workspace) {
    double sum = 0;
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (const Tensor<Scalar>& output = workspace.nodes[i].output; output.samples() > 0)
            sum += layers[i].activity_regularizer().penalty(output.matrix()) /
                   static_cast<double>(output.samples());
    return sum;
}

/// Adds the penalties of the trainable parameters of trainable layers to `parts`.
template <std::floating_point Scalar>
void add_weight_penalties(const std::vector<AnyLayer<Scalar>>& layers,
                          const std::vector<LayerParameter<Scalar>>& parameters, LossParts& parts) {
    for (const auto& [parameter, layer] : parameters)
        if (layers[layer].trainable() && parameter->trainable)
            (parameter->kind == PenaltyKind::bias ? parts.bias : parts.kernel) +=
                parameter->regularizer.penalty(std::as_const(parameter->value).matrix());
}

}  // namespace ockham
