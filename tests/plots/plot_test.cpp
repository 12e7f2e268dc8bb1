// SPDX-License-Identifier: MIT
#include <array>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <ockham/core/tensor.hpp>
#include <ockham/plots/plot.hpp>

#include "plots/picture.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace plot_test {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// The paths of the lines of a plot, without those of the legend.
inline std::vector<std::string> lines(const Plot& plot) {
    const std::string svg = plot.svg();
    REQUIRE(picture::problem(svg).empty());
    return picture::all_between(svg.substr(0, svg.find("rx='3'")),
                                "stroke-linejoin='round' stroke-dasharray='none' d='", "'");
}

}  // namespace plot_test

TEST_CASE("a plot built by hand", "[plots]") {
    const std::vector<double> x{0, 1, 2}, y{0.1, 0.8, 2.2};
    const Eigen::ArrayXd xs = Eigen::ArrayXd::LinSpaced(50, 0, 2);
    Plot p;
    p.title("Noisy points on a line").x_label("x").y_label("y");
    p.scatter("points", x, y).line("square", xs, xs * xs).line("truth", xs, xs, {.dashed = true});
    p.y_range(-2, 2);
    const std::string svg = p.svg();
    REQUIRE(picture::problem(svg).empty());
    for (const char* text : {"Noisy points on a line", "x", "y", "points", "square", "truth"})
        REQUIRE(picture::has_text(svg, text));
    REQUIRE(picture::count(svg, "stroke-dasharray='6 3'") == 2);  // the line, and its sample in the legend
    REQUIRE(picture::count(svg, "stroke='#D55E00'") == 2);
    REQUIRE(picture::count(svg, "stroke='#009E73'") == 2);
    REQUIRE(picture::count(svg, "m-3.2 0a") == 2 + 1);  // (2, 2.2) is outside
}

TEST_CASE("numbers may come in any container", "[plots]") {
    const auto drawn = [](const auto& x, const auto& y) {
        const auto lines = plot_test::lines(Plot().line("", x, y));
        return lines.at(0);
    };
    const std::vector<double> x{1, 2, 4}, y{3, 5, 4};
    const std::string expected = drawn(x, y);
    REQUIRE(picture::numbers(expected).size() == 6);
    REQUIRE(drawn(std::vector<float>{1, 2, 4}, std::array<int, 3>{3, 5, 4}) == expected);
    REQUIRE(drawn(std::span<const double>(x), std::vector<long>{3, 5, 4}) == expected);
    const Eigen::Vector3d column(1, 2, 4);
    const Eigen::RowVector3f row(3, 5, 4);
    REQUIRE(drawn(column, row) == expected);
    REQUIRE(drawn(column.array() * 1, (row + row) / 2) == expected);
    Eigen::MatrixXd matrix(3, 2);
    matrix << 1, 3, 2, 5, 4, 4;
    REQUIRE(drawn(matrix.col(0), matrix.col(1)) == expected);
    REQUIRE(drawn(matrix.leftCols(1), matrix.rightCols(1)) == expected);
    REQUIRE(drawn(matrix * Eigen::Vector2d(1, 0), matrix.transpose().bottomRows(1)) == expected);
    REQUIRE(drawn(Eigen::Array3i(1, 2, 4), Eigen::Vector3i(3, 5, 4)) == expected);
    REQUIRE(drawn(Tensor<float>(column), Tensor<double>(row)) == expected);
    REQUIRE(plot_test::lines(Plot().line("", {1, 2, 4}, {3, 5, 4})).at(0) == expected);
}

TEST_CASE("a matrix is no vector", "[plots]") {
    REQUIRE_THROWS_AS(Plot().line("a", Eigen::MatrixXd::Zero(3, 2), std::vector<double>(6)), ShapeError);
    REQUIRE_THROWS_WITH(Plot().line("a", Eigen::MatrixXd::Zero(3, 2), std::vector<double>(6)),
                        "Plot: expected one row or one column of numbers, got shape (3, 2)");
}

