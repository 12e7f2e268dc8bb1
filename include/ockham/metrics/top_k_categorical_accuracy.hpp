// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/metrics/largest_column.hpp>

namespace ockham {

namespace detail {

/// Whether fewer than k predictions of a row are larger than the one in column `label`. Equal ones share a place, as in
/// TensorFlow; a number that is not finite is in no top.
inline bool is_in_top(const double* row, Index columns, double label, Index k) {
    if (!(label >= 0 && label < static_cast<double>(columns))) return false;
    const double wanted = row[static_cast<Index>(label)];
    Index larger = 0;
    for (Index j = 0; j < columns; ++j) {
        if (!std::isfinite(row[j])) return false;
        larger += row[j] > wanted;
    }
    return larger < k;
}

}  // namespace detail

struct TopKCategoricalAccuracyOptions {
    Index k = 5;  ///< >= 1
    std::string name = "top_k_categorical_accuracy";
};

/// The share of rows in which the prediction for the column of the largest target is among the k largest. Keras'
/// `TopKCategoricalAccuracy`.
class TopKCategoricalAccuracy final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit TopKCategoricalAccuracy(TopKCategoricalAccuracyOptions options = {})
        : options_{std::move(options)} {
        check::positive("TopKCategoricalAccuracy", "k", options_.k);
    }

    [[nodiscard]] const TopKCategoricalAccuracyOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { right_ = rows_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        const Index columns = y_pred.cols();
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Index label = detail::largest_column(y_true.data() + row * columns, columns);
            right_ += detail::is_in_top(y_pred.data() + row * columns, columns, static_cast<double>(label),
                                        options_.k);
        }
        rows_ += y_pred.rows();
    }

    [[nodiscard]] double result() const {
        return rows_ == 0 ? 0 : static_cast<double>(right_) / static_cast<double>(rows_);
    }

private:
    TopKCategoricalAccuracyOptions options_;
    Index right_ = 0, rows_ = 0;
};

struct SparseTopKCategoricalAccuracyOptions {
    Index k = 5;  ///< >= 1
    std::string name = "sparse_top_k_categorical_accuracy";
};

/// The same for targets that are labels, one a row. Keras' `SparseTopKCategoricalAccuracy`.
class SparseTopKCategoricalAccuracy final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit SparseTopKCategoricalAccuracy(SparseTopKCategoricalAccuracyOptions options = {})
        : options_{std::move(options)} {
        check::positive("SparseTopKCategoricalAccuracy", "k", options_.k);
    }

    [[nodiscard]] const SparseTopKCategoricalAccuracyOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { right_ = rows_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        for (Index row = 0; row < y_pred.rows(); ++row)
            right_ += detail::is_in_top(y_pred.data() + row * y_pred.cols(), y_pred.cols(),
                                        y_true.data()[row], options_.k);
        rows_ += y_pred.rows();
    }

    [[nodiscard]] double result() const {
        return rows_ == 0 ? 0 : static_cast<double>(right_) / static_cast<double>(rows_);
    }

    void check_targets(In<double> y_true, Index) const {
        detail::check_same_columns("SparseTopKCategoricalAccuracy", y_true, 1);
    }

private:
    SparseTopKCategoricalAccuracyOptions options_;
    Index right_ = 0, rows_ = 0;
};

static_assert(Metric<TopKCategoricalAccuracy> && Metric<SparseTopKCategoricalAccuracy>);
OCKHAM_BUILT_IN(Metric, TopKCategoricalAccuracy);
OCKHAM_BUILT_IN(Metric, SparseTopKCategoricalAccuracy);

}  // namespace ockham
