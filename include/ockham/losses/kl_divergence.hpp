// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct KLDivergenceOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "kl_divergence";
};

/// The Kullback-Leibler divergence of predicted distributions p from targets y, both clipped to [1e-7, 1].
///
///     L = sum_j y_j log(y_j / p_j),     dL/dp_j = -y_j / p_j, and 0 for what is clipped
///
/// Predictions are taken as they are: unlike crossentropies, it is not computed from logits.
class KLDivergence final {
public:
    explicit KLDivergence(KLDivergenceOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const KLDivergenceOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            double sum = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = clipped(y_true(row, j));
                sum += y * std::log(y / clipped(y_pred(row, j)));
            }
            loss(row, 0) = sum;
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        for (Index i = 0; i < y_pred.size(); ++i) {
            const double p = y_pred.data()[i];
            d_pred.data()[i] = p == clipped(p) ? -clipped(y_true.data()[i]) / p : 0;
        }
    }

private:
    static double clipped(double p) { return std::clamp<double>(p, detail::epsilon, 1); }

    KLDivergenceOptions options_;
};

static_assert(Loss<KLDivergence>);
OCKHAM_BUILT_IN(Loss, KLDivergence);
OCKHAM_BUILT_IN(Metric, KLDivergence);

}  // namespace ockham
