// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct SparseCategoricalCrossentropyOptions {
    bool from_logits = false;  ///< predictions are logits, not probabilities
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "sparse_categorical_crossentropy";
};

/// Crossentropy of labels k = 0, 1, ... (one column of targets) and predicted distributions over the columns.
///
///     from logits z:         L = -log softmax(z)_k                      dL/dz_j = softmax(z)_j - [j = k]
///     from probabilities p:  L = -log (c_k / sum_j c_j),  c = p clipped to [1e-7, 1 - 1e-7]
///                            dL/dc_j = 1 / sum_i c_i - [j = k] / c_k, and 0 for what is clipped
///
/// Keras' rules on TensorFlow (which here, other than for one-hot targets, clips first and divides by the
/// total then). After a softmax (or, as Keras does, a sigmoid) as the last activation, the loss is computed from its
/// logits.
class SparseCategoricalCrossentropy final {
public:
    explicit SparseCategoricalCrossentropy(SparseCategoricalCrossentropyOptions options = {})
        : options_{std::move(options)} {}

    [[nodiscard]] const SparseCategoricalCrossentropyOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    [[nodiscard]] bool fuses_with(Logits logits) const { return detail::has_logits(logits); }

    /// The same loss for logits.
    [[nodiscard]] SparseCategoricalCrossentropy from_logits() const {
        auto options = options_;
        options.from_logits = true;
        return SparseCategoricalCrossentropy(options);
    }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row p(y_pred, row, options_.from_logits);
            loss(row, 0) = std::log(p.total) - p.log(static_cast<Index>(y_true(row, 0)));
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row p(y_pred, row, options_.from_logits);
            const auto label = static_cast<Index>(y_true(row, 0));
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double hit = j == label ? 1.0 : 0.0;
                d_pred(row, j) = options_.from_logits
                                     ? p.weight(j) / p.total - hit
                                     : detail::clipped_slope(p.in[j]) * (1 / p.total - hit / p.weight(j));
            }
        }
    }

    void check_targets(In<double> y_true, Index columns) const {
        constexpr const char* who = "SparseCategoricalCrossentropy";
        if (columns < 2)
            check::fail<ShapeError>(
                who, "predictions with a column for each class",
                "1 column; use BinaryCrossentropy, with a sigmoid, to tell two classes apart");
        if (y_true.cols() != 1)
            check::fail<ShapeError>(
                who, "one column of labels",
                Text() << y_true.cols() << " columns; use CategoricalCrossentropy for one-hot targets");
        for (Index row = 0; row < y_true.rows(); ++row) {
            const double label = y_true(row, 0);
            if (!(label >= 0 && label < static_cast<double>(columns) && label == std::floor(label)))
                check::fail(
                    who, Text("labels 0 to ") << columns - 1 << ", one for each column of the model's output",
                    Text() << label << " in row " << row);
        }
    }

private:
    /// One row of predictions as weights w_j, whose share in their total is the probability.
    struct Row {
        Row(In<double> y_pred, Index row, bool from_logits)
            : in{y_pred.data() + row * y_pred.cols()}, logits{from_logits} {
            if (logits) largest = *std::max_element(in, in + y_pred.cols());
            for (Index j = 0; j < y_pred.cols(); ++j) total += weight(j);
        }
        double weight(Index j) const { return logits ? std::exp(in[j] - largest) : detail::clipped(in[j]); }
        double log(Index j) const { return logits ? in[j] - largest : std::log(weight(j)); }
        const double* in;
        bool logits;
        double largest = 0, total = 0;
    };

    SparseCategoricalCrossentropyOptions options_;
};

static_assert(Loss<SparseCategoricalCrossentropy>);
OCKHAM_BUILT_IN(Loss, SparseCategoricalCrossentropy);
OCKHAM_BUILT_IN(Metric, SparseCategoricalCrossentropy);

}  // namespace ockham
