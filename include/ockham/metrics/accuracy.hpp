// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/metrics/largest_column.hpp>

namespace ockham {

struct AccuracyOptions {
    std::string name = "accuracy";
};

/// The share of rows that are predicted rightly. What that means follows from the shapes, as for Keras'
/// "accuracy":
///
///     one column of predictions            (p > 0.5) == y
///     several, and one column of targets   argmax_j p_j == y           labels
///     several of both                      argmax_j p_j == argmax_j y_j
///
/// Of equal largest entries the first counts. For another threshold than 0.5 there is `BinaryAccuracy`.
class Accuracy final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit Accuracy(AccuracyOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const AccuracyOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { right_ = rows_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const double* y = y_true.data() + row * y_true.cols();
            const double* p = y_pred.data() + row * y_pred.cols();
            const auto predicted =
                y_pred.cols() == 1 ? static_cast<double>(p[0] > 0.5) : largest(p, y_pred.cols());
            const auto wanted = y_true.cols() == 1 ? y[0] : largest(y, y_true.cols());
            right_ += predicted == wanted;
        }
        rows_ += y_pred.rows();
    }

    [[nodiscard]] double result() const {
        return rows_ == 0 ? 0 : static_cast<double>(right_) / static_cast<double>(rows_);
    }

    void check_targets(In<double> y_true, Index columns) const {
        if (y_true.cols() != 1) detail::check_same_columns("Accuracy", y_true, columns);
    }

private:
    static double largest(const double* row, Index columns) {
        return static_cast<double>(detail::largest_column(row, columns));
    }

    AccuracyOptions options_;
    Index right_ = 0, rows_ = 0;
};

static_assert(Metric<Accuracy>);
OCKHAM_BUILT_IN(Metric, Accuracy);

/// For `{.metrics = {accuracy}}`.
inline const Accuracy accuracy{};

}  // namespace ockham
