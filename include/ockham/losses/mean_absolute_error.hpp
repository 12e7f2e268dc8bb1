// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>

#include <ockham/core/loss.hpp>

namespace ockham {

struct MeanAbsoluteErrorOptions {
    std::string name = "mean_absolute_error";
};

/// The mean over the n columns of the absolute error.
///
///     L = 1/n sum_j |p_j - y_j|,     dL/dp_j = sign(p_j - y_j) / n,     sign(0) = 0
class MeanAbsoluteError final {
public:
    explicit MeanAbsoluteError(MeanAbsoluteErrorOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const MeanAbsoluteErrorOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            double sum = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double error = y_pred(row, j) - y_true(row, j);
                sum += std::abs(error);
            }
            loss(row, 0) = sum / static_cast<double>(y_pred.cols());
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        const auto columns = static_cast<double>(y_pred.cols());
        for (Index row = 0; row < y_pred.rows(); ++row)
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double error = y_pred(row, j) - y_true(row, j);
                d_pred(row, j) = static_cast<double>((error > 0) - (error < 0)) / columns;
            }
    }

private:
    MeanAbsoluteErrorOptions options_;
};

static_assert(Loss<MeanAbsoluteError>);

}  // namespace ockham
