// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct MeanSquaredLogarithmicErrorOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "mean_squared_logarithmic_error";
};

/// The mean over the n columns of the squared difference of logarithms, for numbers that span several orders of magnitude.
///
///     L = 1/n sum_j e_j^2,  e_j = log(1 + max(p_j, 1e-7)) - log(1 + max(y_j, 1e-7))
///     dL/dp_j = 2 e_j / (n (1 + p_j)) where p_j >= 1e-7, otherwise 0
class MeanSquaredLogarithmicError final {
public:
    explicit MeanSquaredLogarithmicError(MeanSquaredLogarithmicErrorOptions options = {})
        : options_{std::move(options)} {}

    [[nodiscard]] const MeanSquaredLogarithmicErrorOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        detail::mean_over_columns(y_true, y_pred, loss,
                                  [](double y, double p) { return error(y, p) * error(y, p); });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        detail::slopes_of_columns(y_true, y_pred, d_pred, [](double y, double p) {
            return p < detail::epsilon ? 0 : 2 * error(y, p) / (1 + p);
        });
    }

private:
    static double error(double y, double p) {
        return std::log(1 + std::max(p, detail::epsilon)) - std::log(1 + std::max(y, detail::epsilon));
    }

    MeanSquaredLogarithmicErrorOptions options_;
};

static_assert(Loss<MeanSquaredLogarithmicError>);
OCKHAM_BUILT_IN(Loss, MeanSquaredLogarithmicError);
OCKHAM_BUILT_IN(Metric, MeanSquaredLogarithmicError);

}  // namespace ockham
