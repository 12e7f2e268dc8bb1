// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <ockham/plots/frame.hpp>
#include <ockham/plots/legend.hpp>
#include <ockham/plots/svg.hpp>

namespace ockham::plots {

[[gnu::cold]] inline void put_marker(std::string& svg, Marker marker, const Point& at) {
    put(svg, "<path d='M% %%'/>\n", {at.x, at.y, outline(marker)});
}

/// Draws every `step`th of `points` as a marker; on a line with a white edge, to be seen on top of it.
[[gnu::cold]] inline void draw_markers(std::string& svg, const Series& series,
                                       const std::vector<Point>& points, std::size_t first,
                                       std::size_t step) {
    put(svg,
        series.form == Form::points ? "<g fill='%' fill-opacity='0.7'>\n"
                                    : "<g fill='%' stroke='white' stroke-width='2' paint-order='stroke'>\n",
        {series.color.text});
    for (std::size_t at = first; at < points.size(); at += step)
        if (!points[at].is_gap()) put_marker(svg, series.marker, points[at]);
    put(svg, "</g>\n");
}

/// Draws a line, and a dot where a point stands alone between two gaps and would not be seen.
[[gnu::cold]] inline void draw_line(std::string& svg, const Series& series,
                                    const std::vector<Point>& points) {
    const auto is_gap = [&](std::size_t at) { return at >= points.size() || points[at].is_gap(); };
    std::string dots;
    put(svg, "<path fill='none' stroke='%' stroke-width='%' stroke-linejoin='round' stroke-dasharray='%' d='",
        {series.color.text, series.width, series.is_dashed() ? series.dashes : "none"});
    for (std::size_t at = 0; at < points.size(); ++at) {
        if (is_gap(at)) continue;
        const bool first = is_gap(at - 1);
        if (first && is_gap(at + 1)) {
            put_marker(dots, Marker::circle, points[at]);
        } else {
            put(svg, first ? "M% %" : " % %", {points[at].x, points[at].y});
        }
    }
    put(svg, "'/>\n<g fill='%'>\n", {series.color.text});
    svg.append(dots);
    put(svg, "</g>\n");
}

/// Draws an area from its upper edge back along its lower one.
[[gnu::cold]] inline void draw_area(std::string& svg, const Series& series, const std::vector<Point>& top,
                                    const std::vector<Point>& base) {
    const bool single = top.size() == 1;
    put(svg, "<path fill='%' stroke='%' stroke-width='%' d='M",
        {series.color.text, single ? series.color.text : "white", single ? 4 : 0.75});
    for (const Point& point : top) put(svg, "% % ", {point.x, point.y});
    for (std::size_t at = base.size(); at-- > 0;) put(svg, "% % ", {base[at].x, base[at].y});
    put(svg, "z'/>\n");
}

[[gnu::cold]] inline void draw(std::string& svg, const Frame& frame, const Series& series) {
    // Some eight markers on a line, at other places for each kind, so that they do not hide each other.
    const std::size_t shift = 1 + 2 * static_cast<std::size_t>(series.marker);
    std::vector<Point> points, base;
    for (std::size_t begin = 0, end = 0; begin < series.count(); begin = end + 1) {
        end = stretch_end(frame, series, begin);
        if (end == begin) continue;
        trace(points, frame, series, series.y(), begin, end);
        if (series.form == Form::line) draw_line(svg, series, points);
        const std::size_t step = series.form == Form::line ? points.size() / 8 + 1 : 1;
        if (series.marker != Marker::none) draw_markers(svg, series, points, step * shift / 10, step);
        if (series.form != Form::area) continue;
        trace(base, frame, series, series.base(), begin, end);
        draw_area(svg, series, points, base);
    }
}

/// Draws the legend. Areas are listed as they lie, the last one first.
[[gnu::cold]] inline void draw_legend(std::string& svg, const Panel& panel, const Box& box) {
    if (box.right == 0) return;
    put(svg,
        "<g font-size='%'>\n<rect x='%' y='%' width='%' height='%' rx='3' fill='white' fill-opacity='0.85' "
        "stroke='#D5D5D5'/>\n",
        {tick_font, box.left, box.top, box.right - box.left, box.bottom - box.top});
    const std::size_t count = panel.series.size();
    bool reversed = false;
    for (const Series& series : panel.series) reversed = reversed || series.form == Form::area;
    const double left = box.left + legend_padding;
    double y = box.top + legend_padding;
    std::vector<Point> sample(3);
    for (std::size_t at = 0; at < count; ++at) {
        const Series& series = panel.series[reversed ? count - 1 - at : at];
        if (series.label.empty()) continue;
        for (int i = 0; i < 3; ++i)
            sample[std::size_t(i)] = {left + i * legend_sample / 2, y + legend_line / 2};
        if (series.form == Form::line) draw_line(svg, series, sample);
        if (series.marker != Marker::none) draw_markers(svg, series, sample, 1, 2);
        if (series.form == Form::area)
            put(svg, "<rect x='%' y='%' width='%' height='11' fill='%'/>\n",
                {left, y + 2, legend_sample, series.color.text});
        put_lines(svg, series.label, left + legend_sample + legend_padding, y + 11.5, legend_line);
        y += legend_line * lines_of(series.label) + legend_gap;
    }
    put(svg, "</g>\n");
}

}  // namespace ockham::plots
