// SPDX-License-Identifier: MIT
#pragma once

// Longer than 250 lines: all that a plot can show.

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/errors.hpp>
#include <ockham/core/text.hpp>
#include <ockham/plots/colors.hpp>
#include <ockham/plots/panel.hpp>

namespace ockham {

namespace plots {

/// Appends the numbers in `values`: a std::vector, std::array or std::span; or a `Tensor` or any Eigen
/// expression with one row or one column. Anything wider is a `ShapeError`. Returns their count.
template <class Values>
[[gnu::cold]] std::size_t append(std::vector<double>& numbers, const Values& values) {
    if constexpr (requires { values.matrix().eval(); }) {
        const auto& plain = values.matrix().eval();
        if (plain.rows() != 1 && plain.cols() != 1 && plain.size() != 0)
            check::fail<ShapeError>("Plot", "one row or one column of numbers",
                                    Text("shape (") << plain.rows() << ", " << plain.cols() << ")");
        for (decltype(plain.size()) at = 0; at < plain.size(); ++at) numbers.push_back(double(plain(at)));
        return std::size_t(plain.size());
    } else {
        for (const auto& value : values) numbers.push_back(double(value));
        return values.size();
    }
}

}  // namespace plots

/// How a line is drawn: `width` is in pixels, positive; `color` is red, green and blue in one number from 0
/// to 0xFFFFFF, or left to the palette. Lines that are not `dashed` are told apart by markers too, the first
/// having none.
struct LineOptions {
    bool dashed = false;
    double width = 1.75;
    int color = -1;
};

/// How points are drawn; `color` as in `LineOptions`.
struct ScatterOptions {
    int color = -1;
};

/// One panel of curves, points and areas, written as a standalone SVG picture.
///
///     Plot p;
///     p.title("Noisy points on a line").x_label("x").y_label("y");
///     p.scatter("points", x, y).line("truth", xs, ts, {.dashed = true});
///     p.save("line.svg");
///
/// x and y are std::vector, std::array, std::span, `Tensor` or Eigen vectors of any arithmetic type, and
/// copied. They must be equally long, else it is a `ShapeError`. Values that are not finite, or not positive
/// on a logarithmic axis, are gaps in a line or an area, and left out of a scatter. A series without a label
/// is not in the legend. Series of more than 2,000 points are thinned: lines without losing an extreme value,
/// scatters to one point in each square of 3 pixels. The same calls give the same text in every locale.
class Plot final {
public:
    /// Texts above the panel, below it and on its left; long ones are broken into lines.
    Plot& title(std::string_view text);
    Plot& x_label(std::string_view text);
    Plot& y_label(std::string_view text);

    /// The range that an axis shows, instead of that of the data; what lies outside is cut off.
    /// Finite, `low < high`, and `low > 0` on a logarithmic axis, else an `ArgumentError`.
    Plot& x_range(double low, double high) { return set_range("x_range", panel_.x, low, high); }
    Plot& y_range(double low, double high) { return set_range("y_range", panel_.y, low, high); }

    /// Makes an axis logarithmic. With a range that is not positive it is an `ArgumentError`, and so is a
    /// logarithmic y axis with areas.
    [[gnu::cold]] Plot& log_x() { return set_log("x_range", panel_.x); }
    Plot& log_y();

    /// A line through the points (x[i], y[i]), in their order.
    template <class X = std::vector<double>, class Y = std::vector<double>>
    [[gnu::cold]] Plot& line(std::string_view label, const X& x, const Y& y,
                             const LineOptions& options = {}) {
        std::vector<double> numbers;
        const std::size_t length = plots::append(numbers, x);
        plots::append(numbers, y);
        return add_line(label, std::move(numbers), length, options);
    }

