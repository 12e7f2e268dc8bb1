// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/checkpoints/named_parameters.hpp>

/// All of a model that a checkpoint holds, as arrays of a file.
namespace ockham::detail {

template <std::floating_point Scalar>
void check_compiled(const Sequential<Scalar>& model, const char* caller) {
    if (!model.is_compiled())
        check::fail(title_of(model), Text("a compiled model for ") << caller << "; call compile() first",
                    "an uncompiled one");
}

/// What slot number `slot` of a parameter is called in files: `dense/kernel/optimizer/0`.
inline std::string slot_name(std::size_t slot, std::string_view parameter) {
    Text name(parameter);
    name << "/optimizer/";
    if (slot == Parameter<float>::average_slot)
        name << "average";
    else if (slot == Parameter<float>::gathered_slot)
        name << "gathered";
    else
        name << slot;
    return name.string();
}

/// All that training of a model depends on from here.
template <std::floating_point Scalar>
NamedTensors checkpoint_of(const Sequential<Scalar>& model, std::string_view who, int epoch) {
    const Compiled<Scalar>& compiled = *ModelState<Scalar>::compiled(model);
    NamedTensors tensors;
    tensors.set_metadata("format", std::string(checkpoint_format));
    tensors.set_metadata("optimizer", compiled.optimizer.name());
    const auto parameters = named_parameters(model, "save_checkpoint");
    for (const auto& [name, parameter] : parameters) add_finite(tensors, who, name, parameter->value);
    for (const auto& [name, parameter] : parameters)
        for (std::size_t slot = 0; slot < parameter->slots.size(); ++slot)
            if (!parameter->slots[slot].empty())
                add_finite(tensors, who, slot_name(slot, name), parameter->slots[slot]);
    const auto add = [&tensors](const char* name, double number, NumberFormat format) {
        Tensor<double> tensor(Shape{1});
        tensor.fill(number);
        tensors.add(name, tensor, format);
    };
    using Kind = NumberFormat::Kind;
    add("epoch", epoch, {Kind::integer, 8});
    add("iterations", static_cast<double>(compiled.iterations), {Kind::integer, 8});
    if (compiled.optimizer.learning_rate().is_constant())
        add("learning_rate", compiled.learning_rate, {Kind::floating, 8});
    const MersenneTwister::State& state = ModelState<Scalar>::random(model).state();
    Tensor<double> words(Shape{static_cast<Index>(state.size())});
    for (std::size_t i = 0; i < state.size(); ++i) words.data()[i] = state[i];
    tensors.add("random_state", words, {Kind::natural, 4});
    return tensors;
}

/// The whole number called `name`, from 0 to `most`.
inline double natural_in(const NamedTensors& tensors, std::string_view who, const char* name, double most) {
    const double number = finite_tensor<double>(tensors, who, name, {1}, false).data()[0];
    if (!(number >= 0 && number <= most && std::trunc(number) == number))
        check::fail<FileError>(who, Text(in_quotes(name)) << " to be a whole number from 0 to " << most,
                               Text() << number);
    return number;
}

inline Random random_in(const NamedTensors& tensors, std::string_view who) {
    MersenneTwister::State state{};
    const Tensor<double> words =
        finite_tensor<double>(tensors, who, "random_state", {static_cast<Index>(state.size())}, false);
    bool is_state = true;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const double word = words.data()[i];
        is_state = is_state && word >= 0 && word < 0x1p32 && std::trunc(word) == word;
        if (is_state) state[i] = static_cast<std::uint32_t>(word);
    }
    if (!is_state || !MersenneTwister::is_state(state))
        check::fail<FileError>(who, "'random_state' to be a state of the Mersenne Twister", "something else");
    return Random(state);
}

/// The inverse of `checkpoint_of`; returns the epoch.
template <std::floating_point Scalar>
int restore(Sequential<Scalar>& model, const ReadTensors& file) {
    const auto& [who, tensors, is_checkpoint] = file;
    if (!is_checkpoint)
        check::fail<FileError>(who, "a checkpoint", "a file of safetensors layout that is none");
    Compiled<Scalar>& compiled = *ModelState<Scalar>::compiled(model);
    const auto parameters = named_parameters(model, "load_checkpoint");
    const std::string* optimizer = tensors.find_metadata("optimizer");
    if (optimizer == nullptr || *optimizer != compiled.optimizer.name())
        check::fail<FileError>(who, Text("the state of optimizer ") << in_quotes(compiled.optimizer.name()),
                               optimizer == nullptr ? std::string("none") : in_quotes(*optimizer));

    const std::vector<std::size_t> slots_in_use = compiled.slots_in_use();
    std::vector<std::string> slot_names;
    for (const auto& [name, parameter] : parameters)
        for (const std::size_t slot : slots_in_use) slot_names.push_back(slot_name(slot, name));
    const auto is_known = [&slot_names](std::string_view name) {
        bool known = name.find('/') == std::string_view::npos;
        for (const std::string& slot : slot_names) known = known || slot == name;
        return known;
    };
    auto weights = weights_in(tensors, who, parameters, true, is_known);
    std::vector<decltype(Parameter<Scalar>::slots)> slots(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i)
        for (const std::size_t slot : slots_in_use)
            if (const std::string name = slot_name(slot, parameters[i].name); tensors.contains(name))
                slots[i][slot] =
                    finite_tensor<Scalar>(tensors, who, name, parameters[i].parameter->value.shape(), true);
    const double epoch = natural_in(tensors, who, "epoch", 0x7fffffff),
                 iterations = natural_in(tensors, who, "iterations", 0x1p53);
    const bool has_rate = compiled.optimizer.learning_rate().is_constant();
    if (!has_rate && tensors.contains("learning_rate"))
        check::fail<FileError>(who, "no 'learning_rate', because the optimizer has a schedule", "one");
    const double learning_rate =
        has_rate ? finite_tensor<double>(tensors, who, "learning_rate", {1}, false).data()[0] : 0;
    if (learning_rate < 0)
        check::fail<FileError>(who, "'learning_rate' to be non-negative", Text() << learning_rate);
    const Random random = random_in(tensors, who);

    for (std::size_t i = 0; i < parameters.size(); ++i) {
        parameters[i].parameter->value = std::move(weights[i]);
        parameters[i].parameter->slots = std::move(slots[i]);
    }
    compiled.iterations = static_cast<std::int64_t>(iterations);
    compiled.learning_rate = learning_rate;
    ModelState<Scalar>::random(model) = random;
    return static_cast<int>(epoch);
}

}  // namespace ockham::detail
