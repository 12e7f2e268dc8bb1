// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct SquaredHingeOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "squared_hinge";
};

/// For targets -1 and 1: the mean over the n columns of
///
///     max(1 - y p, 0)^2,     slope -2 y max(1 - y p, 0) / n
///
/// Targets 0 stand for -1, as in Keras, if no target of the batch is other than 0 and 1.
class SquaredHinge final {
public:
    explicit SquaredHinge(SquaredHingeOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const SquaredHingeOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        const detail::HingeLabels label(y_true);
        detail::mean_over_columns(y_true, y_pred, loss, [label](double y, double p) {
            const double short_of = std::max(1 - label(y) * p, 0.0);
            return short_of * short_of;
        });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        const detail::HingeLabels label(y_true);
        detail::slopes_of_columns(y_true, y_pred, d_pred, [label](double y, double p) {
            return -2 * label(y) * std::max(1 - label(y) * p, 0.0);
        });
    }

private:
    SquaredHingeOptions options_;
};

static_assert(Loss<SquaredHinge>);
OCKHAM_BUILT_IN(Loss, SquaredHinge);
OCKHAM_BUILT_IN(Metric, SquaredHinge);

}  // namespace ockham
