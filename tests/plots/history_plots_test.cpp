// SPDX-License-Identifier: MIT
#include <limits>
#include <string>
#include <vector>

#include <ockham/plots/figure.hpp>
#include <ockham/plots/history_plots.hpp>

#include "plots/picture.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace history_plots_test {

inline History history(bool validation) {
    History history;
    history.epoch = {0, 1, 2, 3};
    history.set("accuracy", {0.25, 0.5, 0.75, 1});
    history.set("loss", {2, 1.5, 1, 0.75});
    history.set("data_loss", {1, 0.75, 0.5, 0.25});
    history.set("kernel_penalty", {0.5, 0.375, 0.25, 0.25});
    history.set("bias_penalty", {0, 0, 0, 0});
    history.set("activity_penalty", {0.5, 0.375, 0.25, 0.25});
    if (validation) history.set("val_accuracy", {0.2, 0.4, 0.6, 0.8});
    return history;
}

}  // namespace history_plots_test

TEST_CASE("training and validation are drawn against the finished epochs", "[plots]") {
    const std::string svg = plot(history_plots_test::history(true), "accuracy").svg();
    REQUIRE(picture::problem(svg).empty());
    const auto texts = picture::texts(svg);
    for (const char* text : {"epoch", "accuracy", "training", "validation", "1", "2", "3", "4"})
        REQUIRE(picture::has_text(svg, text));
    REQUIRE_FALSE(picture::has_text(svg, "0"));
    REQUIRE(texts.back() == "validation");
    REQUIRE(svg == Plot()
                       .x_label("epoch")
                       .y_label("accuracy")
                       .line("training", {1, 2, 3, 4}, {0.25, 0.5, 0.75, 1})
                       .line("validation", {1, 2, 3, 4}, {0.2, 0.4, 0.6, 0.8})
                       .svg());
}

TEST_CASE("without validation there is one line", "[plots]") {
    const std::string svg = plot(history_plots_test::history(false), "accuracy").svg();
    REQUIRE(picture::has_text(svg, "training"));
    REQUIRE_FALSE(picture::has_text(svg, "validation"));
}

TEST_CASE("epochs may begin anywhere", "[plots]") {
    History history;
    history.epoch = {10, 11};
    history.set("loss", {2, 1});
    REQUIRE(plot(history, "loss").svg() ==
            Plot().x_label("epoch").y_label("loss").line("training", {11, 12}, {2, 1}).svg());
}

TEST_CASE("validation alone can be drawn, and names are written with blanks", "[plots]") {
    std::string svg = plot(history_plots_test::history(true), "val_accuracy").svg();
    REQUIRE(picture::has_text(svg, "accuracy"));
    REQUIRE(picture::has_text(svg, "validation"));
    REQUIRE_FALSE(picture::has_text(svg, "training"));
    svg = plot(history_plots_test::history(true), "data_loss").svg();
    REQUIRE(picture::has_text(svg, "data loss"));
}

TEST_CASE("several quantities of one history", "[plots]") {
    const History history = history_plots_test::history(true);
    std::string svg = plot(history, {"data_loss", "kernel_penalty", "activity_penalty"}).svg();
    REQUIRE(picture::problem(svg).empty());
    for (const char* text : {"epoch", "data loss", "kernel penalty", "activity penalty"})
        REQUIRE(picture::has_text(svg, text));
    svg = plot(history, {"accuracy", "val_accuracy"}).svg();
    REQUIRE(picture::has_text(svg, "accuracy"));
    REQUIRE(picture::has_text(svg, "val accuracy"));
    svg = plot(history, {"loss"}).svg();
    REQUIRE(picture::has_text(svg, "loss"));
}

TEST_CASE("an unknown quantity is refused with the known ones", "[plots]") {
    History history;
    history.epoch = {0};
    history.set("loss", {1});
    history.set("val_loss", {1});
    REQUIRE_THROWS_AS(plot(history, "acuracy"), ArgumentError);
    REQUIRE_THROWS_WITH(plot(history, "acuracy"), "History: expected one of loss, val_loss, got acuracy");
    REQUIRE_THROWS_WITH(plot(history, {"loss", "acuracy"}),
                        "History: expected one of loss, val_loss, got acuracy");
    REQUIRE_THROWS_WITH(plot_loss_parts(history), "History: expected one of loss, val_loss, got data_loss");
}

TEST_CASE("the loss is taken apart, without the parts that are zero", "[plots]") {
    const History history = history_plots_test::history(false);
    const std::string svg = plot_loss_parts(history).svg();
    REQUIRE(picture::problem(svg).empty());
    REQUIRE(picture::count(svg, "stroke='white' stroke-width='0.75'") == 3);
    REQUIRE(picture::count(svg, "stroke='#000000' stroke-width='1'") == 2);
    const auto texts = picture::texts(svg);
    REQUIRE(std::vector<std::string>(texts.end() - 4, texts.end()) ==
            std::vector<std::string>{"loss", "activity penalty", "kernel penalty", "data loss"});
    REQUIRE_FALSE(picture::has_text(svg, "bias penalty"));
    REQUIRE(picture::has_text(svg, "epoch"));
}

TEST_CASE("the upper edge of the parts is the loss", "[plots]") {
    Plot parts = plot_loss_parts(history_plots_test::history(false));
    const std::string svg = parts.x_range(1, 4).y_range(0, 2).svg();
    REQUIRE(picture::contains(svg, "d='M0 0 163.33 80 326.67 160 490 200"));  // the line and the last area
    REQUIRE(picture::count(svg, "M0 0 163.33 80 326.67 160 490 200") == 2);
}

TEST_CASE("histories of one epoch, of none, and of a diverged training make pictures", "[plots]") {
    History one;
    one.epoch = {0};
    for (const char* name : {"loss", "data_loss", "kernel_penalty"}) one.set(name, {1});
    REQUIRE(picture::problem(plot_loss_parts(one).svg()).empty());
    REQUIRE(picture::problem(plot(one, "loss").svg()).empty());
    History none;
    none.set("loss", {});
    none.set("data_loss", {});
    REQUIRE(picture::problem(plot_loss_parts(none).svg()).empty());
    History diverged = history_plots_test::history(false);
    const double nan = std::numeric_limits<double>::quiet_NaN(),
                 infinity = std::numeric_limits<double>::infinity();
    diverged.set("loss", {2, 1.5, nan, infinity});
    diverged.set("data_loss", {1, 0.75, nan, infinity});
    REQUIRE(picture::problem(plot_loss_parts(diverged).svg()).empty());
}

TEST_CASE("a history whose lengths do not fit is refused", "[plots]") {
    History history;
    history.epoch = {0, 1};
    history.set("loss", {1, 2, 3});
    REQUIRE_THROWS_WITH(plot(history, "loss"), "Plot 'training': expected as many y as x, got 3 y and 2 x");
}

TEST_CASE("a loss below zero cannot be taken apart", "[plots]") {
    History history;
    history.epoch = {0};
    history.set("loss", {-1});
    history.set("data_loss", {-1});
    REQUIRE_THROWS_WITH(plot_loss_parts(history),
                        "Plot 'data loss': expected stacked values to be non-negative, got -1");
}

TEST_CASE("what the tutorial does", "[plots]") {
    const History before = history_plots_test::history(true), after = history_plots_test::history(true);
    const Figure figure =
        side_by_side({plot(before, "accuracy").title("Before"), plot(after, "accuracy").title("After")},
                     {.title = "Iris"});
    REQUIRE(picture::problem(figure.svg()).empty());
}
