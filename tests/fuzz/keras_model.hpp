// SPDX-License-Identifier: MIT
// Any bytes are a model of Keras or a FileError: what was read has finite weights, and can be used.
#pragma once

#include <cmath>

#include <ockham/keras/model_file.hpp>

#include "fuzz/fuzz.hpp"

namespace fuzz {

/// Reads a model from the parts of a `.keras` file, or from a whole file.
template <class Scalar, class... Parts>
void read_model(const Parts&... parts) {
    ockham::Sequential<Scalar> model;
    try {
        const ockham::keras::ModelFile file(parts..., "fuzz");
        (void)file.dtype();
        model = file.template model<Scalar>();
    } catch (const ockham::FileError&) {
        return;
    }
    (void)model.summary();
    if (!model.is_built()) return;
    for (const auto& weights : model.get_weights())
        for (ockham::Index i = 0; i < weights.size(); ++i) require(std::isfinite(weights.data()[i]));
    if (const ockham::Shape& input = model.layers()[0].input_shape(); input.size() < 10000) {
        ockham::Tensor<Scalar> x(input.batch(2));
        x.fill(Scalar(0.5));
        (void)model.predict(x);
    }
}

}  // namespace fuzz
