// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/constraint.hpp>
#include <ockham/core/initializer.hpp>
#include <ockham/core/regularizer.hpp>
#include <ockham/core/tensor.hpp>

namespace ockham {

/// Under which of the loss's parts a parameter's penalty is reported.
enum class PenaltyKind { kernel, bias };

/// Numbers that a layer learns (or, if not `trainable`, keeps): what optimizers, penalties, files, `summary`
/// and the gradient check walk over.
template <std::floating_point Scalar>
struct Parameter {
    static constexpr int max_slots = 4;  ///< that an optimizer may have
    /// What lies behind the optimizer's own slots: the average of the value over the steps, and the sum of the gradients
    /// since the last update; both only if the optimizer's `UpdateOptions` ask for them.
    static constexpr std::size_t average_slot = max_slots, gathered_slot = max_slots + 1;

    const char* name;                        ///< within its layer: `kernel`
    PenaltyKind kind = PenaltyKind::kernel;  ///< where the penalty is counted
    AnyRegularizer regularizer = {};         ///< the penalty, or none
    AnyConstraint constraint = {};           ///< where every update must end, or none
    bool trainable = true;                   ///< false for statistics that no gradient moves
    bool frozen = false;                     ///< true in a layer that is not trainable
    bool overwritten = false;      ///< true: in a pass that is `first`, the layer's `backward` writes
                                   ///< the gradient; false: it always adds, onto zeros at first
    Tensor<Scalar> value = {};     ///< empty until the layer is built
    Tensor<Scalar> gradient = {};  ///< of `value`'s shape while training, otherwise empty
    std::array<Tensor<Scalar>, max_slots + 2> slots = {};  ///< what the optimizer remembers of it
    bool decayed = true;  ///< false if the optimizer's `exclude_from_weight_decay` says so

    /// True if training changes it. Only then does its penalty count.
    [[nodiscard]] bool is_trained() const { return trainable && !frozen; }

    /// Takes `shape` and draws the first values. Values that are there already, as in a layer that is read from a
    /// file, stay; they must have that shape.
    void initialize(const Shape& shape, const AnyInitializer& initializer, Random& random);
};

/// Copies of the values, as matrices: a bias is one row, and a tensor of higher rank is (product of the
/// leading sizes) x (last size).
template <std::floating_point Scalar>
[[nodiscard]] std::vector<Matrix<Scalar>> get_weights(const std::vector<Parameter<Scalar>*>& parameters);

/// The inverse of `get_weights`. Fails, and changes nothing, unless there is a matrix of the right shape for
/// each parameter.
template <std::floating_point Scalar>
void set_weights(std::string_view who, const std::vector<Parameter<Scalar>*>& parameters,
                 const std::vector<Matrix<Scalar>>& weights);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC void Parameter<Scalar>::initialize(const Shape& shape, const AnyInitializer& initializer,
                                               Random& random) {
    regularizer.check_shape(shape);
    constraint.check_shape(shape);
    if (!value.empty()) {
        if (value.shape() != shape)
            check::fail<ShapeError>("", Text(name) << " of shape " << shape.to_string(),
                                    value.shape().to_string());
        return;
    }
    std::vector<double> drawn(static_cast<std::size_t>(shape.size()));
    initializer.fill(shape, drawn, random);
    value.resize(shape);
    for (std::size_t i = 0; i < drawn.size(); ++i) value.data()[i] = static_cast<Scalar>(drawn[i]);
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::vector<Matrix<Scalar>> get_weights(const std::vector<Parameter<Scalar>*>& parameters) {
    std::vector<Matrix<Scalar>> weights;
    for (const Parameter<Scalar>* parameter : parameters)
        weights.emplace_back(std::as_const(parameter->value).matrix());
    return weights;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void set_weights(std::string_view who, const std::vector<Parameter<Scalar>*>& parameters,
                             const std::vector<Matrix<Scalar>>& weights) {
    if (weights.size() != parameters.size())
        check::fail<ShapeError>(who, Text() << parameters.size() << " weight matrices",
                                Text() << weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Shape& shape = parameters[i]->value.shape();
        if (weights[i].rows() != shape.rows() || weights[i].cols() != shape.last())
            check::fail<ShapeError>(who,
                                    Text("weight ") << i << " ('" << parameters[i]->name << "') of shape ("
                                                    << shape.rows() << ", " << shape.last() << ")",
                                    Text("(") << weights[i].rows() << ", " << weights[i].cols() << ")");
    }
    for (std::size_t i = 0; i < weights.size(); ++i) parameters[i]->value.matrix() = weights[i];
}

OCKHAM_INSTANTIATE(struct Parameter<float>);
OCKHAM_INSTANTIATE(struct Parameter<double>);

OCKHAM_INSTANTIATE(std::vector<Matrix<float>> get_weights(const std::vector<Parameter<float>*>&));
OCKHAM_INSTANTIATE(std::vector<Matrix<double>> get_weights(const std::vector<Parameter<double>*>&));
OCKHAM_INSTANTIATE(void set_weights(std::string_view, const std::vector<Parameter<float>*>&,
                                    const std::vector<Matrix<float>>&));
OCKHAM_INSTANTIATE(void set_weights(std::string_view, const std::vector<Parameter<double>*>&,
                                    const std::vector<Matrix<double>>&));

}  // namespace ockham

#endif
