// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <ockham/core/any_layer.hpp>

namespace ockham {

namespace detail {

/// 1234567 as 1,234,567.
[[gnu::cold]] inline std::string with_commas(Index number) {
    const std::string digits = to_text(number);
    Text text;
    for (std::size_t i = 0; i < digits.size(); ++i)
        text << (i > 0 && (digits.size() - i) % 3 == 0 ? "," : "") << digits[i];
    return text.string();
}

/// Lines of four cells between rules: `│ dense (Dense) │ (None, 3) │ ...`. The third is aligned to the right.
class Table final {
public:
    /// Appends a cell; four are a row, and the first row is the head.
    [[gnu::cold]] void add(std::string cell) { cells_.push_back(std::move(cell)); }

    [[gnu::cold]] void write(Text& text) const {
        Widths widths{};
        for (std::size_t i = 0; i < cells_.size(); ++i)
            widths[i % 4] = std::max(widths[i % 4], cells_[i].size());
        rule(text, widths, {"┏", "━", "┳", "┓\n"});
        for (std::size_t first = 0; first < cells_.size(); first += 4) {
            line(text, widths, first, first == 0 ? "┃" : "│");
            if (first == 0)
                rule(text, widths, {"┡", "━", "╇", "┩\n"});
            else if (first + 4 < cells_.size())
                rule(text, widths, {"├", "─", "┼", "┤\n"});
        }
        rule(text, widths, {"└", "─", "┴", "┘\n"});
    }

private:
    using Widths = std::array<std::size_t, 4>;

    [[gnu::cold]] static void repeat(Text& text, const char* what, std::size_t times) {
        while (times-- > 0) text << what;
    }

    [[gnu::cold]] static void rule(Text& text, const Widths& widths,
                                   const std::array<const char*, 4>& parts) {
        text << parts[0];
        for (std::size_t i = 0; i < 4; ++i) {
            repeat(text, parts[1], widths[i] + 2);
            text << parts[i < 3 ? 2 : 3];
        }
    }

    [[gnu::cold]] void line(Text& text, const Widths& widths, std::size_t first, const char* bar) const {
        for (std::size_t i = 0; i < 4; ++i) {
            const std::string& cell = cells_[first + i];
            const std::size_t space = widths[i] - cell.size(), before = i == 2 ? space : 0;
            repeat(text << bar << " ", " ", before);
            repeat(text << cell, " ", space - before + 1);
        }
        text << bar << "\n";
    }

    std::vector<std::string> cells_;
};

}  // namespace detail

/// `Sequential::summary`: layers, output shapes, numbers of parameters, and what is regularized and how.
template <std::floating_point Scalar>
[[nodiscard, gnu::cold]] std::string summary(const std::string& name,
                                             const std::vector<AnyLayer<Scalar>>& layers) {
    detail::Table table;
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
        table.add((Text(layer.name()) << " (" << layer.class_name() << ")").string());
        table.add(layer.is_built() ? layer.output_shape().to_string_of_batch() : "?");
        table.add(layer.is_built() ? detail::with_commas(count) : "0 (unbuilt)");
        table.add(penalties.string());
    }
    Text text;
    text << "Model: \"" << name << "\"\n";
    table.write(text);
    text << " Total params: " << detail::with_commas(trained + kept) << "\n"
         << " Trainable params: " << detail::with_commas(trained) << "\n"
         << " Non-trainable params: " << detail::with_commas(kept) << "\n";
    return text.string();
}

}  // namespace ockham