    /// A marker at each point (x[i], y[i]).
    template <class X = std::vector<double>, class Y = std::vector<double>>
    [[gnu::cold]] Plot& scatter(std::string_view label, const X& x, const Y& y,
                                const ScatterOptions& options = {}) {
        std::vector<double> numbers;
        const std::size_t length = plots::append(numbers, x);
        plots::append(numbers, y);
        return add_scatter(label, std::move(numbers), length, options);
    }

    /// Areas on top of each other, the first at the bottom, so that the upper edge of the last is the sum of
    /// all. One label for each of `ys`, else a `ShapeError`; a negative value is an `ArgumentError`.
    template <class X = std::vector<double>>
    [[gnu::cold]] Plot& stacked(const std::vector<std::string>& labels, const X& x,
                                const std::vector<std::vector<double>>& ys) {
        std::vector<double> numbers;
        plots::append(numbers, x);
        return add_stacked(labels, numbers, ys);
    }

    /// The picture as an SVG document.
    [[nodiscard]] std::string svg() const;

    /// Writes the picture to a file; one that cannot be written is a `FileError`.
    void save(const std::string& path) const;

private:
    friend class Figure;

    Plot& set_range(const char* what, plots::AxisSettings& axis, double low, double high);

    Plot& set_log(const char* what, plots::AxisSettings& axis);

    static void check_log(const char* what, bool log, double low);

    static void check_areas(bool log, bool areas);

    [[nodiscard]] std::size_t count(plots::Form form, bool dashed = false) const;

    Plot& add_line(std::string_view label, std::vector<double> numbers, std::size_t length,
                   const LineOptions& options);

    Plot& add_scatter(std::string_view label, std::vector<double> numbers, std::size_t length,
                      const ScatterOptions& options);

    Plot& add_stacked(const std::vector<std::string>& labels, const std::vector<double>& x,
                      const std::vector<std::vector<double>>& ys);

    static void check_lengths(std::string_view label, std::size_t x, std::size_t y);

    Plot& add(plots::Series& series, std::string_view label, std::vector<double>&& numbers,
              std::size_t length, int color);

