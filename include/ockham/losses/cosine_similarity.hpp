// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>

namespace ockham {

struct CosineSimilarityOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "cosine_similarity";
};

/// The negative cosine of the angle between target and prediction, in [-1, 1]: the smaller, the more alike.
///
///     L = -sum_j u_j v_j,  u = y / max(|y|, 1e-7),  v = p / max(|p|, 1e-7)
///     dL/dp = -(u - (u . v) v) / max(|p|, 1e-7)
///
/// without the second term where |p| < 1e-7, and 0 where p is 0 (there Keras gives NaN). A metric is the cosine itself, as in
/// Keras: the larger, the more alike.
class CosineSimilarity final {
public:
    static constexpr double metric_factor = -1;

    explicit CosineSimilarity(CosineSimilarityOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const CosineSimilarityOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) loss(row, 0) = -Row(y_true, y_pred, row).cosine;
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row r(y_true, y_pred, row);
            const double along = r.p_length < shortest ? 0 : r.cosine,
                         p_scale = 1 / std::max(r.p_length, shortest);
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double u = y_true(row, j) * r.y_scale, v = y_pred(row, j) * p_scale;
                d_pred(row, j) = r.p_length == 0 ? 0 : -(u - along * v) * p_scale;
            }
        }
    }

private:
    static constexpr double shortest = 1e-7;

    struct Row {
        Row(In<double> y_true, In<double> y_pred, Index row) {
            double yy = 0, pp = 0, yp = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = y_true(row, j), p = y_pred(row, j);
                yy += y * y, pp += p * p, yp += y * p;
            }
            p_length = std::sqrt(pp);
            y_scale = 1 / std::max(std::sqrt(yy), shortest);
            cosine = yp * y_scale / std::max(p_length, shortest);
        }
        double y_scale, p_length, cosine;
    };

    CosineSimilarityOptions options_;
};

static_assert(Loss<CosineSimilarity>);
OCKHAM_BUILT_IN(Loss, CosineSimilarity);
OCKHAM_BUILT_IN(Metric, CosineSimilarity);

}  // namespace ockham
