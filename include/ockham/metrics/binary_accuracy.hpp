// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/metric.hpp>

namespace ockham {

struct BinaryAccuracyOptions {
    double threshold = 0.5;  ///< in [0, 1]
    std::string name = "binary_accuracy";
};

/// The share of entries, over all columns, that are predicted rightly: (p > threshold) == y. Keras' `BinaryAccuracy`.
class BinaryAccuracy final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit BinaryAccuracy(BinaryAccuracyOptions options = {}) : options_{std::move(options)} {
        check::between("BinaryAccuracy", "threshold", options_.threshold, 0, 1);
    }

    [[nodiscard]] const BinaryAccuracyOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { right_ = entries_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        for (Index i = 0; i < y_pred.size(); ++i)
            right_ += (y_pred.data()[i] > options_.threshold ? 1.0 : 0.0) == y_true.data()[i];
        entries_ += y_pred.size();
    }

    [[nodiscard]] double result() const {
        return entries_ == 0 ? 0 : static_cast<double>(right_) / static_cast<double>(entries_);
    }

private:
    BinaryAccuracyOptions options_;
    Index right_ = 0, entries_ = 0;
};

static_assert(Metric<BinaryAccuracy>);
OCKHAM_BUILT_IN(Metric, BinaryAccuracy);

}  // namespace ockham
