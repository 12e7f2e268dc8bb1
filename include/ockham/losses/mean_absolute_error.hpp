// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>

namespace ockham {

struct MeanAbsoluteErrorOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "mean_absolute_error";
};

/// The mean over the n columns of the absolute error.
///
///     L = 1/n sum_j |p_j - y_j|,     dL/dp_j = sign(p_j - y_j) / n,     sign(0) = 0
class MeanAbsoluteError final {
public:
    explicit MeanAbsoluteError(MeanAbsoluteErrorOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const MeanAbsoluteErrorOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        detail::mean_over_columns(y_true, y_pred, loss, [](double y, double p) { return std::abs(p - y); });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        detail::slopes_of_columns(y_true, y_pred, d_pred,
                                  [](double y, double p) { return static_cast<double>((p > y) - (p < y)); });
    }

private:
    MeanAbsoluteErrorOptions options_;
};

static_assert(Loss<MeanAbsoluteError>);
OCKHAM_BUILT_IN(Loss, MeanAbsoluteError);
OCKHAM_BUILT_IN(Metric, MeanAbsoluteError);

}  // namespace ockham
