// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct HingeOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "hinge";
};

/// For targets -1 and 1: the mean over the n columns of
///
///     max(1 - y p, 0),     slope -y / n where y p <= 1, otherwise 0
///
/// Targets 0 stand for -1, as in Keras, if no target of the batch is other than 0 and 1.
class Hinge final {
public:
    explicit Hinge(HingeOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const HingeOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        const detail::HingeLabels label(y_true);
        detail::mean_over_columns(y_true, y_pred, loss,
                                  [label](double y, double p) { return std::max(1 - label(y) * p, 0.0); });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        const detail::HingeLabels label(y_true);
        detail::slopes_of_columns(y_true, y_pred, d_pred,
                                  [label](double y, double p) { return label(y) * p <= 1 ? -label(y) : 0; });
    }

private:
    HingeOptions options_;
};

static_assert(Loss<Hinge>);
OCKHAM_BUILT_IN(Loss, Hinge);
OCKHAM_BUILT_IN(Metric, Hinge);

}  // namespace ockham
