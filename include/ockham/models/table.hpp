// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/text.hpp>

namespace ockham::detail {

/// Lines of cells under a head: `│ dense (Dense) │ (None, 3) │ ...`. Texts are ASCII.
class Table final {
public:
    /// `columns` has a letter for each column, l or r: the side to which its cells are moved. Between two lines is
    /// a rule, if `ruled`, unless the first cell of the lower one is empty.
    [[gnu::cold]] explicit Table(std::string_view columns, bool ruled = true)
        : columns_{columns}, ruled_{ruled} {}

    /// Appends a cell. As many as there are columns are a line, and the first line is the head.
    [[gnu::cold]] void add(std::string_view cell) { cells_.emplace_back(cell); }

    [[gnu::cold]] void write(Text& text) const {
        const std::size_t columns = columns_.size();
        std::vector<std::size_t> widths(columns);
        for (std::size_t i = 0; i < cells_.size(); ++i)
            if (widths[i % columns] < cells_[i].size()) widths[i % columns] = cells_[i].size();
        rule(text, widths, "┏━┳┓");
        for (std::size_t first = 0; first < cells_.size(); first += columns) {
            if (first > columns && ruled_ && !cells_[first].empty()) rule(text, widths, "├─┼┤");
            line(text, widths, first, first == 0 ? "┃" : "│");
            if (first == 0) rule(text, widths, "┡━╇┩");
        }
        rule(text, widths, "└─┴┘");
    }

private:
    /// `parts` are the left end, what is repeated, the crossings, and the right end.
    [[gnu::cold]] static void rule(Text& text, const std::vector<std::size_t>& widths,
                                   std::string_view parts) {
        constexpr std::size_t bytes = 3;  // of a line-drawing character in UTF-8
        for (std::size_t i = 0; i < widths.size(); ++i) {
            text << parts.substr(i == 0 ? 0 : 2 * bytes, bytes);
            for (std::size_t k = 0; k < widths[i] + 2; ++k) text << parts.substr(bytes, bytes);
        }
        text << parts.substr(3 * bytes) << "\n";
    }

    [[gnu::cold]] void line(Text& text, const std::vector<std::size_t>& widths, std::size_t first,
                            const char* bar) const {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string& cell = cells_[first + i];
            const std::string space(widths[i] - cell.size(), ' ');
            const bool right = columns_[i] == 'r';
            text << bar << " " << (right ? space : cell) << (right ? cell : space) << " ";
        }
        text << bar << "\n";
    }

    std::string columns_;
    bool ruled_;
    std::vector<std::string> cells_;
};

}  // namespace ockham::detail
