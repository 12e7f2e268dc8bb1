// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include <ockham/plots/frame.hpp>
#include <ockham/plots/panel.hpp>
#include <ockham/plots/text.hpp>
#include <ockham/plots/trace.hpp>

namespace ockham::plots {

/// Sizes of the legend in pixels: around it, of the sample of how a series is drawn, between two entries.
inline constexpr double legend_padding = 7, legend_sample = 26, legend_gap = 4, legend_line = 15;

/// The box of the legend with its upper left at the origin; empty if no series has a label.
[[gnu::cold]] inline Box legend_size(const Panel& panel) {
    double width = 0, height = 0;
    for (const Series& series : panel.series) {
        width = std::max(width, width_of(series.label, tick_font));
        if (!series.label.empty()) height += legend_line * lines_of(series.label) + legend_gap;
    }
    if (height == 0) return {0, 0, 0, 0};
    return {0, 0, width + legend_sample + 3 * legend_padding, height - legend_gap + 2 * legend_padding};
}

/// Whether the straight line from `a` to `b`, or for an area what lies below it, is partly in `box`.
[[gnu::cold]] inline bool covers(const Box& box, const Point& a, const Point& b, bool is_area) {
    if (std::max(a.x, b.x) < box.left || std::min(a.x, b.x) > box.right || std::min(a.y, b.y) > box.bottom)
        return false;
    if (is_area) return true;
    if (std::max(a.y, b.y) < box.top) return false;
    int on_one_side = 0;
    for (int corner = 0; corner < 4; ++corner) {
        const double x = (corner % 2 == 0 ? box.left : box.right) - a.x;
        const double y = (corner < 2 ? box.top : box.bottom) - a.y;
        on_one_side += (b.x - a.x) * y > (b.y - a.y) * x ? 1 : 0;
    }
    return on_one_side % 4 != 0;
}

/// Puts the legend of `panel` where it hides nothing: into a corner of the area, else at the middle of an
/// edge; best where there is much room around it. Else it goes to the right of the area, for which `frame`
/// gets the room.
[[gnu::cold]] inline void place_legend(Frame& frame, const Panel& panel) {
    constexpr Point where[] = {{1, 0}, {0, 0}, {1, 1}, {0, 1}, {1, 0.5}, {0, 0.5}, {0.5, 0}, {0.5, 1}};
    constexpr int places = 16;  // with much room, then with little
    constexpr double inset = 6;
    const Box size = legend_size(panel);
    const double free_x = area.right - size.right - 2 * inset, free_y = area.bottom - size.bottom - 2 * inset;
    Box boxes[places];
    bool taken[places];
    for (int place = 0; place < places; ++place) {
        const double left = inset + where[place % 8].x * free_x, top = inset + where[place % 8].y * free_y;
        const double margin = place < 8 ? 25 : 4;
        boxes[place] = {left - margin, top - margin, left + size.right + margin, top + size.bottom + margin};
        taken[place] = free_x < 0 || free_y < 0;
    }
    std::vector<Point> points;
    for (const Series& series : panel.series) {
        for (std::size_t begin = 0, end = 0; begin < series.count(); begin = end + 1) {
            end = stretch_end(frame, series, begin);
            trace(points, frame, series, series.y(), begin, end);
            for (std::size_t at = 0; at < points.size(); ++at) {
                const Point& a = points[at == 0 || series.form == Form::points ? at : at - 1];
                for (int place = 0; place < places; ++place)
                    taken[place] = taken[place] || boxes[place].contains(points[at]) ||
                                   covers(boxes[place], a, points[at], series.form == Form::area);
            }
        }
    }
    int place = 0;
    while (place < places && taken[place]) ++place;
    frame.legend = size;
    if (size.right == 0) return;
    double left = area.right + 10, top = 0;
    if (place < places) {
        left = inset + where[place % 8].x * free_x;
        top = inset + where[place % 8].y * free_y;
    } else {
        frame.right = std::max(frame.right, size.right + 16);
        frame.bottom = std::max(frame.bottom, size.bottom - area.bottom + 8);
    }
    frame.legend = {left, top, left + size.right, top + size.bottom};
}

}  // namespace ockham::plots
