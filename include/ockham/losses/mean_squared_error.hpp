// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>

#include <ockham/core/loss.hpp>

namespace ockham {

struct MeanSquaredErrorOptions {
    std::string name = "mean_squared_error";
};

/// The mean over the n columns of the squared error.
///
///     L = 1/n sum_j (p_j - y_j)^2,     dL/dp_j = 2 (p_j - y_j) / n
class MeanSquaredError final {
public:
    explicit MeanSquaredError(MeanSquaredErrorOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const MeanSquaredErrorOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            double sum = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double error = y_pred(row, j) - y_true(row, j);
                sum += error * error;
            }
            loss(row, 0) = sum / static_cast<double>(y_pred.cols());
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        const auto columns = static_cast<double>(y_pred.cols());
        for (Index row = 0; row < y_pred.rows(); ++row)
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double error = y_pred(row, j) - y_true(row, j);
                d_pred(row, j) = 2 * error / columns;
            }
    }

private:
    MeanSquaredErrorOptions options_;
};

static_assert(Loss<MeanSquaredError>);

}  // namespace ockham