TEST_CASE("x and y of different lengths are refused, and the plot stays as it was", "[plots]") {
    Plot p;
    p.line("good", {1, 2}, {3, 4});
    const std::string before = p.svg();
    REQUIRE_THROWS_AS(p.line("bad", {1, 2, 3}, {1, 2, 3, 4}), ShapeError);
    REQUIRE_THROWS_WITH(p.line("bad", {1, 2, 3}, {1, 2, 3, 4}),
                        "Plot 'bad': expected as many y as x, got 4 y and 3 x");
    REQUIRE_THROWS_WITH(p.scatter("worse", {1, 2}, {}),
                        "Plot 'worse': expected as many y as x, got 0 y and 2 x");
    REQUIRE_THROWS_WITH(p.stacked({"a", "b"}, {1, 2}, {{1, 2}, {1, 2, 3}}),
                        "Plot 'b': expected as many y as x, got 3 y and 2 x");
    REQUIRE(p.svg() == before);
}

TEST_CASE("options of lines and points", "[plots]") {
    const std::string svg = Plot()
                                .line("a", {1, 2}, {3, 4}, {.width = 0.5, .color = 0x123456})
                                .scatter("b", {1, 2}, {3, 4}, {.color = 0xABCDEF})
                                .svg();
    REQUIRE(picture::contains(svg, "stroke='#123456' stroke-width='0.5'"));
    REQUIRE(picture::contains(svg, "fill='#ABCDEF'"));
    REQUIRE_THROWS_WITH(Plot().line("a", {1}, {1}, {.width = 0}),
                        "Plot: expected width to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Plot().line("a", {1}, {1}, {.color = 0x1000000}),
                        "Plot: expected color to be in [0, 0xFFFFFF], got 16777216");
    REQUIRE_THROWS_WITH(Plot().scatter("a", {1}, {1}, {.color = -2}),
                        "Plot: expected color to be in [0, 0xFFFFFF], got -2");
}

TEST_CASE("lines, dashed lines and scatters are told apart each in their way", "[plots]") {
    Plot p;
    for (int i = 0; i < 3; ++i) p.line("line", {1, 2}, {3, 4});
    for (int i = 0; i < 2; ++i) p.line("dashed", {1, 2}, {3, 4}, {.dashed = true});
    for (int i = 0; i < 2; ++i) p.scatter("points", {1, 2}, {3, 4});
    const std::string svg = p.svg();
    REQUIRE(picture::count(svg, "stroke-dasharray='none'") == 6);
    REQUIRE(picture::count(svg, "stroke-dasharray='6 3'") == 2);
    REQUIRE(picture::count(svg, "stroke-dasharray='2 2.5'") == 2);
    REQUIRE(picture::count(svg, "m-3.2 0a") == 3);      // the first scatter
    REQUIRE(picture::count(svg, "h5.8v5.8") == 3 + 3);  // the second scatter, and the second line
    REQUIRE(picture::count(svg, "h-7z") == 3);          // the third line
}

TEST_CASE("ranges go up and are finite", "[plots]") {
    const double infinity = std::numeric_limits<double>::infinity();
    REQUIRE_THROWS_AS(Plot().y_range(2, -2), ArgumentError);
    REQUIRE_THROWS_WITH(Plot().y_range(2, -2),
                        "Plot: expected y_range to go up from one finite number to another, got (2, -2)");
    REQUIRE_THROWS_WITH(Plot().x_range(1, 1),
                        "Plot: expected x_range to go up from one finite number to another, got (1, 1)");
    REQUIRE_THROWS_WITH(Plot().x_range(plot_test::no_number, 1),
                        "Plot: expected x_range to go up from one finite number to another, got (nan, 1)");
    REQUIRE_THROWS_WITH(Plot().x_range(0, infinity),
                        "Plot: expected x_range to go up from one finite number to another, got (0, inf)");
    REQUIRE_THROWS_AS(Plot().x_range(0, std::numeric_limits<double>::denorm_min()), ArgumentError);
    REQUIRE_THROWS_AS(Plot().x_range(-1e308, 1e308), ArgumentError);
}

TEST_CASE("any range that is accepted makes a picture", "[plots]") {
    const double values[] = {-1e300, -1, 0, 1e-289, 1e-3, 1, std::nextafter(1, 2), 1e9, 1e9 + 1e-6, 1e300};
    for (const double low : values) {
        for (const double high : values) {
            if (!(high - low > 1e-290)) continue;
            Plot p;
            p.line("line", {-1, 0.5, 1e9}, {1, 1e9, 3}).x_range(low, high).y_range(low, high);
            if (low > 0) p.log_x();
            REQUIRE(picture::problem(p.svg()).empty());
            REQUIRE(p.svg().size() < 20000);
        }
    }
}

