// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/metrics/largest_column.hpp>

namespace ockham {

struct CategoricalAccuracyOptions {
    std::string name = "categorical_accuracy";
};

/// The share of rows whose largest prediction is in the column of the largest target: argmax_j p_j == argmax_j y_j. Of equal
/// largest entries the first counts. Keras' `CategoricalAccuracy`.
class CategoricalAccuracy final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit CategoricalAccuracy(CategoricalAccuracyOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const CategoricalAccuracyOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { right_ = rows_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        const Index columns = y_pred.cols();
        for (Index row = 0; row < y_pred.rows(); ++row)
            right_ += detail::largest_column(y_true.data() + row * columns, columns) ==
                      detail::largest_column(y_pred.data() + row * columns, columns);
        rows_ += y_pred.rows();
    }

    [[nodiscard]] double result() const {
        return rows_ == 0 ? 0 : static_cast<double>(right_) / static_cast<double>(rows_);
    }

private:
    CategoricalAccuracyOptions options_;
    Index right_ = 0, rows_ = 0;
};

static_assert(Metric<CategoricalAccuracy>);
OCKHAM_BUILT_IN(Metric, CategoricalAccuracy);

}  // namespace ockham
