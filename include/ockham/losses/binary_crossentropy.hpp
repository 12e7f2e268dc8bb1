// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct BinaryCrossentropyOptions {
    bool from_logits = false;    ///< predictions are logits, not probabilities
    double label_smoothing = 0;  ///< in [0, 1]: y becomes y (1 - s) + s / 2
    Reduction reduction = {};    ///< of the rows' losses to one number
    std::string name = "binary_crossentropy";
};

/// Crossentropy of yes-or-no targets y in [0, 1] and predicted probabilities, the mean over the n columns.
///
///     from logits z:         L = 1/n sum_j max(z_j, 0) - z_j y_j + log(1 + exp(-|z_j|))
///                            dL/dz_j = (sigmoid(z_j) - y_j) / n
///     from probabilities p:  L = -1/n sum_j y_j log c_j + (1 - y_j) log(1 - c_j),  c = p clipped to [1e-7, 1 - 1e-7]
///                            dL/dp_j = ((1 - y_j) / (1 - p_j) - y_j / p_j) / n, and 0 for what is clipped
///
/// Keras' rules on TensorFlow. After a sigmoid (or, as Keras does, a softmax) as the last activation, the loss is
/// computed from its logits.
class BinaryCrossentropy final {
public:
    explicit BinaryCrossentropy(BinaryCrossentropyOptions options = {}) : options_{std::move(options)} {
        check::between("BinaryCrossentropy", "label_smoothing", options_.label_smoothing, 0, 1);
    }

    [[nodiscard]] const BinaryCrossentropyOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    [[nodiscard]] bool fuses_with(Logits logits) const { return detail::has_logits(logits); }

    /// The same loss for logits.
    [[nodiscard]] BinaryCrossentropy from_logits() const {
        auto options = options_;
        options.from_logits = true;
        return BinaryCrossentropy(options);
    }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            double sum = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = smooth(y_true(row, j)), x = y_pred(row, j), c = detail::clipped(x);
                sum += options_.from_logits ? std::max(x, 0.0) - x * y + std::log1p(std::exp(-std::abs(x)))
                                            : -(y * std::log(c) + (1 - y) * std::log(1 - c));
            }
            loss(row, 0) = sum / static_cast<double>(y_pred.cols());
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        const auto columns = static_cast<double>(y_pred.cols());
        for (Index row = 0; row < y_pred.rows(); ++row)
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = smooth(y_true(row, j)), x = y_pred(row, j), c = detail::clipped(x);
                d_pred(row, j) =
                    (options_.from_logits ? 1 / (1 + std::exp(-x)) - y
                                          : detail::clipped_slope(x) * ((1 - y) / (1 - c) - y / c)) /
                    columns;
            }
    }

    void check_targets(In<double> y_true, Index columns) const {
        detail::check_same_columns("BinaryCrossentropy", y_true, columns);
        detail::check_probabilities("BinaryCrossentropy", y_true);
    }

private:
    double smooth(double y) const {
        const auto s = static_cast<double>(options_.label_smoothing);
        return s == 0 ? y : y * (1 - s) + s / 2;
    }

    BinaryCrossentropyOptions options_;
};

static_assert(Loss<BinaryCrossentropy>);
OCKHAM_BUILT_IN(Loss, BinaryCrossentropy);
OCKHAM_BUILT_IN(Metric, BinaryCrossentropy);

}  // namespace ockham
