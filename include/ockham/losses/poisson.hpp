// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct PoissonOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "poisson";
};

/// For counts y whose expectation is predicted: the mean over the n columns of
///
///     p - y log(p + 1e-7),     slope (1 - y / (p + 1e-7)) / n
///
/// Predictions should be positive, as after `activations::softplus` or `exponential`: at -1e-7 and below the loss is not a number
/// or infinite.
class Poisson final {
public:
    explicit Poisson(PoissonOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const PoissonOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        detail::mean_over_columns(y_true, y_pred, loss,
                                  [](double y, double p) { return p - y * std::log(p + detail::epsilon); });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        detail::slopes_of_columns(y_true, y_pred, d_pred,
                                  [](double y, double p) { return 1 - y / (p + detail::epsilon); });
    }

private:
    PoissonOptions options_;
};

static_assert(Loss<Poisson>);
OCKHAM_BUILT_IN(Loss, Poisson);
OCKHAM_BUILT_IN(Metric, Poisson);

}  // namespace ockham
