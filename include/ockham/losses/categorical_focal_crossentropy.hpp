// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct CategoricalFocalCrossentropyOptions {
    double alpha = 0.25;         ///< finite: what all is multiplied by
    double gamma = 2;            ///< finite and >= 0; 0: `CategoricalCrossentropy` times alpha
    bool from_logits = false;    ///< predictions are logits, not probabilities
    double label_smoothing = 0;  ///< in [0, 1]: y becomes y (1 - s) + s / columns
    Reduction reduction = {};    ///< of the rows' losses to one number
    std::string name = "categorical_focal_crossentropy";
};

/// Crossentropy of one-hot targets in which what is predicted well counts less.
///
///     L = -sum_j alpha (1 - c_j)^gamma y_j log c_j,     c = q clipped to [1e-7, 1 - 1e-7]
///     q = p / sum_k p_k from probabilities, softmax(z) from logits
///     dL/dc_j = alpha y_j (gamma (1 - c_j)^(gamma - 1) log c_j - (1 - c_j)^gamma / c_j) where q_j is not clipped, else 0,
///     and on through q
///
/// Keras' rules: unlike other crossentropies, it does not look through a softmax.
///
/// Lin et al. (2017), "Focal loss for dense object detection".
class CategoricalFocalCrossentropy final {
public:
    explicit CategoricalFocalCrossentropy(CategoricalFocalCrossentropyOptions options = {})
        : options_{std::move(options)} {
        check::finite("CategoricalFocalCrossentropy", "alpha", options_.alpha);
        check::non_negative("CategoricalFocalCrossentropy", "gamma", options_.gamma);
        check::between("CategoricalFocalCrossentropy", "label_smoothing", options_.label_smoothing, 0, 1);
    }

    [[nodiscard]] const CategoricalFocalCrossentropyOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row r(y_pred, row, options_.from_logits);
            double sum = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double c = detail::clipped(r.q(j));
                sum -= smooth(y_true(row, j), y_pred.cols()) * std::pow(1 - c, options_.gamma) * std::log(c);
            }
            loss(row, 0) = options_.alpha * sum;
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row r(y_pred, row, options_.from_logits);
            double mean = 0;  // of dL/dq, weighted by q: what the total carries back
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double q = r.q(j), miss = 1 - q, y = smooth(y_true(row, j), y_pred.cols());
                d_pred(row, j) = detail::clipped_slope(q) == 0
                                     ? 0
                                     : options_.alpha * y *
                                           (detail::slope_of_power(miss, options_.gamma) * std::log(q) -
                                            std::pow(miss, options_.gamma) / q);
                mean += q * d_pred(row, j);
            }
            for (Index j = 0; j < y_pred.cols(); ++j)
                d_pred(row, j) = (d_pred(row, j) - mean) * (options_.from_logits ? r.q(j) : 1 / r.total);
        }
    }

    void check_targets(In<double> y_true, Index columns) const {
        if (columns < 2)
            check::fail<ShapeError>(
                "CategoricalFocalCrossentropy", "predictions with a column for each class",
                "1 column; use BinaryCrossentropy, with a sigmoid, to tell two classes apart");
        detail::check_same_columns("CategoricalFocalCrossentropy", y_true, columns);
        detail::check_probabilities("CategoricalFocalCrossentropy", y_true);
    }

private:
    /// One row of predictions as a distribution q.
    struct Row {
        Row(In<double> y_pred, Index row, bool from_logits)
            : in{y_pred.data() + row * y_pred.cols()}, logits{from_logits} {
            if (logits) largest = *std::max_element(in, in + y_pred.cols());
            for (Index j = 0; j < y_pred.cols(); ++j) total += logits ? std::exp(in[j] - largest) : in[j];
        }
        double q(Index j) const { return (logits ? std::exp(in[j] - largest) : in[j]) / total; }
        const double* in;
        bool logits;
        double largest = 0, total = 0;
    };

    double smooth(double y, Index columns) const {
        const double s = options_.label_smoothing;
        return s == 0 ? y : y * (1 - s) + s / static_cast<double>(columns);
    }

    CategoricalFocalCrossentropyOptions options_;
};

static_assert(Loss<CategoricalFocalCrossentropy>);
OCKHAM_BUILT_IN(Loss, CategoricalFocalCrossentropy);
OCKHAM_BUILT_IN(Metric, CategoricalFocalCrossentropy);

}  // namespace ockham
