// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/metrics/largest_column.hpp>

namespace ockham {

struct SparseCategoricalAccuracyOptions {
    std::string name = "sparse_categorical_accuracy";
};

/// The share of rows whose largest prediction is in the column that the target, one label a row, names: argmax_j p_j == y. Of
/// equal largest entries the first counts. Keras' `SparseCategoricalAccuracy`.
class SparseCategoricalAccuracy final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit SparseCategoricalAccuracy(SparseCategoricalAccuracyOptions options = {})
        : options_{std::move(options)} {}

    [[nodiscard]] const SparseCategoricalAccuracyOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { right_ = rows_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        const Index columns = y_pred.cols();
        for (Index row = 0; row < y_pred.rows(); ++row)
            right_ += static_cast<double>(detail::largest_column(y_pred.data() + row * columns, columns)) ==
                      y_true.data()[row];
        rows_ += y_pred.rows();
    }

    [[nodiscard]] double result() const {
        return rows_ == 0 ? 0 : static_cast<double>(right_) / static_cast<double>(rows_);
    }

    void check_targets(In<double> y_true, Index) const {
        detail::check_same_columns("SparseCategoricalAccuracy", y_true, 1);
    }

private:
    SparseCategoricalAccuracyOptions options_;
    Index right_ = 0, rows_ = 0;
};

static_assert(Metric<SparseCategoricalAccuracy>);
OCKHAM_BUILT_IN(Metric, SparseCategoricalAccuracy);

}  // namespace ockham
