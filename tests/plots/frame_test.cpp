// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <ockham/plots/frame.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace frame_test {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

inline plots::Panel panel_of(std::vector<double> values, plots::Form form = plots::Form::line) {
    plots::Panel panel;
    panel.series.push_back({form});
    panel.series[0].values = std::move(values);
    return panel;
}

inline plots::Frame frame_of(const plots::Panel& panel) {
    plots::Frame frame;
    plots::lay_out_x(frame, panel);
    plots::lay_out_y(frame, panel, plots::y_range(panel));
    return frame;
}

inline std::size_t labelled(const plots::Ticks& ticks) {
    std::size_t count = 0;
    for (const plots::Tick& tick : ticks) count += tick.label == plots::Tick::Label::minor ? 0 : 1;
    return count;
}

}  // namespace frame_test

TEST_CASE("epochs have whole ticks", "[plots]") {
    using namespace frame_test;
    plots::Frame frame = frame_of(panel_of({1, 2, 3, 0, 0.5, 1}));
    REQUIRE(labelled(frame.x_ticks) == 3);
    for (const plots::Tick& tick : frame.x_ticks) REQUIRE(tick.value == std::round(tick.value));
    frame = frame_of(panel_of({1, 0.5}));
    REQUIRE(frame.x.range.low == 0);
    REQUIRE(frame.x.range.high == 2);
    REQUIRE(labelled(frame.x_ticks) == 3);
    frame = frame_of(panel_of({1, 1.5, 2, 0, 0.5, 1}));
    REQUIRE(labelled(frame.x_ticks) > 3);
}

TEST_CASE("whole numbers may be zoomed into", "[plots]") {
    plots::Panel panel = frame_test::panel_of({1, 2, 3, 0, 0.5, 1});
    panel.x.fixed = true;
    panel.x.low = 1.2;
    panel.x.high = 1.8;
    REQUIRE(frame_test::labelled(frame_test::frame_of(panel).x_ticks) >= 3);
}

TEST_CASE("labels of x ticks do not touch and are not cut off", "[plots]") {
    using namespace frame_test;
    for (const bool log : {false, true}) {
        for (const double low : {1e-7, 0.1, 123456.0, 1e5 + 0.5, 1e9}) {
            for (const double width : {1e-8, 1e-7, 3e-7, 1e-4, 0.5, 2.5, 1e4, 1e8}) {
                plots::Panel panel = panel_of({low, low * (1 + width), 0, 1});
                panel.x.log = log;
                const plots::Frame frame = frame_of(panel);
                double end = -frame.left;
                for (const plots::Tick& tick : frame.x_ticks) {
                    if (tick.label == plots::Tick::Label::minor) continue;
                    const double middle = frame.x_pixel(tick.value),
                                 half = plots::width_of(tick, plots::tick_font) / 2;
                    REQUIRE(middle - half >= end);
                    end = middle + half;
                }
                REQUIRE(end <= plots::area.right + frame.right);
                REQUIRE(labelled(frame.x_ticks) >= 2);
            }
        }
    }
}

TEST_CASE("there is room for what stands around the area", "[plots]") {
    using namespace frame_test;
    plots::Panel panel = panel_of({0.5, 1.5, 0.998, 1});
    const plots::Frame bare = frame_of(panel);
    panel.y.label = "one\ntwo";
    panel.x.label = "x";
    panel.title = "title";
    const plots::Frame full = frame_of(panel);
    REQUIRE(bare.left > plots::width_of("0.9980", plots::tick_font) + 8);
    REQUIRE(full.left == Approx(bare.left + 2 * 1.3 * plots::label_font));
    REQUIRE(full.bottom == Approx(bare.bottom + 1.3 * plots::label_font));
    REQUIRE(full.top > bare.top + plots::title_font);
    REQUIRE(-full.y_label_at < full.left - plots::label_font);
    panel.series[0].values = {0.5, 1.5, 1e7, 2e7};
    REQUIRE(frame_of(panel).top > full.top + plots::tick_font);
    panel.x.label.clear();
    panel.series[0].values = {0.5e7, 1.5e7, 1, 2};
    REQUIRE(frame_of(panel).bottom == Approx(full.bottom));
}

TEST_CASE("the y range is that of lines, points and both edges of areas", "[plots]") {
    using namespace frame_test;
    plots::Panel panel = panel_of({1, 2, 5, 6, -1, 0}, plots::Form::area);
    REQUIRE(plots::y_range(panel).low == Approx(-1.35));
    REQUIRE(plots::y_range(panel).high == Approx(6.35));
    panel = panel_of({1, 2, 3, no_number, 5, 6});
    REQUIRE(plots::y_range(panel).low == Approx(4.95));
}

TEST_CASE("values become pixels", "[plots]") {
    using namespace frame_test;
    plots::Panel panel = panel_of({0, 1, 2, 10, no_number, 30});
    panel.x.fixed = panel.y.fixed = true;
    panel.x.high = 2;
    panel.y.high = 20;
    const plots::Frame frame = frame_of(panel);
    std::vector<plots::Point> points{{7, 7}};
    plots::trace(points, frame, panel.series[0], panel.series[0].y(), 0, 3);
    REQUIRE(points.size() == 3);
    REQUIRE(points[0].x == 0);
    REQUIRE(points[0].y == Approx(plots::area.bottom / 2));
    REQUIRE(points[1].is_gap());
    REQUIRE(points[2].x == Approx(plots::area.right));
    REQUIRE(points[2].y == Approx(-plots::area.bottom / 2));
    panel.series[0].form = plots::Form::points;
    plots::trace(points, frame, panel.series[0], panel.series[0].y(), 0, 3);
    REQUIRE(points.size() == 1);
}

TEST_CASE("areas are drawn stretch by stretch, everything else at once", "[plots]") {
    using namespace frame_test;
    plots::Panel panel = panel_of({0, 1, 2, 3, 1, no_number, 1, 1, 0, 0, 0, 0}, plots::Form::area);
    plots::Frame frame = frame_of(panel);
    REQUIRE(plots::stretch_end(frame, panel.series[0], 0) == 1);
    REQUIRE(plots::stretch_end(frame, panel.series[0], 1) == 1);
    REQUIRE(plots::stretch_end(frame, panel.series[0], 2) == 4);
    panel.x.log = true;
    frame = frame_of(panel);
    REQUIRE(plots::stretch_end(frame, panel.series[0], 0) == 0);
    panel.series[0].form = plots::Form::line;
    REQUIRE(plots::stretch_end(frame, panel.series[0], 0) == 6);
}