    plots::Panel panel_;
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/plots/file.hpp>
#include <ockham/plots/page.hpp>
#include <ockham/plots/text.hpp>

namespace ockham {

OCKHAM_FUNC std::string Plot::svg() const {
    return plots::page(&panel_, 1, {}, false);
}

OCKHAM_FUNC void Plot::save(const std::string& path) const {
    plots::write_file("Plot", path, svg());
}

OCKHAM_FUNC Plot& Plot::title(std::string_view text) {
    panel_.title = plots::wrapped(text, plots::title_font * 1.1, plots::longest_title);
    return *this;
}

OCKHAM_FUNC Plot& Plot::x_label(std::string_view text) {
    panel_.x.label = plots::wrapped(text, plots::label_font, plots::longest_x_label);
    return *this;
}

OCKHAM_FUNC Plot& Plot::y_label(std::string_view text) {
    panel_.y.label = plots::wrapped(text, plots::label_font, plots::longest_y_label);
    return *this;
}

OCKHAM_FUNC Plot& Plot::log_y() {
    check_areas(true, count(plots::Form::area) > 0);
    return set_log("y_range", panel_.y);
}

OCKHAM_FUNC Plot& Plot::set_range(const char* what, plots::AxisSettings& axis, double low, double high) {
    if (!(std::abs(low) <= 1e300 && std::abs(high) <= 1e300 && high - low > 1e-290))
        check::fail("Plot", Text(what) << " to go up from one finite number to another",
                    Text("(") << low << ", " << high << ")");
    check_log(what, axis.log, low);
    axis.low = low;
    axis.high = high;
    axis.fixed = true;
    return *this;
}

OCKHAM_FUNC Plot& Plot::set_log(const char* what, plots::AxisSettings& axis) {
    check_log(what, true, axis.fixed ? axis.low : 1);
    axis.log = true;
    return *this;
}

OCKHAM_FUNC void Plot::check_log(const char* what, bool log, double low) {
    if (log && low <= 0)
        check::fail("Plot", Text(what) << " to be positive on a logarithmic axis", Text() << low);
}

OCKHAM_FUNC void Plot::check_areas(bool log, bool areas) {
    if (log && areas) check::fail("Plot", "a linear y axis for stacked areas", "a logarithmic one");
}

OCKHAM_FUNC std::size_t Plot::count(plots::Form form, bool dashed) const {
    std::size_t count = 0;
    for (const plots::Series& series : panel_.series)
        count += series.form == form && series.is_dashed() == dashed ? 1 : 0;
    return count;
}

OCKHAM_FUNC Plot& Plot::add_line(std::string_view label, std::vector<double> numbers, std::size_t length,
                                 const LineOptions& options) {
    check::positive("Plot", "width", options.width);
    const std::size_t alike = count(plots::Form::line, options.dashed);
    plots::Series series{plots::Form::line};
    series.width = options.width;
    if (options.dashed) series.dashes = plots::dashes(alike);
    if (!options.dashed) series.marker = plots::line_marker(alike);
    return add(series, label, std::move(numbers), length, options.color);
}

OCKHAM_FUNC Plot& Plot::add_scatter(std::string_view label, std::vector<double> numbers, std::size_t length,
                                    const ScatterOptions& options) {
    plots::Series series{plots::Form::points};
    series.marker = plots::scatter_marker(count(plots::Form::points));
    return add(series, label, std::move(numbers), length, options.color);
}

OCKHAM_FUNC Plot& Plot::add_stacked(const std::vector<std::string>& labels, const std::vector<double>& x,
                                    const std::vector<std::vector<double>>& ys) {
    check_areas(panel_.y.log, true);
    if (labels.size() != ys.size())
        check::fail<ShapeError>("Plot", Text("a label for each of ") << ys.size() << " stacked series",
                                Text() << labels.size() << " labels");
    const std::size_t length = x.size();
    std::vector<double> edge(length), sum(length);
    for (std::size_t at = 0; at < ys.size(); ++at) {
        check_lengths(labels[at], length, ys[at].size());
        for (std::size_t i = 0; i < length; ++i) {
            if (ys[at][i] < 0)
                check::fail_value(Text("Plot '") << labels[at] << "'", "stacked values", "non-negative",
                                  ys[at][i]);
            sum[i] += ys[at][i];
        }
    }
    for (std::size_t at = 0; at < ys.size(); ++at) {
        std::vector<double> numbers = x, base = edge;
        // Where one of them has no value, none has an area.
        for (std::size_t i = 0; i < length; ++i) edge[i] += std::isfinite(sum[i]) ? ys[at][i] : sum[i];
        plots::append(numbers, edge);
        plots::append(numbers, base);
        plots::Series area{plots::Form::area};
        add(area, labels[at], std::move(numbers), length, plots::area_color(count(plots::Form::area)));
    }
    return *this;
}

OCKHAM_FUNC void Plot::check_lengths(std::string_view label, std::size_t x, std::size_t y) {
    if (x != y)
        check::fail<ShapeError>(Text("Plot '") << label << "'", "as many y as x",
                                Text() << y << " y and " << x << " x");
}

OCKHAM_FUNC Plot& Plot::add(plots::Series& series, std::string_view label, std::vector<double>&& numbers,
                            std::size_t length, int color) {
    if (series.form != plots::Form::area) check_lengths(label, length, numbers.size() - length);
    if (color > 0xFFFFFF || color < -1) check::fail("Plot", "color to be in [0, 0xFFFFFF]", Text() << color);
    series.label = plots::wrapped(label, plots::tick_font, plots::longest_entry);
    series.values = std::move(numbers);
    series.color = plots::Color(color < 0 ? plots::line_color(panel_.series.size()) : color);
    panel_.series.push_back(std::move(series));
    return *this;
}

}  // namespace ockham

#endif
