// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include <ockham/plots/page.hpp>

#include "plots/picture.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace page_test {

inline plots::Panel panel_of(double high, const std::string& title) {
    plots::Panel panel;
    panel.title = title;
    panel.y.label = "loss";
    panel.series.push_back({plots::Form::line, "name"});
    panel.series[0].values = {0, 0.5, 1, 1, 2, high};
    return panel;
}

inline std::string page_of(const std::vector<plots::Panel>& panels, const std::string& title = "",
                           bool share = false) {
    const std::string svg = plots::page(panels.data(), panels.size(), title, share);
    REQUIRE(picture::problem(svg).empty());
    return svg;
}

inline double width_of(const std::string& svg) {
    return picture::numbers(picture::between(svg, " width='", "'"))[0];
}
inline double height_of(const std::string& svg) {
    return picture::numbers(picture::between(svg, " height='", "'"))[0];
}

}  // namespace page_test

TEST_CASE("a page is a standalone SVG document", "[plots]") {
    using namespace page_test;
    const std::string svg = page_of({panel_of(3, "Title")});
    REQUIRE(svg.substr(0, 40) == "<svg xmlns='http://www.w3.org/2000/svg' ");
    REQUIRE(picture::contains(svg, "role='img'"));
    REQUIRE(picture::contains(svg, "<title>Title</title>"));
    REQUIRE(picture::contains(svg, "sans-serif"));
    REQUIRE(picture::contains(svg, "fill='white'/>"));
    REQUIRE(width_of(svg) > 530);
    REQUIRE(width_of(svg) < 590);
    REQUIRE(height_of(svg) > 350);
    REQUIRE(height_of(svg) < 420);
    const auto box = picture::numbers(picture::between(svg, "viewBox='", "'"));
    REQUIRE(box == std::vector<double>{0, 0, width_of(svg), height_of(svg)});
}

TEST_CASE("a picture that cannot be seen has a name", "[plots]") {
    using namespace page_test;
    REQUIRE(picture::between(page_of({panel_of(3, "A\nB")}, "Both"), "<title>", "</title>") == "Both");
    REQUIRE(picture::between(page_of({panel_of(3, "A\nB")}), "<title>", "</title>") == "A B");
    REQUIRE(picture::between(page_of({panel_of(3, "")}), "<title>", "</title>") == "loss");
    REQUIRE(picture::between(page_of({plots::Panel{}}), "<title>", "</title>") == "Plot");
}

TEST_CASE("panels stand beside each other at one height", "[plots]") {
    using namespace page_test;
    const std::string one = page_of({panel_of(3, "A")}),
                      three = page_of({panel_of(3, "A"), panel_of(4, ""), panel_of(5, "C")});
    REQUIRE(width_of(three) == Approx(3 * width_of(one)).margin(30));
    REQUIRE(height_of(three) == height_of(one));
    std::vector<std::vector<double>> places;
    for (const std::string& place : picture::all_between(three, "translate(", ")"))
        places.push_back(picture::numbers(place));
    REQUIRE(places.size() == 3);
    REQUIRE(places[0][1] == places[1][1]);
    REQUIRE(places[0][1] == places[2][1]);
    REQUIRE(places[1][0] > places[0][0] + plots::area.right);
    REQUIRE(places[2][0] > places[1][0] + plots::area.right);
    REQUIRE(places[2][0] + plots::area.right < width_of(three));
    for (const auto& place : places) REQUIRE(place[0] - std::floor(place[0]) == 0.5);
}

TEST_CASE("the common title stands above the panels, in lines if it is long", "[plots]") {
    using namespace page_test;
    const std::vector<plots::Panel> panels{panel_of(3, "A"), panel_of(4, "B")};
    const std::string without = page_of(panels), with = page_of(panels, "Iris"),
                      longer = page_of(panels, std::string(200, 'W'));
    REQUIRE(picture::has_text(with, "Iris"));
    REQUIRE(height_of(with) > height_of(without) + 18);
    REQUIRE(height_of(longer) > height_of(with) + 18);
}

TEST_CASE("panels share the y range of all of them", "[plots]") {
    using namespace page_test;
    const std::vector<plots::Panel> panels{panel_of(3, "A"), panel_of(30, "B")};
    REQUIRE(picture::count(page_of(panels), ">30</text>") == 1);
    REQUIRE(picture::count(page_of(panels, "", true), ">30</text>") == 2);
    REQUIRE(picture::count(page_of({panel_of(30, "A"), panel_of(3, "B")}, "", true), ">30</text>") == 2);
}

TEST_CASE("lines are clipped where a range is set, and only there", "[plots]") {
    using namespace page_test;
    plots::Panel panel = panel_of(3, "A");
    REQUIRE(picture::count(page_of({panel}), "clip-path=") == 0);
    panel.series.push_back({plots::Form::points, "points"});
    panel.series[1].values = {1, 1};
    panel.y.fixed = true;
    REQUIRE(picture::count(page_of({panel}), "clip-path='url(#ockham-area)'") == 1);
    panel.y.fixed = false;
    panel.x.fixed = true;
    REQUIRE(picture::count(page_of({panel}), "clip-path='url(#ockham-area)'") == 1);
    REQUIRE(picture::count(page_of({panel, panel}), "id='ockham-area'") == 1);
}
