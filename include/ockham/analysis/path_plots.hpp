// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ockham/analysis/regularization_path.hpp>
#include <ockham/core/build.hpp>
#include <ockham/plots/figure.hpp>
#include <ockham/plots/history_plots.hpp>
#include <ockham/plots/plot.hpp>

namespace ockham {

/// A score against the factor, on a logarithmic axis: `plot(path, "accuracy").save("path.svg")`.
///
/// Draws `name` as "training" and, where the path has it, `val_name` as "validation". A factor of 0 has no place on
/// the axis and is left out. A name that is not there is an `ArgumentError` that lists the known ones.
Plot plot(const RegularizationPath& path, std::string_view name);

/// The whole path: the data loss, the L2 norms of the kernels (of each, if there are six at most), and the shares
/// of numbers near zero, beside each other.
Figure plot(const RegularizationPath& path);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC Plot plot(const RegularizationPath& path, std::string_view name) {
    const bool of_validation = name.starts_with("val_");
    Plot plot;
    plot.log_x().x_label("factor").y_label(plots::words(of_validation ? name.substr(4) : name));
    plot.line(of_validation ? "validation" : "training", path.factors, path[name]);
    const std::string validation = "val_" + std::string(name);
    if (!path.scores.empty() && path.scores[0].contains(validation))
        plot.line("validation", path.factors, path[validation]);
    return plot;
}

OCKHAM_FUNC Figure plot(const RegularizationPath& path) {
    Plot norms;
    norms.log_x().x_label("factor").y_label("L2 norm");
    norms.line("all kernels", path.factors, path["kernel_norm"], {.color = 0x000000});
    std::vector<const SparsityRow*> kernels;
    if (!path.reports.empty())
        for (const SparsityRow& row : path.reports[0].rows)
            if (row.kind == SparsityRow::Kind::kernel) kernels.push_back(&row);
    for (const SparsityRow* kernel : kernels) {
        if (kernels.size() == 1 || kernels.size() > 6) break;
        std::vector<double> norm;
        for (const SparsityReport& report : path.reports)
            norm.push_back(report.row(kernel->layer, kernel->part).l2_norm);
        norms.line(kernel->layer + " " + kernel->part, path.factors, norm);
    }
    Plot sparsity;
    sparsity.log_x().x_label("factor").y_label("share near zero").y_range(0, 1);
    sparsity.line("kernels", path.factors, path["kernel_sparsity"]);
    sparsity.line("outputs", path.factors, path["output_sparsity"]);
    return side_by_side(
        {plot(path, "data_loss").title("Data loss"), norms.title("Weights"), sparsity.title("Sparsity")});
}

}  // namespace ockham

#endif
