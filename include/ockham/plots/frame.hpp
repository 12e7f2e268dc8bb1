// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <ockham/plots/axis.hpp>
#include <ockham/plots/panel.hpp>
#include <ockham/plots/text.hpp>
#include <ockham/plots/ticks.hpp>
#include <ockham/plots/trace.hpp>

namespace ockham::plots {

/// The data's part of every panel, in pixels from its own upper left; what surrounds it is as large as its
/// texts need.
inline constexpr Box area{0, 0, 490, 320};

inline constexpr double line_height = 1.3;  // in units of the font size

/// A panel laid out: its scales and ticks, and how much room is needed around the `area`.
struct Frame {
    Scale x, y;
    Ticks x_ticks = {}, y_ticks = {};
    double left = 0, right = 0, top = 0, bottom = 0;
    double y_label_at = 0;  // the baseline of its first line
    Box legend = {};

    [[nodiscard]] double x_pixel(double value) const { return area.right * x(value); }
    [[nodiscard]] double y_pixel(double value) const { return area.bottom * (1 - y(value)); }
};

/// What the y axis of `panel` shows if it is not shared.
[[gnu::cold]] inline Range y_range(const Panel& panel) {
    Range data;
    for (const Series& series : panel.series)
        add_all(data, series.y(), series.values.size() - series.count(), panel.y.log);
    return shown(panel.y, data, 0.05, 0);
}

/// Lays out the x axis, with as many ticks as there is room for their labels. Where all x are whole numbers,
/// the ticks are whole numbers too.
[[gnu::cold]] inline void lay_out_x(Frame& frame, const Panel& panel) {
    Range data;
    bool whole = true;
    for (const Series& series : panel.series) {
        add_all(data, series.x(), series.count(), panel.x.log);
        for (std::size_t at = 0; at < series.count(); ++at)
            whole = whole && (!std::isfinite(series.x()[at]) || std::floor(series.x()[at]) == series.x()[at]);
    }
    const Range range = shown(panel.x, data, 0.03, whole ? 1 : 0);
    const double step = whole && range.high - range.low >= 2 ? 1 : 0;
    frame.x = {range, panel.x.log};
    bool fits = false;
    for (int at_most = 8; !fits && at_most > 1; --at_most) {
        frame.x_ticks = panel.x.log ? log_ticks(range.low, range.high, at_most)
                                    : linear_ticks(range.low, range.high, at_most, step);
        double end = -1e9;
        fits = true;
        for (const Tick& tick : frame.x_ticks) {
            const double half = width_of(tick, tick_font) / 2, middle = frame.x_pixel(tick.value);
            if (tick.label == Tick::Label::minor) continue;
            fits = fits && middle - half > end;
            end = middle + half + 10;
        }
        frame.right = std::max(16.0, end - area.right - 4);
    }
    double lines = lines_of(panel.x.label);
    if (frame.x_ticks.power != 0) lines = std::max(lines, 1.0);
    frame.bottom = 28 + line_height * label_font * lines;
}

[[gnu::cold]] inline void lay_out_y(Frame& frame, const Panel& panel, const Range& range) {
    frame.y = {range, panel.y.log};
    frame.y_ticks =
        panel.y.log ? log_ticks(range.low, range.high, 6) : linear_ticks(range.low, range.high, 6);
    double width = 0;
    for (const Tick& tick : frame.y_ticks) width = std::max(width, width_of(tick, tick_font));
    frame.left = std::max(24.0, 20 + width + line_height * label_font * lines_of(panel.y.label));
    frame.y_label_at = 20 - frame.left;
    frame.top = 14;
    if (frame.y_ticks.power != 0) frame.top += line_height * tick_font;
    if (!panel.title.empty()) frame.top += line_height * title_font * lines_of(panel.title) + 4;
}

/// The end of the stretch of `series` that begins at `begin` and is drawn at once: an area's ends before each
/// gap.
[[gnu::cold]] inline std::size_t stretch_end(const Frame& frame, const Series& series, std::size_t begin) {
    const std::size_t count = series.count();
    if (series.form != Form::area) return count;
    while (begin < count && can_show(series.x()[begin], frame.x.log) && std::isfinite(series.y()[begin]))
        ++begin;
    return begin;
}

/// Sets `points` to where the values from `begin` to `end` of `series`, or of its lower edge `y`, go.
[[gnu::cold]] inline void trace(std::vector<Point>& points, const Frame& frame, const Series& series,
                                const double* y, std::size_t begin, std::size_t end) {
    points.clear();
    for (std::size_t at = begin; at < end; ++at)
        points.push_back({frame.x_pixel(series.x()[at]), frame.y_pixel(y[at])});
    if (series.form == Form::points) return thin_points(points, area);
    drop_hidden(points, area);
    thin_line(points);
}

}  // namespace ockham::plots
