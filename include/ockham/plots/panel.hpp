// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ockham/plots/colors.hpp>

namespace ockham::plots {

enum class Form { line, points, area };

/// A series with everything its drawing needs. `values` are all x, then all y, and of an area then those of
/// its lower edge.
struct Series {
    Form form;
    std::string label = {};
    std::vector<double> values = {};
    Color color{0};
    Marker marker = Marker::none;
    const char* dashes = nullptr;
    double width = 0;  // of a line

    [[nodiscard]] std::size_t count() const { return values.size() / (form == Form::area ? 3 : 2); }
    [[nodiscard]] bool is_dashed() const { return dashes != nullptr; }
    [[nodiscard]] const double* x() const { return values.data(); }
    [[nodiscard]] const double* y() const { return values.data() + count(); }
    [[nodiscard]] const double* base() const { return values.data() + 2 * count(); }
};

/// What is said about an axis; `low` and `high` hold if the range is `fixed`.
struct AxisSettings {
    std::string label;
    bool log = false;
    bool fixed = false;
    double low = 0, high = 1;
};

/// What is to be drawn in one panel, before anything is known about where. Its texts have their line breaks.
struct Panel {
    std::string title;
    AxisSettings x, y;
    std::vector<Series> series;
};

/// Sizes of texts, and the longest lines of each, in pixels.
inline constexpr double tick_font = 12, label_font = 13, title_font = 15;
inline constexpr double longest_title = 450, longest_x_label = 370, longest_y_label = 320,
                        longest_entry = 210;

}  // namespace ockham::plots
