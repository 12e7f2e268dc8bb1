// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include <ockham/core/check.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/keras/json.hpp>

namespace ockham::keras::detail {

/// Whether `tensor` is what the layer `name` gives: ["name", 0, 0].
[[nodiscard]] inline bool is_output_of(const Json& name, const Json& tensor) {
    return tensor.is_array() && tensor.size() >= 3 && tensor[0] == name && tensor[1] == 0 && tensor[2] == 0;
}

/// Whether a layer is called once, with the output of the layer `name` and nothing else: in Keras 3 with
/// [{"args": [tensor], "kwargs": {}}], in Keras 2 with [[["name", 0, 0, {}]]].
[[nodiscard]] inline bool is_fed_by(const Json& name, const Json& calls) {
    const auto is_nothing = [](const Json& options) {
        for (const Json& value : options)
            if (!value.is_null()) return false;
        return true;
    };
    if (!calls.is_array() || calls.size() != 1) return false;
    const Json& call = calls.front();
    const Json& inputs = call.is_object() ? member(call, "args") : call;
    if (!inputs.is_array() || inputs.size() != 1) return false;
    const Json& input = inputs.front();
    return call.is_object() ? is_output_of(name, member(member(input, "config"), "keras_history")) &&
                                  is_nothing(member(call, "kwargs"))
                            : is_output_of(name, input) && (input.size() < 4 || is_nothing(input[3]));
}

/// Fails unless a Functional model is a chain: its first layer is the input, every other is fed by the one before, and
/// the last gives the output.
inline void expect_chain(const Json& config, const Json& layers, const std::string& who) {
    const auto fail = [&](std::string_view why) {
        check::fail<FileError>(who, "a model that is a chain of layers",
                               Text("a Functional one that is no chain: ") << why);
    };
    const Json* last = nullptr;
    for (const Json& layer : layers) {
        const Json& name = member(member(layer, "config"), "name");
        const bool is_input = member(layer, "class_name") == "InputLayer";
        if (is_input && last) fail(Text(shown(name)) << " is a second input");
        if (!is_input && !last) fail(Text(shown(name)) << " comes before the input");
        if (last && !is_fed_by(*last, member(layer, "inbound_nodes")))
            fail(Text(shown(name)) << " is not fed by " << shown(*last) << " alone");
        last = &name;
    }
    const Json& outputs = member(config, "output_layers");
    const bool is_nested = outputs.size() == 1;  // in a list, or by its name
    if (!last || !is_output_of(*last, is_nested ? outputs.front() : outputs))
        fail(Text("its output is not that of its last layer alone"));
}

/// The layers that a file lists, after a look at what kind of model it has: a Sequential one, or one that is as good.
[[nodiscard]] inline const Json& layers_in(const Json& saved, const std::string& who) {
    const Json &class_name = member(saved, "class_name"), &config = member(saved, "config");
    const bool is_functional =
        class_name == "Functional" || class_name == "Model";  // the latter before Keras 2.4
    if (!is_functional && class_name != "Sequential")
        check::fail<FileError>(who, "a Sequential model, or a Functional one that is a chain of layers",
                               shown(class_name));
    const Json& layers = config.is_array() ? config : member(config, "layers");  // a list in Keras 2.0 to 2.2
    if (!layers.is_array()) check::fail<FileError>(who, "a list of layers", shown(layers));
    if (layers.size() > 4096) check::fail<FileError>(who, "at most 4096 layers", Text() << layers.size());
    if (is_functional) expect_chain(config, layers, who);
    return layers;
}

/// `float32`, from a dtype as files have it: a name, or an object; nothing is `float32`.
[[nodiscard]] inline std::string dtype_name(const Json& dtype) {
    const Json& name = dtype.is_object() ? member(member(dtype, "config"), "name") : dtype;
    return name.is_string() ? name.get<std::string>() : "float32";
}

/// What all layers of a file compute in.
[[nodiscard]] inline std::string dtype_of(const Json& saved, const std::string& who) {
    std::string dtype;
    for (const Json& layer : layers_in(saved, who)) {
        if (member(layer, "class_name") == "InputLayer") continue;
        const std::string name = dtype_name(member(member(layer, "config"), "dtype"));
        if ((name != "float32" && name != "float64") || (!dtype.empty() && name != dtype))
            check::fail<FileError>(who, "layers that are all of float32, or all of float64",
                                   ockham::detail::in_quotes(name));
        dtype = name;
    }
    return dtype.empty() ? "float32" : dtype;
}

}  // namespace ockham::keras::detail
