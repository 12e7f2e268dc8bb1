// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include <ockham/plots/draw_axes.hpp>

#include "plots/picture.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace draw_axes_test {

inline plots::Panel panel_of(double x, double y) {
    plots::Panel panel;
    panel.series.push_back({plots::Form::line, "name"});
    panel.series[0].values = {0, x, 0, y};
    return panel;
}

inline plots::Frame frame_of(const plots::Panel& panel) {
    plots::Frame frame;
    plots::lay_out_x(frame, panel);
    plots::lay_out_y(frame, panel, plots::y_range(panel));
    return frame;
}

inline std::string labels_of(const plots::Panel& panel) {
    std::string svg;
    plots::draw_labels(svg, frame_of(panel), panel);
    return svg;
}

}  // namespace draw_axes_test

TEST_CASE("each tick has a line across and a mark outside, at whole pixels", "[plots]") {
    const plots::Frame frame = draw_axes_test::frame_of(draw_axes_test::panel_of(0.93, 0.71));
    std::string svg;
    plots::draw_grid(svg, frame);
    const std::size_t ticks = frame.x_ticks.count + frame.y_ticks.count;
    REQUIRE(picture::count(svg, "stroke='#E2E2E2'") == ticks);
    REQUIRE(picture::count(svg, "stroke='#444444'/>") == ticks);
    REQUIRE(picture::count(svg, "stroke='#444444' fill='none'") == 1);
    for (const std::string& path : picture::all_between(svg, " d='", "'"))
        for (const double number : picture::numbers(path)) REQUIRE(number == std::round(number));
}

TEST_CASE("the lines between powers of ten are fainter and have no marks", "[plots]") {
    plots::Panel panel = draw_axes_test::panel_of(1, 1000);
    panel.y.log = true;
    panel.series[0].values[2] = 1;
    std::string svg;
    plots::draw_grid(svg, draw_axes_test::frame_of(panel));
    REQUIRE(picture::count(svg, "stroke='#F2F2F2'") > 20);
    REQUIRE(picture::count(svg, "h-4'") == 4);
}

TEST_CASE("ticks, axes and the panel are labelled", "[plots]") {
    plots::Panel panel = draw_axes_test::panel_of(2, 1);
    panel.title = "a <title>\nin two lines";
    panel.x.label = "epoch";
    panel.y.label = "accuracy";
    const std::string svg = draw_axes_test::labels_of(panel);
    for (const char* text :
         {"a &lt;title&gt;", "in two lines", "epoch", "accuracy", "0.0", "0.2", "1.0", "0", "1", "2"})
        REQUIRE(picture::has_text(svg, text));
    REQUIRE(picture::count(svg, "rotate(-90)") == 1);
    REQUIRE(picture::problem("<g>" + svg + "</g>").empty());
}

TEST_CASE("a power of ten that was taken out stands at the end of its axis", "[plots]") {
    std::string svg = draw_axes_test::labels_of(draw_axes_test::panel_of(1, 2e9));
    REQUIRE(picture::count(svg,
                           "\xC3\x97"
                           "10<tspan dy='-4.5' font-size='9'>9</tspan>") == 1);
    svg = draw_axes_test::labels_of(draw_axes_test::panel_of(3e-6, 2e9));
    REQUIRE(picture::count(svg,
                           "\xC3\x97"
                           "10<tspan") == 2);
    svg = draw_axes_test::labels_of(draw_axes_test::panel_of(1, 1));
    REQUIRE(picture::count(svg, "<tspan") == 0);
}
