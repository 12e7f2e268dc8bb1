// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <vector>

#include <ockham/kernels/elementwise.hpp>
#include <ockham/models/workspace.hpp>

namespace ockham {

/// How to run a chain forward.
struct Running {
    Random* random = nullptr;  ///< set while training; null: inference
    std::size_t logits_node =
        no_node;  ///< the node whose z is kept for a loss or metric that is computed from it
};

/// Runs `x` through the layers, and returns what the last one puts out.
template <std::floating_point Scalar>
TensorIn<Scalar> forward(const std::vector<AnyLayer<Scalar>>& layers, TensorIn<Scalar> x,
                         Workspace<Scalar>& workspace, Running running = {}) {
    if (!workspace.nodes) workspace.nodes = std::make_unique<Node<Scalar>[]>(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const AnyLayer<Scalar>& layer = layers[i];
        const AnyActivation& activation = layer.activation();
        Node<Scalar>& node = workspace.nodes[i];
        node.pass.training = running.random != nullptr;
        node.pass.trainable = layer.trainable();
        node.pass.random = running.random;
        node.pass.first = true;  // in a chain every layer is called once

        const Shape shape = layer.output_shape().batch(x.samples());
        node.keeps_linear = !activation.gradient_from_output() || i == running.logits_node;
        Tensor<Scalar>& linear = node.keeps_linear ? node.linear : node.output;
        linear.resize(shape);
        node.output.resize(shape);
        layer.forward(x, linear, node.pass);
        activation.forward(std::as_const(linear).matrix(), node.output.matrix());
        x = std::as_const(node.output).view();
    }
    return x;
}

/// Turns `node.gradient` from dL/dy, without the layer's own activity penalty, into dL/dz with it. Returns that penalty.
template <std::floating_point Scalar>
double backward_through_activation(const AnyLayer<Scalar>& layer, Node<Scalar>& node) {
    const Tensor<Scalar>& output = node.output;
    const Tensor<Scalar>& linear = node.keeps_linear ? node.linear : node.output;
    InOut<Scalar> gradient = node.gradient.matrix();
    const double penalty = layer.activity_regularizer().add_gradient(
        output.matrix(), gradient, Scalar(1) / static_cast<Scalar>(output.samples()));
    layer.activation().backward(linear.matrix(), output.matrix(), std::as_const(node.gradient).matrix(),
                                gradient);
    return penalty / static_cast<double>(output.samples());
}

/// Runs the gradient of the data loss and those of the activity penalties back through the layers, and adds dL/dparameter onto
/// the parameters' gradients, or writes it where a parameter is `overwritten`. `gradient` is the data loss's: of the z of node
/// `logits_node`, or, if that is `no_node`, of what the last layer puts out. Returns the activity penalties, as `activity_penalty`
/// does.
template <std::floating_point Scalar>
double backward(std::vector<AnyLayer<Scalar>>& layers, TensorIn<Scalar> x, Workspace<Scalar>& workspace,
                const Tensor<Scalar>& gradient, std::size_t logits_node) {
    const auto add = [&gradient](Tensor<Scalar>& to) {
        kernels::update(
            gradient.size(), [](auto& sum, auto term) OCKHAM_INLINE { sum += term; }, to.data(),
            gradient.data());
    };
    Node<Scalar>& last = workspace.nodes[layers.size() - 1];
    last.gradient.resize(last.output.shape());
    last.gradient.fill(0);
    if (logits_node == no_node) add(last.gradient);
    double penalty = 0;
    for (std::size_t i = layers.size(); i-- > 0;) {
        Node<Scalar>& node = workspace.nodes[i];
        penalty += backward_through_activation(layers[i], node);
        if (i == logits_node) add(node.gradient);
        if (i == 0) {
            layers[0].backward(x, node.gradient, {}, node.pass);
            break;
        }
        Node<Scalar>& before = workspace.nodes[i - 1];
        before.gradient.resize(before.output.shape());
        layers[i].backward(before.output, node.gradient, before.gradient, node.pass);
    }
    return penalty;
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

/// Where the penalty of a parameter is counted.
template <std::floating_point Scalar>
double& part_of(const Parameter<Scalar>& parameter, LossParts& parts) {
    return parameter.kind == PenaltyKind::bias ? parts.bias : parts.kernel;
}

/// Adds the penalties of the parameters that are trained to `parts`.
template <std::floating_point Scalar>
void add_weight_penalties(const std::vector<Parameter<Scalar>*>& parameters, LossParts& parts) {
    for (const Parameter<Scalar>* parameter : parameters)
        if (parameter->is_trained())
            part_of(*parameter, parts) += parameter->regularizer.penalty(parameter->value.matrix());
}

/// The same, and adds their gradients onto those of the parameters; without those of L1 penalties, if an optimizer takes
/// these upon itself, as `is_proximal` says.
template <std::floating_point Scalar>
void add_weight_penalties_and_gradients(const std::vector<Parameter<Scalar>*>& parameters, LossParts& parts,
                                        bool is_proximal = false) {
    for (Parameter<Scalar>* parameter : parameters) {
        if (!parameter->is_trained()) continue;
        const In<Scalar> value = std::as_const(parameter->value).matrix();
        InOut<Scalar> gradient = parameter->gradient.matrix();
        part_of(*parameter, parts) += is_proximal
                                          ? parameter->regularizer.add_smooth_gradient(value, gradient)
                                          : parameter->regularizer.add_gradient(value, gradient);
    }
}

}  // namespace ockham
