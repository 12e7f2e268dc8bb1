// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>

namespace ockham {

struct MeanSquaredErrorOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "mean_squared_error";
};

/// The mean over the n columns of the squared error.
///
///     L = 1/n sum_j (p_j - y_j)^2,     dL/dp_j = 2 (p_j - y_j) / n
class MeanSquaredError final {
public:
    explicit MeanSquaredError(MeanSquaredErrorOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const MeanSquaredErrorOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        detail::mean_over_columns(y_true, y_pred, loss, [](double y, double p) { return (p - y) * (p - y); });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        detail::slopes_of_columns(y_true, y_pred, d_pred, [](double y, double p) { return 2 * (p - y); });
    }

private:
    MeanSquaredErrorOptions options_;
};

static_assert(Loss<MeanSquaredError>);
OCKHAM_BUILT_IN(Loss, MeanSquaredError);
OCKHAM_BUILT_IN(Metric, MeanSquaredError);

}  // namespace ockham
