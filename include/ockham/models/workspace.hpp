// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/any_layer.hpp>
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

/// The memory of a pass through a chain of layers. It grows with the largest batch and is kept from step to
/// step. It is no part of the model's value: a copy of a model starts without one.
template <std::floating_point Scalar>
struct Workspace {
    std::unique_ptr<Node<Scalar>[]> nodes;       ///< one for each layer
    std::vector<Parameter<Scalar>*> parameters;  ///< of all layers, in order; listed before training
    std::vector<Shape> shapes;                   ///< theirs, when they were listed
    std::vector<std::uint64_t> stamps;           ///< those of the layers
    std::vector<std::string> names;              ///< of `results`, in the order in which they are reported
    Tensor<double> targets;                      ///< what should come out,
    Tensor<double> predicted;                    ///< what the last layer puts out,
    Tensor<double> logits;           ///< and what goes into its softmax or sigmoid, where somebody needs it
    Tensor<double> loss;             ///< one number a row
    Tensor<double> loss_gradient;    ///< of each row's loss, by what it was computed from
    Tensor<Scalar> output_gradient;  ///< the same of the whole data loss
    Results results;                 ///< of the last `train_on_batch`

    Workspace();
    Workspace(const Workspace&);
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(const Workspace&);
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

    /// Lists the parameters of `layers`. Whoever has a const model only reads them.
    void list(const std::vector<AnyLayer<Scalar>>& layers);

    /// Whether the list is that of `layers`, none of which was replaced, nor got values of another shape.
    [[nodiscard]] bool lists(const std::vector<AnyLayer<Scalar>>& layers) const;
};

/// The number of no node.
inline constexpr std::size_t no_node = static_cast<std::size_t>(-1);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_DEFAULTED Workspace<Scalar>::Workspace() = default;
template <std::floating_point Scalar>
OCKHAM_FUNC Workspace<Scalar>::Workspace(const Workspace&) {}
template <std::floating_point Scalar>
OCKHAM_DEFAULTED Workspace<Scalar>::Workspace(Workspace&&) noexcept = default;
template <std::floating_point Scalar>
OCKHAM_FUNC Workspace<Scalar>& Workspace<Scalar>::operator=(const Workspace&) {
    return *this = Workspace();
}
template <std::floating_point Scalar>
OCKHAM_DEFAULTED Workspace<Scalar>& Workspace<Scalar>::operator=(Workspace&&) noexcept = default;
template <std::floating_point Scalar>
OCKHAM_DEFAULTED Workspace<Scalar>::~Workspace() = default;

template <std::floating_point Scalar>
OCKHAM_FUNC void Workspace<Scalar>::list(const std::vector<AnyLayer<Scalar>>& layers) {
    parameters.clear();
    shapes.clear();
    stamps.clear();
    for (const AnyLayer<Scalar>& layer : layers) {
        layer.check_parameters();
        for (Parameter<Scalar>* parameter : const_cast<AnyLayer<Scalar>&>(layer).parameters()) {
            parameters.push_back(parameter);
            shapes.push_back(parameter->value.shape());
        }
        stamps.push_back(layer.stamp());
    }
}

template <std::floating_point Scalar>
OCKHAM_FUNC bool Workspace<Scalar>::lists(const std::vector<AnyLayer<Scalar>>& layers) const {
    if (stamps.size() != layers.size()) return false;
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (stamps[i] != layers[i].stamp()) return false;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i]->value.shape() != shapes[i]) return false;
    return true;
}

OCKHAM_INSTANTIATE(struct Workspace<float>);
OCKHAM_INSTANTIATE(struct Workspace<double>);

}  // namespace ockham

#endif
