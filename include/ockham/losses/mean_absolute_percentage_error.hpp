// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct MeanAbsolutePercentageErrorOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "mean_absolute_percentage_error";
};

/// The mean over the n columns of the absolute error in percent of the target.
///
///     L = 100/n sum_j |p_j - y_j| / s_j,     dL/dp_j = 100 sign(p_j - y_j) / (n s_j),     sign(0) = 0,
///     s_j = max(|y_j|, 1e-7)
class MeanAbsolutePercentageError final {
public:
    explicit MeanAbsolutePercentageError(MeanAbsolutePercentageErrorOptions options = {})
        : options_{std::move(options)} {}

    [[nodiscard]] const MeanAbsolutePercentageErrorOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        detail::mean_over_columns(y_true, y_pred, loss, [](double y, double p) {
            return 100 * std::abs(p - y) / std::max(std::abs(y), detail::epsilon);
        });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        detail::slopes_of_columns(y_true, y_pred, d_pred, [](double y, double p) {
            return 100 * static_cast<double>((p > y) - (p < y)) / std::max(std::abs(y), detail::epsilon);
        });
    }

private:
    MeanAbsolutePercentageErrorOptions options_;
};

static_assert(Loss<MeanAbsolutePercentageError>);
OCKHAM_BUILT_IN(Loss, MeanAbsolutePercentageError);
OCKHAM_BUILT_IN(Metric, MeanAbsolutePercentageError);

}  // namespace ockham
