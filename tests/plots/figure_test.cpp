// SPDX-License-Identifier: MIT
#include <cstdio>
#include <string>
#include <vector>

#include <ockham/plots/figure.hpp>

#include "plots/picture.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace figure_test {

inline Plot plot_of(double high) {
    Plot plot;
    plot.line("line", {1, 2}, {0.5, high}).y_label("loss");
    return plot;
}

}  // namespace figure_test

TEST_CASE("plots side by side", "[plots]") {
    using figure_test::plot_of;
    const Figure figure =
        side_by_side({plot_of(3).title("Before"), plot_of(30).title("After")}, {.title = "Iris"});
    const std::string svg = figure.svg();
    REQUIRE(picture::problem(svg).empty());
    for (const char* text : {"Iris", "Before", "After"}) REQUIRE(picture::has_text(svg, text));
    REQUIRE(picture::count(svg, "translate(") == 2);
    REQUIRE(picture::count(svg, ">30</text>") == 1);
}

TEST_CASE("panels may share their y range", "[plots]") {
    using figure_test::plot_of;
    const Figure figure = side_by_side({plot_of(3), plot_of(30)}, {.share_y = true});
    REQUIRE(picture::count(figure.svg(), ">30</text>") == 2);
    REQUIRE_NOTHROW(side_by_side({plot_of(3).log_y(), plot_of(30).log_y()}, {.share_y = true}).svg());
    REQUIRE_THROWS_AS(side_by_side({plot_of(3), plot_of(30).log_y()}, {.share_y = true}), ArgumentError);
    REQUIRE_THROWS_WITH(side_by_side({plot_of(3), plot_of(30).log_y()}, {.share_y = true}),
                        "Figure: expected y axes of one kind to share, got linear and logarithmic ones");
    REQUIRE_NOTHROW(side_by_side({plot_of(3), plot_of(30).log_y()}).svg());
}

TEST_CASE("a figure of one plot without a title is that plot", "[plots]") {
    const Plot plot = figure_test::plot_of(3);
    REQUIRE(side_by_side({plot}).svg() == plot.svg());
}

TEST_CASE("a figure has at least one plot", "[plots]") {
    REQUIRE_THROWS_AS(side_by_side({}), ArgumentError);
    REQUIRE_THROWS_WITH(side_by_side(std::vector<Plot>()), "Figure: expected at least one plot, got none");
}

TEST_CASE("a figure is saved", "[plots]") {
    const std::string path = "ockham_figure_test.svg";
    const Figure figure = side_by_side({figure_test::plot_of(3), figure_test::plot_of(4)});
    figure.save(path);
    std::string bytes;
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    REQUIRE(file != nullptr);
    for (int byte = 0; (byte = std::fgetc(file)) != EOF;) bytes += static_cast<char>(byte);
    std::fclose(file);
    std::remove(path.c_str());
    REQUIRE(bytes == figure.svg());
    REQUIRE_THROWS_WITH(
        figure.save("no/such/folder/a.svg"),
        "Figure 'no/such/folder/a.svg': expected a file that can be written, got 'No such file or "
        "directory'");
}
