// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/loss.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/models/results.hpp>

namespace ockham {

/// Some samples: inputs, targets, and a weight for each (nothing: all 1).
template <std::floating_point Scalar>
struct Batch {
    TensorIn<Scalar> x, y, weight;

    [[nodiscard]] Batch rows(Index first, Index count) const {
        return {x.rows(first, count), y.rows(first, count), weight ? weight.rows(first, count) : weight};
    }

    /// What the sum over the weighted losses of `rows` rows is divided by. A weight of several rows counts once in the sum of
    /// the weights, as in Keras.
    [[nodiscard]] double divisor(Reduction reduction, Index rows) const {
        if (reduction == Reduction::sum) return 1;
        if (reduction == Reduction::sum_over_batch_size || !weight) return static_cast<double>(rows);
        double sum = 0;
        for (Index i = 0; i < weight.size(); ++i) sum += static_cast<double>(weight.data()[i]);
        return sum > 0 ? sum : 1;
    }
};

/// Averages over the batches of an epoch, each weighted by its samples, as Keras forms them.
class RunningLoss final {
public:
    void reset() { *this = RunningLoss(); }

    void add(const LossParts& parts, Index samples) {
        const auto weight = static_cast<double>(samples);
        sums_.data += weight * parts.data;
        sums_.kernel += weight * parts.kernel;
        sums_.bias += weight * parts.bias;
        sums_.activity += weight * parts.activity;
        samples_ += weight;
    }

    [[nodiscard]] LossParts mean() const {
        return {sums_.data / samples_, sums_.kernel / samples_, sums_.bias / samples_,
                sums_.activity / samples_};
    }

private:
    LossParts sums_;
    double samples_ = 0;
};

}  // namespace ockham
