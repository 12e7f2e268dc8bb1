// SPDX-License-Identifier: MIT
#include <string>
#include <utility>
#include <vector>

#include <ockham/plots/legend.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace legend_test {

/// A panel whose area shows [0, 1] x [0, 1].
inline plots::Panel panel_of(std::vector<double> values, plots::Form form = plots::Form::line) {
    plots::Panel panel;
    panel.x.fixed = panel.y.fixed = true;
    panel.series.push_back({form, "name"});
    panel.series[0].values = std::move(values);
    return panel;
}

inline plots::Frame placed(const plots::Panel& panel) {
    plots::Frame frame;
    plots::lay_out_x(frame, panel);
    plots::lay_out_y(frame, panel, plots::y_range(panel));
    plots::place_legend(frame, panel);
    return frame;
}

/// Where the middle of the legend is: `upper right`, `left`, `beside`, ...
inline std::string place(const plots::Panel& panel) {
    const plots::Box box = placed(panel).legend;
    if (box.left > plots::area.right) return "beside";
    const double x = (box.left + box.right) / 2 / plots::area.right,
                 y = (box.top + box.bottom) / 2 / plots::area.bottom;
    const std::string vertical = y < 0.4 ? "upper" : y > 0.6 ? "lower" : "middle";
    return vertical + (x < 0.4 ? " left" : x > 0.6 ? " right" : " centre");
}

}  // namespace legend_test

TEST_CASE("the legend has room for its longest line and all its entries", "[plots]") {
    plots::Panel panel;
    REQUIRE(plots::legend_size(panel).right == 0);
    panel.series.push_back({plots::Form::line, "short"});
    const plots::Box one = plots::legend_size(panel);
    panel.series.push_back({plots::Form::points, "quite a bit longer\nin two lines"});
    panel.series.push_back({plots::Form::line, ""});
    const plots::Box two = plots::legend_size(panel);
    REQUIRE(one.right > plots::width_of("short", 12) + plots::legend_sample);
    REQUIRE(two.right - one.right ==
            Approx(plots::width_of("quite a bit longer", 12) - plots::width_of("short", 12)));
    REQUIRE(two.bottom - one.bottom == Approx(2 * plots::legend_line + plots::legend_gap));
}

TEST_CASE("a line covers a box that it crosses", "[plots]") {
    const plots::Box box{10, 10, 20, 20};
    REQUIRE(plots::covers(box, {0, 0}, {30, 30}, false));
    REQUIRE(plots::covers(box, {15, 0}, {15, 30}, false));
    REQUIRE(plots::covers(box, {0, 15}, {30, 15}, false));
    REQUIRE(plots::covers(box, {15, 15}, {100, 16}, false));
    REQUIRE(plots::covers(box, {12, 12}, {18, 13}, false));
    REQUIRE_FALSE(plots::covers(box, {0, 25}, {30, 25}, false));
    REQUIRE_FALSE(plots::covers(box, {0, 0}, {9, 30}, false));
    REQUIRE_FALSE(plots::covers(box, {5, 18}, {15, 28}, false));
    REQUIRE_FALSE(plots::covers(box, {0, 5}, {30, 5}, false));
}

TEST_CASE("an area covers what is below its edge", "[plots]") {
    const plots::Box box{10, 10, 20, 20};
    REQUIRE(plots::covers(box, {0, 5}, {30, 5}, true));
    REQUIRE(plots::covers(box, {0, 19}, {30, 25}, true));
    REQUIRE_FALSE(plots::covers(box, {0, 25}, {30, 25}, true));
    REQUIRE_FALSE(plots::covers(box, {21, 5}, {30, 5}, true));
}

TEST_CASE("the legend goes where no line is", "[plots]") {
    using namespace legend_test;
    REQUIRE(place(panel_of({})) == "upper right");
    REQUIRE(place(panel_of({0, 1, 0, 1})) == "upper left");              // rising
    REQUIRE(place(panel_of({0, 1, 1, 0})) == "upper right");             // falling
    REQUIRE(place(panel_of({0, 1, 0.99, 0.99})) == "lower right");       // along the top
    REQUIRE(place(panel_of({0, 0.9, 1, 0.9, 0.9, 0})) == "lower left");  // along top and right
}

TEST_CASE("the legend prefers a place with room around it", "[plots]") {
    using namespace legend_test;
    REQUIRE(place(panel_of({0, 0.2, 1, 0, 0.95, 0.97})) == "lower right");
}

TEST_CASE("where the corners are taken, the legend goes to the middle of an edge, or beside the area",
          "[plots]") {
    using namespace legend_test;
    plots::Panel corners = panel_of({0.05, 0.05, 0.95, 0.95, 0.05, 0.95, 0.05, 0.95}, plots::Form::points);
    REQUIRE(place(corners) == "middle right");
    std::vector<double> x, y;
    for (int i = 0; i <= 30; ++i) {
        for (int j = 0; j <= 30; ++j) {
            x.push_back(i / 30.0);
            y.push_back(j / 30.0);
        }
    }
    x.insert(x.end(), y.begin(), y.end());
    const plots::Panel full = panel_of(x, plots::Form::points);
    REQUIRE(place(full) == "beside");
    REQUIRE(placed(full).right >= placed(full).legend.right - plots::area.right + 4);
    REQUIRE(placed(corners).right == 16);
}

TEST_CASE("points outside the area are in nobody's way", "[plots]") {
    REQUIRE(legend_test::place(legend_test::panel_of({0.95, 0.95, 1.05, 5}, plots::Form::points)) ==
            "upper right");
}

TEST_CASE("the legend does not stand on an area", "[plots]") {
    using namespace legend_test;
    REQUIRE(place(panel_of({0, 1, 0.6, 0.2, 0, 0}, plots::Form::area)) == "upper right");
    REQUIRE(place(panel_of({0, 1, 0.9, 0.9, 0, 0}, plots::Form::area)) == "beside");
    REQUIRE(place(panel_of({0.5, 1, 0.9, 0.9, 0, 0}, plots::Form::area)) == "upper left");
}

TEST_CASE("a legend that is larger than the area stands beside it, and has room below", "[plots]") {
    plots::Panel panel;
    for (int i = 0; i < 40; ++i) panel.series.push_back({plots::Form::line, "name"});
    REQUIRE(legend_test::place(panel) == "beside");
    const plots::Frame frame = legend_test::placed(panel);
    REQUIRE(frame.legend.bottom < plots::area.bottom + frame.bottom);
}

TEST_CASE("without labels there is no legend", "[plots]") {
    plots::Panel panel = legend_test::panel_of({0, 1, 0, 1});
    panel.series[0].label.clear();
    REQUIRE(legend_test::placed(panel).legend.right == 0);
}
