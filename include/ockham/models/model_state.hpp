// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <ockham/models/sequential.hpp>

namespace ockham {

/// What a file holds of a model besides its layers: the parts of `Sequential` that only readers and writers of
/// files may touch.
template <std::floating_point Scalar>
class ModelState final {
public:
    using Model = Sequential<Scalar>;

    /// Optimizer, loss, metrics, learning rate, number of updates; null for a model that is not compiled.
    static const Compiled<Scalar>* compiled(const Model& model) {
        return model.compiled_ ? &*model.compiled_ : nullptr;
    }
    static Compiled<Scalar>* compiled(Model& model) { return model.compiled_ ? &*model.compiled_ : nullptr; }

    static const Random& random(const Model& model) { return model.random_; }
    static Random& random(Model& model) { return model.random_; }

    /// The parameters of all layers, in order. Values and slots may be changed, shapes may not.
    static std::vector<Parameter<Scalar>*> parameters(Model& model) {
        std::vector<Parameter<Scalar>*> all;
        for (AnyLayer<Scalar>& layer : model.layers_)
            for (Parameter<Scalar>* parameter : layer.parameters()) all.push_back(parameter);
        return all;
    }
    static std::vector<const Parameter<Scalar>*> parameters(const Model& model) {
        std::vector<const Parameter<Scalar>*> all;
        for (const AnyLayer<Scalar>& layer : model.layers_)
            layer.look_at_parameters(
                [&all](const Parameter<Scalar>& parameter) { all.push_back(&parameter); });
        return all;
    }
};

}  // namespace ockham