TEST_CASE("a logarithmic axis wants a positive range, in whichever order", "[plots]") {
    REQUIRE_THROWS_WITH(Plot().log_y().y_range(0, 1),
                        "Plot: expected y_range to be positive on a logarithmic axis, got 0");
    REQUIRE_THROWS_WITH(Plot().y_range(-1, 1).log_y(),
                        "Plot: expected y_range to be positive on a logarithmic axis, got -1");
    REQUIRE_THROWS_WITH(Plot().x_range(-1, 1).log_x(),
                        "Plot: expected x_range to be positive on a logarithmic axis, got -1");
    REQUIRE_NOTHROW(Plot().x_range(-1, 1).log_y().y_range(1e-3, 1));
    REQUIRE_THROWS_WITH(Plot().log_y().stacked({"a"}, {1, 2}, {{1, 2}}),
                        "Plot: expected a linear y axis for stacked areas, got a logarithmic one");
    REQUIRE_THROWS_WITH(Plot().stacked({"a"}, {1, 2}, {{1, 2}}).log_y(),
                        "Plot: expected a linear y axis for stacked areas, got a logarithmic one");
}

TEST_CASE("a logarithmic axis skips what is not positive", "[plots]") {
    const auto lines = plot_test::lines(Plot().line("a", {1, 2, 3, 4, 5}, {1, 10, 0, 100, 1000}).log_y());
    REQUIRE(picture::count(lines.at(0), "M") == 2);
    const auto places = picture::numbers(lines.at(0));
    REQUIRE(places.size() == 8);
    REQUIRE(places[1] - places[3] == Approx(places[5] - places[7]).margin(0.02));
    const std::string scatter = Plot().scatter("", {1, 2, 3}, {1, -1, 0}).log_y().svg();
    REQUIRE(picture::count(scatter, "m-3.2 0a") == 1);
}

TEST_CASE("areas are stacked", "[plots]") {
    Plot p;
    p.stacked({"data loss", "kernel penalty"}, {0, 1}, {{1, 0.5}, {0.5, 0.25}}).y_range(0, 2).x_range(0, 1);
    const std::string svg = p.svg();
    REQUIRE(picture::problem(svg).empty());
    REQUIRE(picture::contains(svg, "d='M0 160 490 240 490 320 0 320 z'"));
    REQUIRE(picture::contains(svg, "d='M0 80 490 200 490 240 0 160 z'"));
    REQUIRE(picture::contains(svg, "fill='#0072B2'"));
    REQUIRE(picture::contains(svg, "fill='#E69F00'"));
}

TEST_CASE("where one area has no value, none has", "[plots]") {
    Plot p;
    p.stacked({"a", "b"}, {0, 1, 2, 3, 4}, {{1, 1, 1, 1, 1}, {1, 1, plot_test::no_number, 1, 1}});
    REQUIRE(picture::count(p.svg(), "stroke='white' stroke-width='0.75'") == 4);
}

TEST_CASE("stacked areas are checked before any is added", "[plots]") {
    Plot p;
    const std::string before = p.svg();
    REQUIRE_THROWS_AS(p.stacked({"a", "b"}, {1}, {{1}, {-0.5}}), ArgumentError);
    REQUIRE_THROWS_WITH(p.stacked({"a", "b"}, {1}, {{1}, {-0.5}}),
                        "Plot 'b': expected stacked values to be non-negative, got -0.5");
    REQUIRE_THROWS_AS(p.stacked({"a"}, {1}, {{1}, {2}}), ShapeError);
    REQUIRE_THROWS_WITH(p.stacked({"a"}, {1}, {{1}, {2}}),
                        "Plot: expected a label for each of 2 stacked series, got 1 labels");
    REQUIRE(p.svg() == before);
    REQUIRE_NOTHROW(p.stacked({}, {}, {}).stacked({"nothing"}, {}, {{}}));
}

