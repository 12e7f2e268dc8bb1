// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/core/metric.hpp>

namespace ockham {

namespace detail {

/// Which predictions are a yes, and how many of them are right.
class YesCounts final {
public:
    template <class Options>
    YesCounts(std::string_view who, const Options& options)
        : threshold_{options.thresholds.value_or(options.top_k ? -std::numeric_limits<double>::infinity()
                                                               : 0.5)},
          top_{options.top_k.value_or(0)},
          column_{options.class_id.value_or(-1)} {
        if (options.thresholds) check::between(who, "thresholds", *options.thresholds, 0, 1);
        if (options.top_k) check::positive(who, "top_k", top_);
        if (options.class_id) check::non_negative(who, "class_id", column_);
    }

    void reset() { true_yes = false_yes = false_no = 0; }

    void update(In<double> y_true, In<double> y_pred);

    void check_targets(std::string_view who, In<double> y_true, Index columns) const;

    Index true_yes = 0, false_yes = 0, false_no = 0;

private:
    /// How many predictions come before column j, the largest first, of equal ones the first.
    static Index place(const double* row, Index columns, Index j);

    double threshold_;
    Index top_, column_;
};

double share_of(Index part, Index rest);

}  // namespace detail

struct PrecisionOptions {
    std::optional<double> thresholds =
        {};                              ///< in [0, 1]: a larger prediction is a yes; 0.5, or with top_k all
    std::optional<Index> top_k = {};     ///< >= 1: only the so many largest of a row are a yes
    std::optional<Index> class_id = {};  ///< counts only this column
    std::string name = "precision";
};

/// Of what is predicted to be true the share that is: right yes / (right yes + wrong yes), over all entries; 0 if there is no yes.
/// Targets are 0 or 1; predictions are one column of a sigmoid or several, each compared with the threshold. Keras' `Precision`,
/// for one threshold.
class Precision final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit Precision(PrecisionOptions options = {});

    [[nodiscard]] const PrecisionOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { counts_.reset(); }
    void update(In<double> y_true, In<double> y_pred) { counts_.update(y_true, y_pred); }
    [[nodiscard]] double result() const { return detail::share_of(counts_.true_yes, counts_.false_yes); }
    void check_targets(In<double> y_true, Index columns) const;

private:
    PrecisionOptions options_;
    detail::YesCounts counts_;
};

struct RecallOptions {
    std::optional<double> thresholds =
        {};                              ///< in [0, 1]: a larger prediction is a yes; 0.5, or with top_k all
    std::optional<Index> top_k = {};     ///< >= 1: only the so many largest of a row are a yes
    std::optional<Index> class_id = {};  ///< counts only this column
    std::string name = "recall";
};

/// Of what is true the share that is predicted to be: right yes / (right yes + wrong no), over all entries; 0 if nothing is true.
/// Targets are 0 or 1; predictions are one column of a sigmoid or several, each compared with the threshold. Keras' `Recall`, for
/// one threshold.
class Recall final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit Recall(RecallOptions options = {}) : options_{std::move(options)}, counts_("Recall", options_) {}

    [[nodiscard]] const RecallOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { counts_.reset(); }
    void update(In<double> y_true, In<double> y_pred) { counts_.update(y_true, y_pred); }
    [[nodiscard]] double result() const { return detail::share_of(counts_.true_yes, counts_.false_no); }
    void check_targets(In<double> y_true, Index columns) const;

private:
    RecallOptions options_;
    detail::YesCounts counts_;
};

static_assert(Metric<Precision> && Metric<Recall>);
OCKHAM_BUILT_IN(Metric, Precision);
OCKHAM_BUILT_IN(Metric, Recall);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC void YesCounts::update(In<double> y_true, In<double> y_pred) {
    const Index columns = y_pred.cols(), first = std::max(column_, Index{0}),
                last = column_ < 0 ? columns : column_ + 1;
    for (Index row = 0; row < y_pred.rows(); ++row)
        for (Index j = first; j < last; ++j) {
            const double* p = y_pred.data() + row * columns;
            const bool yes = p[j] > threshold_ && (top_ == 0 || place(p, columns, j) < top_);
            const bool wanted = y_true.data()[row * columns + j] != 0;
            true_yes += yes && wanted;
            false_yes += yes && !wanted;
            false_no += !yes && wanted;
        }
}

OCKHAM_FUNC void YesCounts::check_targets(std::string_view who, In<double> y_true, Index columns) const {
    check_same_columns(who, y_true, columns);
    if (column_ >= columns)
        check::fail(who, Text("class_id to be one of ") << columns << " columns", Text() << column_);
    if (top_ > columns)
        check::fail(who, Text("top_k to be at most the number of columns, ") << columns, Text() << top_);
}

OCKHAM_FUNC Index YesCounts::place(const double* row, Index columns, Index j) {
    Index before = 0;
    for (Index i = 0; i < columns; ++i) before += row[i] > row[j] || (row[i] == row[j] && i < j);
    return before;
}

OCKHAM_FUNC double share_of(Index part, Index rest) {
    return part == 0 ? 0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC Precision::Precision(PrecisionOptions options)
    : options_{std::move(options)}, counts_("Precision", options_) {}

OCKHAM_FUNC void Precision::check_targets(In<double> y_true, Index columns) const {
    counts_.check_targets("Precision", y_true, columns);
}

OCKHAM_FUNC void Recall::check_targets(In<double> y_true, Index columns) const {
    counts_.check_targets("Recall", y_true, columns);
}

}  // namespace ockham

#endif
