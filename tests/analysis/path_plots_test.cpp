// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "plots/picture.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace path_plots_test {

/// A path over three factors with `kernels` kernels and a bias, all numbers of which are made up.
inline RegularizationPath path(bool validation, int kernels = 2) {
    RegularizationPath path{{0.01, 0.1, 1}};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto step = static_cast<double>(i);
        Results scores;
        scores.set("data_loss", 0.25 + step);
        if (validation) scores.set("val_data_loss", 2 - step / 2);
        scores.set("kernel_norm", 5 - step);
        scores.set("kernel_sparsity", step / 4);
        scores.set("output_sparsity", 0.5 + step / 8);
        path.scores.push_back(scores);
        SparsityReport report;
        for (int k = 0; k < kernels; ++k)
            report.rows.push_back(
                {.layer = (Text("dense_") << k).string(), .part = "kernel", .l2_norm = k + 1 - step / 4});
        report.rows.push_back(
            {.layer = "dense_0", .part = "bias", .kind = SparsityRow::Kind::bias, .l2_norm = 9});
        path.reports.push_back(report);
    }
    return path;
}

inline Plot with_log_axis(const char* y_label) {
    Plot plot;
    plot.log_x().x_label("factor").y_label(y_label);
    return plot;
}

}  // namespace path_plots_test

TEST_CASE("a score is drawn against the factors on a logarithmic axis", "[analysis]") {
    using namespace path_plots_test;
    const std::vector<double> factors{0.01, 0.1, 1};
    REQUIRE(plot(path(true), "data_loss").svg() == with_log_axis("data loss")
                                                       .line("training", factors, {0.25, 1.25, 2.25})
                                                       .line("validation", factors, {2, 1.5, 1})
                                                       .svg());
    REQUIRE(plot(path(false), "data_loss").svg() ==
            with_log_axis("data loss").line("training", factors, {0.25, 1.25, 2.25}).svg());
    REQUIRE(plot(path(true), "val_data_loss").svg() ==
            with_log_axis("data loss").line("validation", factors, {2, 1.5, 1}).svg());
    REQUIRE_THROWS_WITH(
        plot(path(false), "accuracy"),
        "Results: expected one of data_loss, kernel_norm, kernel_sparsity, output_sparsity, got accuracy");
}

TEST_CASE("a factor of zero is left out of the plot", "[analysis]") {
    using namespace path_plots_test;
    RegularizationPath zero = path(false);
    zero.factors[0] = 0;
    const std::string svg = plot(zero, "data_loss").svg();
    REQUIRE(picture::problem(svg).empty());
    REQUIRE(picture::has_text(svg, "0.1"));
    REQUIRE(picture::numbers(picture::between(svg, "stroke-dasharray='none' d='", "'")).size() == 4);
}

TEST_CASE("a whole path is three panels: loss, norms of kernels, shares near zero", "[analysis]") {
    using namespace path_plots_test;
    const std::vector<double> factors{0.01, 0.1, 1};
    Plot norms = with_log_axis("L2 norm"), sparsity = with_log_axis("share near zero");
    norms.title("Weights").line("all kernels", factors, {5, 4, 3}, {.color = 0x000000});
    norms.line("dense_0 kernel", factors, {1, 0.75, 0.5}).line("dense_1 kernel", factors, {2, 1.75, 1.5});
    sparsity.title("Sparsity")
        .y_range(0, 1)
        .line("kernels", factors, {0, 0.25, 0.5})
        .line("outputs", factors, {0.5, 0.625, 0.75});
    const std::string svg = plot(path(true)).svg();
    REQUIRE(svg == side_by_side({plot(path(true), "data_loss").title("Data loss"), norms, sparsity}).svg());
    REQUIRE(picture::problem(svg).empty());
}

TEST_CASE("one kernel, or very many, are drawn as all of them", "[analysis]") {
    using namespace path_plots_test;
    for (const int kernels : {1, 7}) {
        const std::string svg = plot(path(true, kernels)).svg();
        REQUIRE(picture::has_text(svg, "all kernels"));
        REQUIRE_FALSE(picture::has_text(svg, "dense_0 kernel"));
    }
    const std::string six = plot(path(true, 6)).svg();
    for (const char* name : {"dense_0 kernel", "dense_5 kernel"}) REQUIRE(picture::has_text(six, name));
    REQUIRE_FALSE(picture::has_text(six, "dense_0 bias"));
}
