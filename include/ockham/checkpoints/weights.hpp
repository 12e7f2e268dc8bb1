// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/build.hpp>
#include <ockham/models/sequential.hpp>

namespace ockham {

/// Writes the weights of a built model to a file of safetensors layout, in which a kernel is called `dense/kernel`
/// by its layer and its parameter. An existing file is replaced in one step.
///
/// A model that is not built, or a weight that is not finite, is an `ArgumentError` before the file is touched.
template <std::floating_point Scalar>
void save_weights(const Sequential<Scalar>& model, const std::string& path);

/// Reads the weights of a model from a file that has an array of the same name and shape for each of them, and
/// no others: one of `save_weights`, a checkpoint, or any file of safetensors layout. Numbers are converted.
///
/// The model is built before. Anything else, also a weight that is not finite, is a `FileError`, and the model
/// stays as it was.
template <std::floating_point Scalar>
void load_weights(Sequential<Scalar>& model, const std::string& path);

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/checkpoints/named_parameters.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC void save_weights(const Sequential<Scalar>& model, const std::string& path) {
    NamedTensors tensors;
    tensors.set_metadata("format", std::string(detail::weights_format));
    for (const auto& [name, parameter] : detail::named_parameters(model, "save_weights"))
        detail::add_finite(tensors, "save_weights", name, parameter->value);
    detail::write_safetensors("save_weights", path, tensors);
}

template <std::floating_point Scalar>
OCKHAM_FUNC void load_weights(Sequential<Scalar>& model, const std::string& path) {
    const auto parameters = detail::named_parameters(model, "load_weights");
    const detail::ReadTensors file(detail::WholeFile("load_weights", path));
    const auto is_known = [&file](std::string_view name) {
        return file.is_checkpoint && detail::is_beside_weights(name);
    };
    auto weights = detail::weights_in(file.tensors, file.who, parameters, false, is_known);
    for (std::size_t i = 0; i < weights.size(); ++i) parameters[i].parameter->value = std::move(weights[i]);
}

OCKHAM_INSTANTIATE(void save_weights(const Sequential<float>&, const std::string&));
OCKHAM_INSTANTIATE(void save_weights(const Sequential<double>&, const std::string&));
OCKHAM_INSTANTIATE(void load_weights(Sequential<float>&, const std::string&));
OCKHAM_INSTANTIATE(void load_weights(Sequential<double>&, const std::string&));

}  // namespace ockham

#endif
