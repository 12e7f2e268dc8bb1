// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <numbers>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>

namespace ockham {

struct LogCoshOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "log_cosh";
};

/// The mean over the n columns of log(cosh(e)), with e = p - y: about e^2 / 2 where small, |e| - log(2) where large.
///
///     dL/dp_j = tanh(e_j) / n
class LogCosh final {
public:
    explicit LogCosh(LogCoshOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const LogCoshOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        detail::mean_over_columns(y_true, y_pred, loss, [](double y, double p) {
            const double e = std::abs(p - y);
            return e + std::log1p(std::exp(-2 * e)) - std::numbers::ln2;
        });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        detail::slopes_of_columns(y_true, y_pred, d_pred,
                                  [](double y, double p) { return std::tanh(p - y); });
    }

private:
    LogCoshOptions options_;
};

static_assert(Loss<LogCosh>);
OCKHAM_BUILT_IN(Loss, LogCosh);
OCKHAM_BUILT_IN(Metric, LogCosh);

}  // namespace ockham
