// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>

namespace ockham {

struct RootMeanSquaredErrorOptions {
    std::string name = "root_mean_squared_error";
};

/// sqrt(mean over all entries of (p - y)^2), in the units of the targets. Keras' `RootMeanSquaredError`.
class RootMeanSquaredError final {
public:
    static constexpr MonitorMode mode = MonitorMode::min;

    explicit RootMeanSquaredError(RootMeanSquaredErrorOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const RootMeanSquaredErrorOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { sum_ = 0, entries_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        for (Index i = 0; i < y_pred.size(); ++i) {
            const double error = y_pred.data()[i] - y_true.data()[i];
            sum_ += error * error;
        }
        entries_ += y_pred.size();
    }

    [[nodiscard]] double result() const {
        return entries_ == 0 ? 0 : std::sqrt(sum_ / static_cast<double>(entries_));
    }

private:
    RootMeanSquaredErrorOptions options_;
    double sum_ = 0;
    Index entries_ = 0;
};

static_assert(Metric<RootMeanSquaredError>);
OCKHAM_BUILT_IN(Metric, RootMeanSquaredError);

}  // namespace ockham
