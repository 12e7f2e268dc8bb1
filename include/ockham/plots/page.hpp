// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/plots/draw_axes.hpp>
#include <ockham/plots/draw_series.hpp>
#include <ockham/plots/frame.hpp>
#include <ockham/plots/legend.hpp>
#include <ockham/plots/svg.hpp>

namespace ockham::plots {

/// Draws one panel whose area has its upper left at (`left`, `top`).
[[gnu::cold]] inline void draw(std::string& svg, const Frame& frame, const Panel& panel, double left,
                               double top) {
    put(svg, "<g transform='translate(% %)'>\n", {left, top});
    draw_grid(svg, frame);
    const bool clipped = panel.x.fixed || panel.y.fixed;
    for (const Series& series : panel.series) {
        // Markers whose middle is in the area are drawn whole.
        put(svg, clipped && series.form != Form::points ? "<g clip-path='url(#ockham-area)'>\n" : "<g>\n");
        draw(svg, frame, series);
        put(svg, "</g>\n");
    }
    draw_labels(svg, frame, panel);
    draw_legend(svg, panel, frame.legend);
    put(svg, "</g>\n");
}

/// The SVG document of `count` panels side by side under a common `title`. With `share_y` their y axes show
/// the same range, that of all of them.
[[gnu::cold]] inline std::string page(const Panel* panels, std::size_t count, std::string_view title,
                                      bool share_y) {
    constexpr double font_size = 18;
    Range shared;
    for (std::size_t at = 0; share_y && at < count; ++at) {
        const Range range = y_range(panels[at]);
        shared.add(range.low);
        shared.add(range.high);
    }
    std::vector<Frame> frames(count);
    double width = 0, top = 0, bottom = 0;
    for (std::size_t at = 0; at < count; ++at) {
        const Panel& panel = panels[at];
        Frame& frame = frames[at];
        lay_out_x(frame, panel);
        lay_out_y(frame, panel, share_y ? shared : y_range(panel));
        place_legend(frame, panel);
        width += frame.left + area.right + frame.right;
        top = std::max(top, frame.top);
        bottom = std::max(bottom, frame.bottom);
    }
    const std::string heading = wrapped(title, font_size * 1.1, width - 24);
    if (!heading.empty()) top += line_height * font_size * lines_of(heading) + 6;
    width = std::ceil(width);
    top = std::ceil(top);
    const double height = std::ceil(top + area.bottom + bottom);

    // What it is called where it cannot be seen.
    std::string_view name = title;
    for (const std::string_view other :
         {std::string_view(panels->title), std::string_view(panels->y.label), std::string_view("Plot")})
        if (name.empty()) name = other;

    std::string svg;
    put(svg,
        "<svg xmlns='http://www.w3.org/2000/svg' width='%' height='%' viewBox='0 0 % %' role='img' "
        "fill='#222222' "
        "font-family='Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif'>\n<title>%</title>\n"
        "<clipPath id='ockham-area'><rect x='-1' y='-1' width='%' height='%'/></clipPath>\n"
        "<rect width='%' height='%' fill='white'/>\n<g font-size='%' font-weight='bold' "
        "text-anchor='middle'>\n",
        {width, height, width, height, name, area.right + 2, area.bottom + 2, width, height, font_size});
    put_lines(svg, heading, width / 2, 8 + font_size, line_height * font_size);
    put(svg, "</g>\n");
    double left = 0;
    for (std::size_t at = 0; at < count; ++at) {
        const Frame& frame = frames[at];
        draw(svg, frame, panels[at], std::round(left + frame.left) + 0.5, top + 0.5);
        left += frame.left + area.right + frame.right;
    }
    put(svg, "</svg>\n");
    return svg;
}

}  // namespace ockham::plots
