// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/core/build.hpp>

namespace ockham {

namespace detail {

/// 1234567 as 1,234,567.
std::string with_commas(Index number);

}  // namespace detail

/// `Sequential::summary`: layers, output shapes, numbers of parameters, and what is regularized and how.
template <std::floating_point Scalar>
[[nodiscard]] std::string summary(const std::string& name, const std::vector<AnyLayer<Scalar>>& layers);

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/models/table.hpp>

namespace ockham::detail {

OCKHAM_FUNC std::string with_commas(Index number) {
    const std::string digits = to_text(number);
    Text text;
    for (std::size_t i = 0; i < digits.size(); ++i)
        text << (i > 0 && (digits.size() - i) % 3 == 0 ? "," : "") << digits[i];
    return text.string();
}

}  // namespace ockham::detail

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC std::string summary(const std::string& name, const std::vector<AnyLayer<Scalar>>& layers) {
    detail::Table table("llrl");
    for (const char* title : {"Layer (type)", "Output Shape", "Param #", "Regularized"}) table.add(title);
    Index trained = 0, kept = 0;
    for (const AnyLayer<Scalar>& layer : layers) {
        Index count = 0;
        Text penalties;
        const auto add_penalty = [&penalties](const char* what, const AnyRegularizer& regularizer) {
            if (regularizer)
                penalties << (penalties.empty() ? "" : ", ") << what << " " << regularizer.description();
        };
        layer.look_at_parameters([&](const Parameter<Scalar>& parameter) {
            count += parameter.value.size();
            (layer.trainable() && parameter.trainable ? trained : kept) += parameter.value.size();
            add_penalty(parameter.name, parameter.regularizer);
        });
        add_penalty("activity", layer.activity_regularizer());
        table.add(Text(layer.name()) << " (" << layer.class_name() << ")");
        table.add(layer.is_built() ? layer.output_shape().to_string_of_batch() : "?");
        table.add(layer.is_built() ? detail::with_commas(count) : "0 (unbuilt)");
        table.add(penalties);
    }
    Text text;
    text << "Model: \"" << name << "\"\n";
    table.write(text);
    text << " Total params: " << detail::with_commas(trained + kept) << "\n"
         << " Trainable params: " << detail::with_commas(trained) << "\n"
         << " Non-trainable params: " << detail::with_commas(kept) << "\n";
    return text.string();
}

OCKHAM_INSTANTIATE(std::string summary(const std::string&, const std::vector<AnyLayer<float>>&));
OCKHAM_INSTANTIATE(std::string summary(const std::string&, const std::vector<AnyLayer<double>>&));

}  // namespace ockham

#endif
