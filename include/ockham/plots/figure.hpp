// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/plots/panel.hpp>
#include <ockham/plots/plot.hpp>

namespace ockham {

/// `title` stands above all panels. With `share_y` their y axes show the same range, wide enough for all;
/// they must then be all linear or all logarithmic.
struct FigureOptions {
    std::string title = {};
    bool share_y = false;
};

/// Several plots beside each other in one picture.
class Figure final {
public:
    /// No plots, or shared axes of different kinds, are an `ArgumentError`.
    explicit Figure(const std::vector<Plot>& plots, FigureOptions options = {});

    /// The picture as an SVG document.
    [[nodiscard]] std::string svg() const;

    /// Writes the picture to a file; one that cannot be written is a `FileError`.
    void save(const std::string& path) const;

private:
    std::vector<plots::Panel> panels_;
    FigureOptions options_;
};

/// `side_by_side({plot(a, "loss").title("A"), plot(b, "loss").title("B")}, {.title =
/// "Loss"}).save("both.svg")`
Figure side_by_side(const std::vector<Plot>& plots, FigureOptions options = {});

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/plots/file.hpp>
#include <ockham/plots/page.hpp>

namespace ockham {

OCKHAM_FUNC Figure::Figure(const std::vector<Plot>& plots, FigureOptions options)
    : options_(std::move(options)) {
    if (plots.empty()) check::fail("Figure", "at least one plot", "none");
    for (const Plot& plot : plots) {
        if (options_.share_y && plot.panel_.y.log != plots[0].panel_.y.log)
            check::fail("Figure", "y axes of one kind to share", "linear and logarithmic ones");
        panels_.push_back(plot.panel_);
    }
}

OCKHAM_FUNC std::string Figure::svg() const {
    return plots::page(panels_.data(), panels_.size(), options_.title, options_.share_y);
}

OCKHAM_FUNC void Figure::save(const std::string& path) const {
    plots::write_file("Figure", path, svg());
}

OCKHAM_FUNC Figure side_by_side(const std::vector<Plot>& plots, FigureOptions options) {
    return Figure(plots, std::move(options));
}

}  // namespace ockham

#endif
