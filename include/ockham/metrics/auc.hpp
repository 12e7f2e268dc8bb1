// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/metric.hpp>

namespace ockham {

enum class Curve { roc, pr, prgain };

enum class Summation { interpolation, minoring, majoring };

struct AUCOptions {
    Index num_thresholds = 200;                             ///< >= 2, evenly from 0 to 1
    Curve curve = Curve::roc;                               ///< what is drawn: see `AUC`
    Summation summation_method = Summation::interpolation;  ///< between two thresholds
    std::vector<double> thresholds =
        {};                    ///< in [0, 1]; if there are any, these with 0 and 1 are the thresholds
    bool multi_label = false;  ///< true: the area of each column, and the mean of them
    std::vector<double> label_weights =
        {};                    ///< >= 0, one a column: of its area in that mean, or of its entries
    bool from_logits = false;  ///< true: predictions go through a sigmoid first
    std::string name = "auc";
};

/// The area under a curve that predictions trace as the threshold, above which they are a yes, goes from 0 to 1; over all
/// entries, whose targets are true if they are not 0. With recall r, false alarms f (wrong yes / all that is false), precision p,
/// and c = all that is true / all that is false:
///
///     roc       r by f, in trapezoids; minoring and majoring: rectangles below and above it
///     pr        p by r, interpolated as Davis & Goadrich do; or in rectangles
///     prgain    1 - c wrong yes / right yes by 1 - c wrong no / right yes; below, r's part ends at 0
///
/// A fraction by 0 is 0. Keras' `AUC`, with its thresholds: the larger their number, the nearer to the curve of all predictions.
///
/// Davis & Goadrich (2006), "The relationship between precision-recall and ROC curves"; Flach & Kull (2015),
/// "Precision-recall-gain curves".
class AUC final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit AUC(AUCOptions options = {});

    [[nodiscard]] const AUCOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { std::fill(counts_.begin(), counts_.end(), Counts()); }

    void update(In<double> y_true, In<double> y_pred);

    [[nodiscard]] double result() const;

    void check_targets(In<double> y_true, Index columns) const;

private:
    struct Counts {
        double yes = 0, no = 0;
    };
    struct Point {
        double x = 0, y = 0;
    };

    static double divided(double a, double b) { return b == 0 ? 0 : a / b; }

    /// Whether all thresholds are where even ones would be, as NumPy's `allclose` sees it.
    [[nodiscard]] bool are_even() const;

    /// The number of the last threshold that lies below p; negative if there is none, as for what is not a number.
    [[nodiscard]] double threshold_below(double p) const;

    [[nodiscard]] double area(const Counts* counts) const;

    static double interpolated(Counts said, Counts more, Counts all);

    [[nodiscard]] Point point(Counts said, Counts all) const;

    [[nodiscard]] double rectangle(Point a, Point b) const;

    AUCOptions options_;
    std::vector<double> edges_;  // the thresholds, unless they are even
    std::size_t thresholds_ = 0;
    std::vector<Counts> counts_;  // between a threshold and the next, and of all; for each column
};

static_assert(Metric<AUC>);
OCKHAM_BUILT_IN(Metric, AUC);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC AUC::AUC(AUCOptions options) : options_{std::move(options)} {
    if (options_.num_thresholds < 2 || options_.num_thresholds > 1'000'000)
        check::fail("AUC", "num_thresholds from 2 to 1000000", Text() << options_.num_thresholds);
    for (const double threshold : options_.thresholds) check::between("AUC", "thresholds", threshold, 0, 1);
    for (const double weight : options_.label_weights) check::non_negative("AUC", "label_weights", weight);
    if (!options_.thresholds.empty()) {
        edges_ = options_.thresholds;
        edges_.push_back(-1e-7), edges_.push_back(1 + 1e-7);
        std::sort(edges_.begin(), edges_.end());
    }
    thresholds_ = edges_.empty() ? static_cast<std::size_t>(options_.num_thresholds) : edges_.size();
    if (are_even()) edges_.clear();
}

