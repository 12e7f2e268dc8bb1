// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

#include <ockham/core/metric.hpp>

namespace ockham {

struct CategoricalHingeOptions {
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "categorical_hinge";
};

/// For one-hot targets: by how much the right column is not above the best of the others plus 1.
///
///     L = max(1 + r - sum_j y_j p_j, 0),     r = max_j (1 - y_j) p_j
///     dL/dp_j = [j is r's] (1 - y_j) - y_j where L's first argument is >= 0, otherwise 0
///
/// Several columns that are r share its slope, as in TensorFlow.
class CategoricalHinge final {
public:
    explicit CategoricalHinge(CategoricalHingeOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const CategoricalHingeOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row)
            loss(row, 0) = std::max(Row(y_true, y_pred, row).margin, 0.0);
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row r(y_true, y_pred, row);
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = y_true(row, j),
                             rival = (1 - y) * y_pred(row, j) == r.rival ? (1 - y) / r.rivals : 0;
                d_pred(row, j) = r.margin >= 0 ? rival - y : 0;
            }
        }
    }

private:
    struct Row {
        Row(In<double> y_true, In<double> y_pred, Index row) {
            double right = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = y_true(row, j), p = y_pred(row, j), other = (1 - y) * p;
                right += y * p;
                if (j == 0 || other > rival) rival = other, rivals = 0;
                rivals += other == rival;
            }
            margin = 1 + rival - right;
        }
        double rival = 0, rivals = 0, margin = 0;
    };

    CategoricalHingeOptions options_;
};

static_assert(Loss<CategoricalHinge>);
OCKHAM_BUILT_IN(Loss, CategoricalHinge);
OCKHAM_BUILT_IN(Metric, CategoricalHinge);

}  // namespace ockham
