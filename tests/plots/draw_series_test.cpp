// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <ockham/plots/draw_series.hpp>

#include "plots/picture.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace draw_series_test {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

inline plots::Series series_of(plots::Form form, std::vector<double> values, std::string label = "name") {
    plots::Series series{form, std::move(label)};
    series.values = std::move(values);
    series.color = plots::Color(0x0072B2);
    series.width = 2;
    return series;
}

/// `series` in an area that shows [0, 1] x [0, 1].
inline std::string drawn(const plots::Series& series) {
    plots::Panel panel;
    panel.x.fixed = panel.y.fixed = true;
    plots::Frame frame;
    plots::lay_out_x(frame, panel);
    plots::lay_out_y(frame, panel, plots::y_range(panel));
    std::string svg;
    plots::draw(svg, frame, series);
    REQUIRE(picture::problem("<g>\n" + svg + "</g>").empty());
    return svg;
}

}  // namespace draw_series_test

TEST_CASE("a line is one path", "[plots]") {
    using namespace draw_series_test;
    const std::string svg = drawn(series_of(plots::Form::line, {0, 0.5, 1, 0, 0.25, 1}));
    REQUIRE(picture::between(svg, " d='", "'") == "M0 320 245 240 490 0");
    REQUIRE(picture::contains(svg, "stroke='#0072B2' stroke-width='2'"));
    REQUIRE(picture::contains(svg, "stroke-dasharray='none'"));
}

TEST_CASE("a gap divides a line", "[plots]") {
    using namespace draw_series_test;
    const std::string svg =
        drawn(series_of(plots::Form::line, {0, 0.25, 0.5, 0.75, 1, 0, 0, no_number, 1, 1}));
    REQUIRE(picture::between(svg, " d='", "'") == "M0 320 122.5 320M367.5 0 490 0");
    REQUIRE(picture::count(svg, "m-3.2 0a") == 0);
}

TEST_CASE("a point between two gaps is a dot", "[plots]") {
    using namespace draw_series_test;
    std::string svg =
        drawn(series_of(plots::Form::line, {0, 0.25, 0.5, 0.75, 1, no_number, 0.5, no_number, 1, 1}));
    REQUIRE(picture::contains(svg, "<path d='M122.5 160m-3.2 0a3.2 3.2"));
    REQUIRE(picture::between(svg, " d='", "'") == "M367.5 0 490 0");
    svg = drawn(series_of(plots::Form::line, {0.5, 0.5}));
    REQUIRE(picture::contains(svg, "<path d='M245 160m-3.2 0a3.2 3.2"));
    svg = drawn(series_of(plots::Form::line, {0.5, no_number}));
    REQUIRE_FALSE(picture::contains(svg, "m-3.2 0a"));
}

TEST_CASE("some eight markers stand on a line", "[plots]") {
    using namespace draw_series_test;
    for (const int count : {1, 3, 8, 9, 100, 350, 1999}) {
        std::vector<double> values;
        for (int at = 0; at < 2 * count; ++at) values.push_back(at % count / double(count));
        plots::Series series = series_of(plots::Form::line, values);
        series.marker = plots::Marker::square;
        const std::size_t markers = picture::count(drawn(series), "h5.8v5.8");
        REQUIRE(markers >= std::min<std::size_t>(std::size_t(count), 4));
        REQUIRE(markers <= 8);
        series.marker = plots::Marker::none;
        REQUIRE(picture::count(drawn(series), "h5.8v5.8") == 0);
    }
}

TEST_CASE("a dashed line", "[plots]") {
    plots::Series series = draw_series_test::series_of(plots::Form::line, {0, 1, 0, 1});
    series.dashes = "6 3";
    REQUIRE(picture::contains(draw_series_test::drawn(series), "stroke-dasharray='6 3'"));
}

TEST_CASE("a scatter has a marker for each point that is there", "[plots]") {
    using namespace draw_series_test;
    plots::Series series =
        series_of(plots::Form::points, {0, 0.5, no_number, 1, 2, 0, no_number, 0.5, 1, 0.5});
    series.marker = plots::Marker::triangle;
    const std::string svg = drawn(series);
    REQUIRE(picture::count(svg, "h-7z") == 2);
    REQUIRE(picture::contains(svg, "<path d='M490 0m0 -3.8"));
}

TEST_CASE("an area goes along its upper edge and back along its lower one", "[plots]") {
    using namespace draw_series_test;
    const std::string svg = drawn(series_of(plots::Form::area, {0, 1, 0.5, 1, 0, 0.25}));
    REQUIRE(picture::between(svg, " d='", "'") == "M0 160 490 0 490 240 0 320 z");
    REQUIRE(picture::contains(svg, "fill='#0072B2' stroke='white'"));
}

TEST_CASE("a gap divides an area, and a stretch of one point is a bar", "[plots]") {
    using namespace draw_series_test;
    const std::string svg = drawn(series_of(
        plots::Form::area, {0, 0.5, 0.75, 0.875, 1, 0.5, no_number, 1, no_number, 1, 0, 0, 0, 0, 0}));
    REQUIRE(picture::count(svg, "<path") == 3);
    REQUIRE(picture::count(svg, "stroke='#0072B2' stroke-width='4'") == 3);
    REQUIRE(picture::contains(svg, "d='M0 160 0 320 z'"));
}

TEST_CASE("long areas have edges that fit", "[plots]") {
    using namespace draw_series_test;
    std::vector<double> values;
    for (int at = 0; at < 30000; ++at)
        values.push_back(at < 10000   ? at / 1e4
                         : at < 20000 ? 0.5 + 0.01 * (at % 7)
                                      : 0.25 + 0.01 * (at % 11));
    const std::string svg = drawn(series_of(plots::Form::area, values));
    REQUIRE(picture::count(svg, "<path") == 1);
    REQUIRE(svg.size() < 60000);
}

TEST_CASE("the legend shows each series as it is drawn", "[plots]") {
    using namespace draw_series_test;
    plots::Panel panel;
    panel.series = {series_of(plots::Form::line, {}, "a line"),
                    series_of(plots::Form::points, {}, "some points"), series_of(plots::Form::line, {}, "")};
    panel.series[0].marker = plots::Marker::diamond;
    panel.series[1].marker = plots::Marker::square;
    std::string svg;
    plots::draw_legend(svg, panel, plots::legend_size(panel));
    REQUIRE(picture::problem("<g>" + svg + "</g>").empty());
    REQUIRE(picture::texts(svg) == std::vector<std::string>{"a line", "some points"});
    REQUIRE(picture::count(svg, "l3.6 4") == 1);
    REQUIRE(picture::count(svg, "h5.8v5.8") == 1);
    REQUIRE(picture::count(svg, "fill='none' stroke='#0072B2'") == 1);
    svg.clear();
    plots::draw_legend(svg, panel, {0, 0, 0, 0});
    REQUIRE(svg.empty());
}

TEST_CASE("the legend lists areas from top to bottom", "[plots]") {
    using namespace draw_series_test;
    plots::Panel panel;
    panel.series = {series_of(plots::Form::area, {}, "low"), series_of(plots::Form::area, {}, "high"),
                    series_of(plots::Form::line, {}, "sum")};
    std::string svg;
    plots::draw_legend(svg, panel, plots::legend_size(panel));
    REQUIRE(picture::texts(svg) == std::vector<std::string>{"sum", "high", "low"});
    REQUIRE(picture::count(svg, "height='11' fill='#0072B2'") == 2);
}
