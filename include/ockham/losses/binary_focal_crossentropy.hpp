// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/targets.hpp>

namespace ockham {

struct BinaryFocalCrossentropyOptions {
    bool apply_class_balancing = false;  ///< weigh 1 with alpha and 0 with 1 - alpha
    double alpha = 0.25;                 ///< in [0, 1]
    double gamma = 2;                    ///< finite and >= 0; 0: `BinaryCrossentropy`
    bool from_logits = false;            ///< predictions are logits, not probabilities
    double label_smoothing = 0;          ///< in [0, 1]: y becomes y (1 - s) + s / 2
    Reduction reduction = {};            ///< of the rows' losses to one number
    std::string name = "binary_focal_crossentropy";
};

/// Binary crossentropy in which what is predicted well counts less: the mean over the n columns of
///
///     L_j = w_j (1 - t_j)^gamma C_j,     t_j = y_j p_j + (1 - y_j) (1 - p_j),
///     w_j = alpha y_j + (1 - alpha) (1 - y_j) with balancing, otherwise 1
///
/// where C_j is the crossentropy of `BinaryCrossentropy`, of clipped probabilities p or of logits z; then p = sigmoid(z). Its
/// gradient goes through both factors. Keras' rules on TensorFlow: after a sigmoid (or a softmax, whose outputs then are p) as
/// the last activation, the crossentropy is computed from its logits.
///
/// Lin et al. (2017), "Focal loss for dense object detection".
class BinaryFocalCrossentropy final {
public:
    explicit BinaryFocalCrossentropy(BinaryFocalCrossentropyOptions options = {})
        : options_{std::move(options)}, from_{options_.from_logits ? From::sigmoid : From::probabilities} {
        check::between("BinaryFocalCrossentropy", "alpha", options_.alpha, 0, 1);
        check::non_negative("BinaryFocalCrossentropy", "gamma", options_.gamma);
        check::between("BinaryFocalCrossentropy", "label_smoothing", options_.label_smoothing, 0, 1);
    }

    [[nodiscard]] const BinaryFocalCrossentropyOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    [[nodiscard]] bool fuses_with(Logits logits) const {
        return !options_.from_logits && detail::has_logits(logits);
    }

    /// The same loss for what goes into that activation.
    [[nodiscard]] BinaryFocalCrossentropy from_logits(Logits logits) const {
        BinaryFocalCrossentropy loss = *this;
        loss.options_.from_logits = true;
        loss.from_ = logits == Logits::softmax ? From::softmax : From::sigmoid;
        return loss;
    }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row r(y_pred, row, from_);
            double sum = 0;
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = smooth(y_true(row, j));
                sum += weight(y) * std::pow(miss(y, r.p(j)), options_.gamma) * crossentropy(y, r.in[j]);
            }
            loss(row, 0) = sum / static_cast<double>(y_pred.cols());
        }
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        const auto columns = static_cast<double>(y_pred.cols());
        for (Index row = 0; row < y_pred.rows(); ++row) {
            const Row r(y_pred, row, from_);
            double mean = 0;  // of the slopes in p, which a softmax takes off
            for (Index j = 0; from_ == From::softmax && j < y_pred.cols(); ++j)
                mean += r.p(j) * slope_in_p(smooth(y_true(row, j)), r, j);
            for (Index j = 0; j < y_pred.cols(); ++j) {
                const double y = smooth(y_true(row, j)), p = r.p(j), x = r.in[j], c = detail::clipped(x);
                const double of_p = from_ == From::probabilities ? 1
                                    : from_ == From::sigmoid     ? p * (1 - p)
                                                                 : p;
                const double of_crossentropy = from_ == From::probabilities
                                                   ? detail::clipped_slope(x) * ((1 - y) / (1 - c) - y / c)
                                                   : sigmoid(x) - y;
                d_pred(row, j) = (of_p * (slope_in_p(y, r, j) - mean) +
                                  weight(y) * std::pow(miss(y, p), options_.gamma) * of_crossentropy) /
                                 columns;
            }
        }
    }

    void check_targets(In<double> y_true, Index columns) const {
        detail::check_same_columns("BinaryFocalCrossentropy", y_true, columns);
        detail::check_probabilities("BinaryFocalCrossentropy", y_true);
    }

private:
    enum class From { probabilities, sigmoid, softmax };

    static double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

    /// One row of predictions, and the probabilities that they stand for.
    struct Row {
        Row(In<double> y_pred, Index row, From from_) : in{y_pred.data() + row * y_pred.cols()}, from{from_} {
            if (from != From::softmax) return;
            largest = *std::max_element(in, in + y_pred.cols());
            for (Index j = 0; j < y_pred.cols(); ++j) total += std::exp(in[j] - largest);
        }
        double p(Index j) const {
            return from == From::probabilities ? in[j]
                   : from == From::sigmoid     ? sigmoid(in[j])
                                               : std::exp(in[j] - largest) / total;
        }
        const double* in;
        From from;
        double largest = 0, total = 0;
    };

    double smooth(double y) const {
        const double s = options_.label_smoothing;
        return s == 0 ? y : y * (1 - s) + s / 2;
    }
    double weight(double y) const {
        return options_.apply_class_balancing ? y * options_.alpha + (1 - y) * (1 - options_.alpha) : 1;
    }
    /// 1 - t
    static double miss(double y, double p) { return 1 - (y * p + (1 - y) * (1 - p)); }
    double crossentropy(double y, double x) const {
        const double c = detail::clipped(x);
        return options_.from_logits ? std::max(x, 0.0) - x * y + std::log1p(std::exp(-std::abs(x)))
                                    : -(y * std::log(c) + (1 - y) * std::log(1 - c));
    }
    /// dL_j / dp_j, as far as it does not go through the crossentropy.
    double slope_in_p(double y, const Row& r, Index j) const {
        return weight(y) * detail::slope_of_power(miss(y, r.p(j)), options_.gamma) * (1 - 2 * y) *
               crossentropy(y, r.in[j]);
    }

    BinaryFocalCrossentropyOptions options_;
    From from_;
};

static_assert(Loss<BinaryFocalCrossentropy>);
OCKHAM_BUILT_IN(Loss, BinaryFocalCrossentropy);
OCKHAM_BUILT_IN(Metric, BinaryFocalCrossentropy);

}  // namespace ockham
