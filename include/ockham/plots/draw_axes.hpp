// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>

#include <ockham/plots/frame.hpp>
#include <ockham/plots/svg.hpp>

namespace ockham::plots {

inline const char* grid_color(const Tick& tick) {
    return tick.label == Tick::Label::minor ? "#F2F2F2" : "#E2E2E2";
}

/// The lines across the area and the axes with their ticks, at whole pixels so that they are sharp.
[[gnu::cold]] inline void draw_grid(std::string& svg, const Frame& frame) {
    for (const Tick& tick : frame.x_ticks) {
        const double x = std::round(frame.x_pixel(tick.value));
        put(svg, "<path d='M% %v%' stroke='%'/>\n", {x, area.bottom, -area.bottom, grid_color(tick)});
        if (tick.label != Tick::Label::minor)
            put(svg, "<path d='M% %v4' stroke='#444444'/>\n", {x, area.bottom});
    }
    for (const Tick& tick : frame.y_ticks) {
        const double y = std::round(frame.y_pixel(tick.value));
        put(svg, "<path d='M0 %h%' stroke='%'/>\n", {y, area.right, grid_color(tick)});
        if (tick.label != Tick::Label::minor) put(svg, "<path d='M0 %h-4' stroke='#444444'/>\n", {y});
    }
    put(svg, "<path d='M0 0v%h%' stroke='#444444' fill='none'/>\n", {area.bottom, area.right});
}

[[gnu::cold]] inline void put_label(std::string& svg, const Tick& tick, double x, double y) {
    if (tick.label == Tick::Label::minor) return;
    put(svg, "<text x='%' y='%'>", {x, y});
    append_label(svg, tick);
    put(svg, "</text>\n");
}

/// The power of ten that the labels of an axis are to be multiplied with.
[[gnu::cold]] inline void put_power(std::string& svg, int power, double x, double y) {
    if (power == 0) return;
    put(svg, "<text x='%' y='%'>\xC3\x97", {x, y});
    append_label(svg, {0, 1, power, Tick::Label::power});
    put(svg, "</text>\n");
}

/// The labels of ticks and axes, and the title.
[[gnu::cold]] inline void draw_labels(std::string& svg, const Frame& frame, const Panel& panel) {
    constexpr double middle = area.right / 2, below = area.bottom + 38;
    put(svg, "<g font-size='%' text-anchor='middle'>\n", {tick_font});
    for (const Tick& tick : frame.x_ticks) put_label(svg, tick, frame.x_pixel(tick.value), area.bottom + 18);
    put(svg, "</g>\n<g font-size='%' text-anchor='end'>\n", {tick_font});
    for (const Tick& tick : frame.y_ticks) put_label(svg, tick, -8, frame.y_pixel(tick.value) + 4);
    put_power(svg, frame.x_ticks.power, area.right, below);
    put(svg, "</g>\n<g font-size='%'>\n", {tick_font});
    put_power(svg, frame.y_ticks.power, 0, -8);
    put(svg, "</g>\n<g font-size='%' text-anchor='middle'>\n", {label_font});
    put_lines(svg, panel.x.label, middle, below, line_height * label_font);
    put(svg, "<g transform='rotate(-90)'>\n");
    put_lines(svg, panel.y.label, -area.bottom / 2, frame.y_label_at, line_height * label_font);
    put(svg, "</g></g>\n<g font-size='%' font-weight='bold' text-anchor='middle'>\n", {title_font});
    put_lines(svg, panel.title, middle, 8 + title_font - frame.top, line_height * title_font);
    put(svg, "</g>\n");
}

}  // namespace ockham::plots
