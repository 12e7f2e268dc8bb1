// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/io/in_quotes.hpp>
#include <ockham/io/safetensors.hpp>
#include <ockham/io/whole_file.hpp>
#include <ockham/models/model_state.hpp>

/// The numbers of a model as arrays of a file.
namespace ockham::detail {

/// A parameter of a model, and what it is called in files: `dense/kernel`.
template <std::floating_point Scalar>
struct NamedParameter {
    std::string name;
    Parameter<Scalar>* parameter;
};

template <std::floating_point Scalar>
std::string title_of(const Sequential<Scalar>& model) {
    return (Text("Sequential '") << model.name() << "'").string();
}

/// The parameters of a built model. Whoever has a const one only reads them.
template <std::floating_point Scalar>
std::vector<NamedParameter<Scalar>> named_parameters(const Sequential<Scalar>& model, const char* caller) {
    if (!model.is_built())
        check::fail(title_of(model), Text("a built model for ") << caller << "; call build() or fit() first",
                    "an unbuilt one");
    std::vector<NamedParameter<Scalar>> named;
    for (const AnyLayer<Scalar>& layer : model.layers())
        for (Parameter<Scalar>* parameter : const_cast<AnyLayer<Scalar>&>(layer).parameters())
            named.push_back({(Text(layer.name()) << "/" << parameter->name).string(), parameter});
    return named;
}

/// The first number of `tensor` that is not finite, or 0.
template <std::floating_point Scalar>
double first_not_finite(const Tensor<Scalar>& tensor) {
    for (Index i = 0; i < tensor.size(); ++i)
        if (!std::isfinite(tensor.data()[i])) return static_cast<double>(tensor.data()[i]);
    return 0;
}

/// Whether all weights, and all that the optimizer remembers of them, are finite.
template <std::floating_point Scalar>
bool is_finite(const Sequential<Scalar>& model) {
    bool finite = true;
    for (const auto& [name, parameter] : named_parameters(model, "save_checkpoint")) {
        finite = finite && first_not_finite(parameter->value) == 0;
        for (const Tensor<Scalar>& slot : parameter->slots) finite = finite && first_not_finite(slot) == 0;
    }
    return finite;
}

/// Appends an array of finite numbers.
template <std::floating_point Scalar>
void add_finite(NamedTensors& tensors, std::string_view who, const std::string& name,
                const Tensor<Scalar>& tensor) {
    if (const double wrong = first_not_finite(tensor); wrong != 0)
        check::fail(who, Text("finite numbers in ") << in_quotes(name), Text() << wrong);
    tensors.add(name, tensor);
}

/// The array of `entry`, which has to have the shape `needed`, hold finite numbers, and if `exact` hold them as
/// `Scalar`.
template <std::floating_point Scalar>
Tensor<Scalar> finite_tensor(const NamedTensors& tensors, std::string_view who, const std::string& name,
                             const Shape& needed, bool exact) {
    const NamedTensors::Entry* entry = tensors.find(name);
    bool same = entry != nullptr && entry->shape.size() == static_cast<std::size_t>(needed.rank());
    Text came(entry == nullptr ? "none" : "(");
    for (std::size_t axis = 0; entry != nullptr && axis < entry->shape.size(); ++axis) {
        same = same && entry->shape[axis] == needed[static_cast<int>(axis)];
        if (axis < 8) came << (axis == 0 ? "" : ", ") << entry->shape[axis];
    }
    if (!same)
        check::fail<FileError>(who, Text(in_quotes(name)) << " of shape " << needed.to_string(),
                               entry == nullptr           ? came
                               : entry->shape.size() > 8  ? came << ", ...)"
                               : entry->shape.size() == 1 ? came << ",)"
                                                          : came << ")");
    if (exact && entry->format != NumberFormat{NumberFormat::Kind::floating, sizeof(Scalar)})
        check::fail<FileError>(who, Text(in_quotes(name)) << " in " << native_format<Scalar>.name(),
                               entry->format.name());
    Tensor<Scalar> tensor(needed);
    decode_numbers(tensors.bytes().data() + entry->begin, entry->format, tensor.size(), tensor.data(), who);
    if (const double wrong = first_not_finite(tensor); wrong != 0)
        check::fail<FileError>(who, Text("finite numbers in ") << in_quotes(name), Text() << wrong);
    return tensor;
}

/// The weights in `tensors`, one for each of `parameters`. Fails for other names and shapes, and unless whatever
/// else there is `is_known(name)`.
template <std::floating_point Scalar, class IsKnown>
std::vector<Tensor<Scalar>> weights_in(const NamedTensors& tensors, std::string_view who,
                                       const std::vector<NamedParameter<Scalar>>& parameters, bool exact,
                                       IsKnown is_known) {
    std::vector<Tensor<Scalar>> weights;
    for (const auto& [name, parameter] : parameters)
        weights.push_back(finite_tensor<Scalar>(tensors, who, name, parameter->value.shape(), exact));
    for (const NamedTensors::Entry& entry : tensors.entries()) {
        bool known = is_known(entry.name);
        for (const auto& [name, parameter] : parameters) known = known || name == entry.name;
        if (!known)
            check::fail<FileError>(who, "nothing besides what belongs to this model", in_quotes(entry.name));
    }
    return weights;
}

/// What the metadata of files say of their contents, as `format`.
inline constexpr std::string_view weights_format = "ockham weights 1",
                                  checkpoint_format = "ockham checkpoint 1";

/// Whether a checkpoint has arrays of such a name beside the weights, whose names are like `dense/kernel`.
inline bool is_beside_weights(std::string_view name) {
    return name.find("/optimizer/") != std::string_view::npos || name.find('/') == std::string_view::npos;
}

/// What a file holds, and who speaks in errors about it.
struct ReadTensors {
    std::string who;
    NamedTensors tensors;
    bool is_checkpoint;

    ReadTensors(std::string who_, std::string bytes)
        : who{std::move(who_)}, tensors{parse_safetensors(std::move(bytes), who)} {
        const std::string* format = tensors.find_metadata("format");
        is_checkpoint = format != nullptr && *format == checkpoint_format;
    }
    explicit ReadTensors(WholeFile file) : ReadTensors(std::move(file.who), std::move(file.bytes)) {}
};

}  // namespace ockham::detail
