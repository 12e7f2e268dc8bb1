// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct CategoricalCrossentropyOptions {
    bool from_logits = false;    ///< predictions are logits, not probabilities
    double label_smoothing = 0;  ///< in [0, 1]: y becomes y (1 - s) + s / columns
    Reduction reduction = {};    ///< of the rows' losses to one number
    std::string name = "categorical_crossentropy";
};

/// Crossentropy of one-hot targets y (or any distributions) and predicted distributions, over the columns.
///
///     from logits z:         L = -sum_j y_j log softmax(z)_j
///                            dL/dz_j = softmax(z)_j sum_k y_k - y_j
///     from probabilities p:  L = -sum_j y_j log clip(q_j),  q = p / sum_k p_k,  clip to [1e-7, 1 - 1e-7]
///                            dL/dq_j = -y_j / q_j where q_j is not clipped, else 0, and on through q to p
///
/// Keras' rules on TensorFlow, whose gradient for logits is softmax(z) - y: the same for targets that sum to 1. After a
/// softmax (or, as Keras does, a sigmoid) as the last activation, the loss is computed from its logits: exact, and
/// with a gradient however sure and wrong the model is. Targets have the columns of the predictions and lie in [0, 1];
/// labels in a single column belong to `SparseCategoricalCrossentropy`.
class CategoricalCrossentropy final {
public:
    explicit CategoricalCrossentropy(CategoricalCrossentropyOptions options = {})
        : options_{std::move(options)} {
        check::between("CategoricalCrossentropy", "label_smoothing", options_.label_smoothing, 0, 1);
    }

    [[nodiscard]] const CategoricalCrossentropyOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    [[nodiscard]] bool fuses_with(Logits logits) const { return detail::has_logits(logits); }

    /// The same loss for logits.
    [[nodiscard]] CategoricalCrossentropy from_logits() const {
        auto options = options_;
        options.from_logits = true;
        return CategoricalCrossentropy(options);
    }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row p(y_pred, row, options_.from_logits);
            double sum = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) sum -= smooth(y_true(row, j), y_pred.cols()) * p.log(j);
            loss(row, 0) = sum;
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        const Index columns = y_pred.cols();
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row p(y_pred, row, options_.from_logits);
            double through_total =
                0;  // what the total of the probabilities, or of the exponentials, carries back
            for (Index j = 0; j < columns; ++j) {
                const double y = smooth(y_true(row, j), columns), q = p.probability(j);
                const bool clipped = !options_.from_logits && detail::clipped_slope(q) == 0;
                through_total += options_.from_logits ? y : clipped ? 0 : -y;
                d_pred(row, j) = options_.from_logits ? -y : clipped ? 0 : -y / q;
            }
            for (Index j = 0; j < columns; ++j)
                d_pred(row, j) = options_.from_logits ? d_pred(row, j) + p.probability(j) * through_total
                                                      : (d_pred(row, j) - through_total) / p.total;
        }
    }

    void check_targets(In<double> y_true, Index columns) const {
        if (columns < 2)
            check::fail<ShapeError>(
                "CategoricalCrossentropy", "predictions with a column for each class",
                "1 column; use BinaryCrossentropy, with a sigmoid, to tell two classes apart");
        if (y_true.cols() == 1 && columns > 1)
            check::fail<ShapeError>(
                "CategoricalCrossentropy", Text("one-hot targets with ") << columns << " columns",
                "1 column; use to_categorical(y), or SparseCategoricalCrossentropy for labels");
        detail::check_same_columns("CategoricalCrossentropy", y_true, columns);
        detail::check_probabilities("CategoricalCrossentropy", y_true);
    }

private:
    /// One row of predictions as a distribution.
    struct Row {
        Row(In<double> y_pred, Index row, bool from_logits)
            : in{y_pred.data() + row * y_pred.cols()}, logits{from_logits} {
            if (logits) largest = *std::max_element(in, in + y_pred.cols());
            for (Index j = 0; j < y_pred.cols(); ++j) total += logits ? std::exp(in[j] - largest) : in[j];
        }
        double probability(Index j) const { return (logits ? std::exp(in[j] - largest) : in[j]) / total; }
        double log(Index j) const {
            return logits ? in[j] - largest - std::log(total) : std::log(detail::clipped(probability(j)));
        }
        const double* in;
        bool logits;
        double largest = 0, total = 0;
    };

    double smooth(double y, Index columns) const {
        const auto s = static_cast<double>(options_.label_smoothing);
        return s == 0 ? y : y * (1 - s) + s / static_cast<double>(columns);
    }

    CategoricalCrossentropyOptions options_;
};

static_assert(Loss<CategoricalCrossentropy>);
OCKHAM_BUILT_IN(Loss, CategoricalCrossentropy);
OCKHAM_BUILT_IN(Metric, CategoricalCrossentropy);

}  // namespace ockham