TEST_CASE("whatever the values are, it is a picture", "[plots]") {
    using plot_test::no_number;
    const double infinity = std::numeric_limits<double>::infinity(),
                 largest = std::numeric_limits<double>::max(),
                 smallest = std::numeric_limits<double>::denorm_min();
    const std::vector<std::vector<double>> series{{},
                                                  {no_number, no_number},
                                                  {infinity, -infinity},
                                                  {0},
                                                  {5, 5},
                                                  {largest, -largest},
                                                  {smallest, 0},
                                                  {1, no_number},
                                                  {1e9, 2e9},
                                                  {0.9999999, 1},
                                                  {-3, -2},
                                                  {-0.0, 0.0},
                                                  {1e-300, 1e300}};
    for (const auto& x : series) {
        for (const auto& y : series) {
            if (x.size() != y.size()) continue;
            for (const bool log : {false, true}) {
                Plot p;
                p.line("line", x, y).scatter("points", y, x);
                if (log) p.log_x().log_y();
                const std::string svg = p.svg();
                REQUIRE(picture::problem(svg).empty());
                REQUIRE_FALSE(picture::contains(svg, "nan"));
                REQUIRE_FALSE(picture::contains(svg, "922337203685477"));
                REQUIRE(svg.size() < 20000);
            }
        }
    }
    REQUIRE(picture::problem(Plot().svg()).empty());
}

TEST_CASE("coordinates have two decimals, so a curve of 350 points stays small", "[plots]") {
    std::vector<double> x, y;
    for (int i = 0; i < 350; ++i) {
        x.push_back(i + 1);
        y.push_back(1 - std::exp(-i / 50.0));
    }
    const Plot p = Plot().line("training", x, y);
    const std::string path = plot_test::lines(p).at(0);
    for (const double place : picture::numbers(path)) REQUIRE(place * 100 == Approx(std::round(place * 100)));
    REQUIRE(path.size() < 14 * 350);
    REQUIRE(p.svg().size() < 8000);
}

TEST_CASE("a million points are a small picture with all its extremes", "[plots]") {
    std::vector<double> x(1000000), y(1000000);
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = static_cast<double>(i);
        y[i] = std::sin(x[i]);
    }
    y[777777] = 30;
    Plot p;
    p.line("line", x, y).x_range(0, 1e6).y_range(-10, 30);
    REQUIRE(p.svg().size() < 50000);
    REQUIRE(picture::contains(p.svg(), " 381.11 0 "));
    p = Plot().scatter("points", x, y);
    REQUIRE(p.svg().size() < 1500000);
}

TEST_CASE("text is escaped wherever it stands", "[plots]") {
    const std::string text = "<b> & \"c\" 'd' \x01 \xFF";
    const std::string svg =
        Plot().title(text).x_label(text).y_label(text).line(text, {1}, {2}).stacked({text}, {1}, {{1}}).svg();
    REQUIRE(picture::problem(svg).empty());
    REQUIRE(picture::count(svg, "&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos; \xEF\xBF\xBD \xEF\xBF\xBD") ==
            6);
}

TEST_CASE("the locale does not change a picture", "[plots]") {
    const Plot p = Plot().line("a", {0.25, 1.5}, {0.125, 1e7}).y_range(0.5, 2.5);
    const std::string before = p.svg();
    bool found = false;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "pt_BR.UTF-8"})
        found = found || std::setlocale(LC_ALL, name) != nullptr;
    const std::string after = p.svg();
    std::setlocale(LC_ALL, "C");
    REQUIRE(after == before);
    if (!found) WARN("no locale with a decimal comma is installed");
}

TEST_CASE("a plot is saved", "[plots]") {
    const std::string path = "ockham_plot_test.svg";
    const Plot p = Plot().line("a", {1, 2}, {3, 4});
    p.save(path);
    std::string bytes;
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    REQUIRE(file != nullptr);
    for (int byte = 0; (byte = std::fgetc(file)) != EOF;) bytes += static_cast<char>(byte);
    std::fclose(file);
    std::remove(path.c_str());
    REQUIRE(bytes == p.svg());
    REQUIRE_THROWS_AS(p.save("no/such/folder/a.svg"), FileError);
    REQUIRE_THROWS_WITH(
        p.save("no/such/folder/a.svg"),
        "Plot 'no/such/folder/a.svg': expected a file that can be written, got 'No such file or "
        "directory'");
}