OCKHAM_FUNC void AUC::update(In<double> y_true, In<double> y_pred) {
    const Index columns = y_pred.cols();
    counts_.resize((thresholds_ + 1) * static_cast<std::size_t>(options_.multi_label ? columns : 1));
    for (Index i = 0; i < y_pred.size(); ++i) {
        const auto column = static_cast<std::size_t>(i % columns);
        Counts* const counts = counts_.data() + (options_.multi_label ? column * (thresholds_ + 1) : 0);
        const double weight =
            options_.label_weights.empty() || options_.multi_label ? 1 : options_.label_weights[column];
        double p = y_pred.data()[i];
        if (options_.from_logits) p = 1 / (1 + std::exp(-p));
        double Counts::*const kind = y_true.data()[i] != 0 ? &Counts::yes : &Counts::no;
        const double below = threshold_below(p);
        if (below >= 0) counts[static_cast<std::size_t>(below)].*kind += weight;
        counts[thresholds_].*kind += weight;  // all of them
    }
}

OCKHAM_FUNC double AUC::result() const {
    double sum = 0, weights = 0;
    for (std::size_t i = 0; i * (thresholds_ + 1) < counts_.size(); ++i) {
        const double weight =
            options_.multi_label && !options_.label_weights.empty() ? options_.label_weights[i] : 1;
        sum += weight * area(counts_.data() + i * (thresholds_ + 1));
        weights += weight;
    }
    return divided(sum, weights);
}

OCKHAM_FUNC void AUC::check_targets(In<double> y_true, Index columns) const {
    detail::check_same_columns("AUC", y_true, columns);
    const auto weights = static_cast<Index>(options_.label_weights.size());
    if (weights != 0 && weights != columns)
        check::fail<ShapeError>("AUC", Text("label_weights for ") << columns << " columns",
                                Text() << weights);
}

OCKHAM_FUNC bool AUC::are_even() const {
    for (std::size_t i = 1; i + 1 < edges_.size(); ++i) {
        const double even = static_cast<double>(i) / static_cast<double>(edges_.size() - 1);
        if (!(std::abs(edges_[i] - even) <= 1e-7 + 1e-5 * even)) return false;
    }
    return true;
}

OCKHAM_FUNC double AUC::threshold_below(double p) const {
    if (std::isnan(p)) return -1;
    if (edges_.empty())
        return std::max(std::ceil(std::clamp(p, 0.0, 1.0) * static_cast<double>(thresholds_ - 1)) - 1, 0.0);
    return static_cast<double>(std::lower_bound(edges_.begin(), edges_.end(), p) - edges_.begin()) - 1;
}

OCKHAM_FUNC double AUC::area(const Counts* counts) const {
    const Counts all = counts[thresholds_];
    // From the largest threshold down: what lies above each of two neighbours.
    Counts said = counts[thresholds_ - 1];
    double sum = 0;
    for (std::size_t i = thresholds_ - 1; i-- > 0;) {
        const Counts more = {said.yes + counts[i].yes, said.no + counts[i].no};
        sum += options_.curve == Curve::pr && options_.summation_method == Summation::interpolation
                   ? interpolated(said, more, all)
                   : rectangle(point(said, all), point(more, all));
        said = more;
    }
    return sum;
}

OCKHAM_FUNC double AUC::interpolated(Counts said, Counts more, Counts all) {
    const double before = said.yes + said.no, after = more.yes + more.no, right = more.yes - said.yes;
    const double slope = divided(right, std::max(after - before, 0.0)), intercept = said.yes - slope * before,
                 ratio = before > 0 && after > 0 ? after / before : 1;
    return divided(slope * (right + intercept * std::log(ratio)), all.yes);
}

OCKHAM_FUNC AUC::Point AUC::point(Counts said, Counts all) const {
    if (options_.curve == Curve::roc) return {divided(said.no, all.no), divided(said.yes, all.yes)};
    if (options_.curve == Curve::pr)
        return {divided(said.yes, all.yes), divided(said.yes, said.yes + said.no)};
    if (said.yes == 0) return {0, 1};
    const double factor = divided(all.yes, all.no);
    return {std::max(1 - factor * ((all.yes - said.yes) / said.yes), 0.0), 1 - factor * (said.no / said.yes)};
}

OCKHAM_FUNC double AUC::rectangle(Point a, Point b) const {
    const double height = options_.summation_method == Summation::interpolation ? (a.y + b.y) / 2
                          : options_.summation_method == Summation::minoring    ? std::min(a.y, b.y)
                                                                                : std::max(a.y, b.y);
    return (b.x - a.x) * height;
}

}  // namespace ockham

#endif
