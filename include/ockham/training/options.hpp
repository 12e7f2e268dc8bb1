// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include <ockham/core/decimal.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

/// Inputs and targets, and maybe a weight for each sample. Made from anything with members `x` and `y`, such
/// as the parts of a `train_test_split`.
template <std::floating_point Scalar>
struct Samples {
    Tensor<Scalar> x = {};
    Tensor<Scalar> y = {};
    Tensor<Scalar> sample_weight = {};

    Samples() = default;
    Samples(Tensor<Scalar> x_, Tensor<Scalar> y_, Tensor<Scalar> sample_weight_ = {})
        : x{std::move(x_)}, y{std::move(y_)}, sample_weight{std::move(sample_weight_)} {}
    template <class Part>
    requires requires(const Part& part) { Tensor<Scalar>(part.x), Tensor<Scalar>(part.y); }
    Samples(const Part& part) : x(part.x), y(part.y) {}
};

/// How to train.
template <std::floating_point Scalar>
struct FitOptions {
    int epochs = 1;                        ///< the last epoch's number; none are left at initial_epoch
    Index batch_size = 32;                 ///< samples a step; the last batch of an epoch may be smaller
    Samples<Scalar> validation_data = {};  ///< evaluated after every epoch
    Decimal validation_split = 0;          ///< in [0, 1): this share, from the end, is held back to validate
    bool shuffle = true;                   ///< a new order in every epoch
    int initial_epoch = 0;                 ///< where counting begins, to go on with earlier training
    std::vector<std::pair<int, double>> class_weight =
        {};                             ///< weight of the samples of a class, 1 if it is not listed
    Tensor<Scalar> sample_weight = {};  ///< weight of each sample; not together with class_weight
    int verbose = 1;                    ///< 0: silent, 1: progress bar, 2: a line an epoch
    std::vector<AnyCallback<Scalar>> callbacks = {};  ///< told how training goes, in this order
    Index validation_batch_size = 0;                  ///< 0: as batch_size
};

namespace detail {

/// How many of `samples` samples, from the first on, a `validation_split` leaves to train on.
inline Index kept_by_split(Index samples, double validation_split) {
    return static_cast<Index>(std::floor(static_cast<double>(samples) * (1 - validation_split)));
}

}  // namespace detail

/// How to evaluate.
template <std::floating_point Scalar>
struct EvaluateOptions {
    Index batch_size = 32;
    Tensor<Scalar> sample_weight = {};  ///< weight of each sample in the loss; metrics do not know it
};

}  // namespace ockham
