// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <ockham/core/layer.hpp>

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
    using Row = std::array<std::string, 4>;

    [[gnu::cold]] void add(Row row) { rows_.push_back(std::move(row)); }

    [[gnu::cold]] void write(Text& text) const {
        std::array<std::size_t, 4> widths{};
        for (const Row& row : rows_)
            for (std::size_t i = 0; i < 4; ++i) widths[i] = std::max(widths[i], row[i].size());
        rule(text, widths, {"┏", "━", "┳", "┓\n"});
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            line(text, widths, rows_[i], i == 0 ? "┃" : "│");
            if (i == 0)
                rule(text, widths, {"┡", "━", "╇", "┩\n"});
            else if (i + 1 < rows_.size())
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

    [[gnu::cold]] static void line(Text& text, const Widths& widths, const Row& row, const char* bar) {
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t space = widths[i] - row[i].size(), before = i == 2 ? space : 0;
            repeat(text << bar << " ", " ", before);
            repeat(text << row[i], " ", space - before + 1);
        }
        text << bar << "\n";
    }

    std::vector<Row> rows_;
};

}  // namespace detail

/// `Sequential::summary`: layers, output shapes, numbers of parameters, and what is regularized and how.
template <std::floating_point Scalar>
[[nodiscard, gnu::cold]] std::string summary(const std::string& name,
                                             const std::vector<AnyLayer<Scalar>>& layers) {
    detail::Table table;
    table.add({"Layer (type)", "Output Shape", "Param #", "Regularized"});
    Index trainable = 0, frozen = 0;
    for (const AnyLayer<Scalar>& layer : layers) {
        Index count = 0;
        Text penalties;
        const auto add_penalty = [&penalties](const char* what, const AnyRegularizer& regularizer) {
            if (regularizer)
                penalties << (penalties.empty() ? "" : ", ") << what << " " << regularizer.description();
        };
        for (const Parameter<Scalar>* parameter : layer.parameters()) {
            const Index size = parameter->value.size();
            count += size;
            (layer.trainable() && parameter->trainable ? trainable : frozen) += size;
            add_penalty(parameter->name, parameter->regularizer);
        }
        add_penalty("activity", layer.activity_regularizer());
        table.add({(Text(layer.name()) << " (" << layer.class_name() << ")").string(),
                   layer.is_built() ? layer.output_shape().to_string_of_batch() : "?",
                   layer.is_built() ? detail::with_commas(count) : "0 (unbuilt)", penalties.string()});
    }
    Text text;
    text << "Model: \"" << name << "\"\n";
    table.write(text);
    text << " Total params: " << detail::with_commas(trainable + frozen) << "\n"
         << " Trainable params: " << detail::with_commas(trainable) << "\n"
         << " Non-trainable params: " << detail::with_commas(frozen) << "\n";
    return text.string();
}

}  // namespace ockham
