// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/initializers/constant.hpp>
#include <ockham/kernels/column_statistics.hpp>
#include <ockham/kernels/normalization.hpp>

namespace ockham {

struct BatchNormalizationOptions {
    int axis = -1;           ///< that of the channels, -1 is the last one; not 0, that of the samples
    double momentum = 0.99;  ///< how much of the moving statistics stays in a step, 0 to 1
    double epsilon = 0.001;  ///< added to the variance, >= 0
    bool center = true;      ///< false: beta = 0
    bool scale = true;       ///< false: gamma = 1
    AnyInitializer beta_initializer = zeros();            ///< first values of beta
    AnyInitializer gamma_initializer = ones();            ///< first values of gamma
    AnyInitializer moving_mean_initializer = zeros();     ///< first values of the moving mean
    AnyInitializer moving_variance_initializer = ones();  ///< first values of the moving variance
    AnyRegularizer beta_regularizer = {};                 ///< penalty on beta, counted with the biases'
    AnyRegularizer gamma_regularizer = {};                ///< penalty on gamma, counted with the kernels'
    AnyRegularizer activity_regularizer = {};             ///< penalty on y, divided by the number of samples
    AnyConstraint beta_constraint = {};                   ///< where every update of beta ends
    AnyConstraint gamma_constraint = {};                  ///< where every update of gamma ends
    Shape input_shape = {};                               ///< of one sample; found from the data if empty
    std::string name = {};                                ///< given by the model if empty
    bool trainable = true;                                ///< false: frozen, and uses the moving statistics
};

/// Each channel with mean beta and standard deviation gamma.
///
///     y = gamma (x - mean) / sqrt(variance + epsilon) + beta
///
///     x, y                                             (samples, ..., channels)
///     gamma, beta, moving_mean, moving_variance        (channels)
///
/// While training, mean and variance (the mean squared distance from the mean: not that of an unbiased estimate) are those of the
/// batch over all axes but that of the channels, and each step moves the moving ones:
///
///     moving = momentum moving + (1 - momentum) batch's
///
/// In inference, and in a frozen layer, mean and variance are the moving ones. With n entries to a channel in the batch,
/// d = gamma / sqrt(variance + epsilon) and h = (x - mean) / sqrt(variance + epsilon):
///
///     dbeta = sum of dy,    dgamma = sum of dy h,    dx = d (dy - dbeta / n - h dgamma / n);    with moving statistics dx = d dy
///
/// Ioffe & Szegedy (2015), "Batch normalization: accelerating deep network training by reducing internal covariate shift".
template <std::floating_point ScalarType = float>
class BatchNormalization final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "BatchNormalization";

    explicit BatchNormalization(BatchNormalizationOptions options = {}) : options_{std::move(options)} {
        check::between(class_name, "momentum", options_.momentum, 0, 1);
        check::non_negative(class_name, "epsilon", options_.epsilon);
        gamma_.regularizer = options_.gamma_regularizer;
        gamma_.constraint = options_.gamma_constraint;
        beta_.regularizer = options_.beta_regularizer;
        beta_.constraint = options_.beta_constraint;
    }

    [[nodiscard]] const BatchNormalizationOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .trainable = options_.trainable,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() {
        std::vector<Parameter<Scalar>*> all;
        if (options_.scale) all.push_back(&gamma_);
        if (options_.center) all.push_back(&beta_);
        all.push_back(&moving_mean_);
        all.push_back(&moving_variance_);
        return all;
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        const Index channels = input[axis_of_sample(input)], known = moving_mean_.value.size();
        if (known != 0 && channels != known)
            check::fail<ShapeError>("",
                                    Text("input with ") << known << " entries along axis " << options_.axis,
                                    Text("shape ") << input.to_string_of_batch());
        return input;
    }

    void build(const Shape& input, Random& random) {
        const Shape shape{input[axis_of_sample(input)]};
        if (options_.scale) gamma_.initialize(shape, options_.gamma_initializer, random);
        if (options_.center) beta_.initialize(shape, options_.beta_initializer, random);
        moving_mean_.initialize(shape, options_.moving_mean_initializer, random);
        moving_variance_.initialize(shape, options_.moving_variance_initializer, random);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        const kernels::Channels of = channels_of(x.shape());
        Scalar* const means = pass.tensor(statistics, {2, of.channels}).data();
        Scalar* const variances = means + of.channels;
        if (uses_batch(pass)) {
            kernels::channel_moments(of, x.data(), pass.tensor(scratch), means, variances);
        } else {
            std::copy_n(moving_mean_.value.data(), of.channels, means);
            std::copy_n(moving_variance_.value.data(), of.channels, variances);
        }
        Columns columns = this->columns(pass, of);
        for (Index c = 0, j = 0; c < of.channels; ++c) {
            const Scalar factor =
                inverse_deviation(variances[c]) * (options_.scale ? gamma_.value.data()[c] : Scalar(1));
            for (Index end = j + of.width; j < end; ++j) {
                columns.means[j] = means[c];
                columns.scales[j] = factor;
                columns.shifts[j] = options_.center ? beta_.value.data()[c] : Scalar(0);
            }
        }
        kernels::normalize_columns<Scalar>(of.rows, of.columns(), x.data(), columns.means, columns.scales,
                                           columns.shifts, y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        const kernels::Channels of = channels_of(x.shape());
        const Scalar* const means = std::as_const(pass.tensor(statistics)).data();
        const Scalar* const variances = means + of.channels;
        const Columns columns = this->columns(pass, of);
        Scalar* const sums = pass.tensor(gradients, {2, of.channels}).data();
        Scalar* const products = sums + of.channels;
        kernels::channel_products<Scalar>(of, dy.data(), x.data(), columns.means, pass.tensor(scratch), sums,
                                          products);
        const Scalar share = uses_batch(pass) ? 1 / static_cast<Scalar>(of.count()) : Scalar(0);
        for (Index c = 0, j = 0; c < of.channels; ++c) {
            const Scalar inverse = inverse_deviation(variances[c]);
            if (options_.scale) gamma_.gradient.data()[c] += products[c] * inverse;
            if (options_.center) beta_.gradient.data()[c] += sums[c];
            for (Index end = j + of.width; j < end; ++j) {
                columns.slopes[j] = -columns.scales[j] * inverse * inverse * products[c] * share;
                columns.shifts[j] = -columns.scales[j] * sums[c] * share;
            }
        }
        if (dx)
            kernels::normalize_columns_backward<Scalar>(of.rows, of.columns(), dy.data(), x.data(),
                                                        columns.means, columns.scales, columns.slopes,
                                                        columns.shifts, dx.data());
        if (!uses_batch(pass)) return;
        move(moving_mean_, means);
        move(moving_variance_, variances);
    }

private:
    static constexpr int statistics = 0, per_column = 1, gradients = 2, scratch = 3;

    /// What the kernels take for each column, of which a channel has several if its axis is not the last one.
    struct Columns {
        Scalar *means, *scales, *slopes, *shifts;
    };

    static bool uses_batch(const Pass<Scalar>& pass) { return pass.training && pass.trainable; }

    static Columns columns(Pass<Scalar>& pass, const kernels::Channels& of) {
        const Index size = of.columns();
        Scalar* const all = pass.tensor(per_column, {4, size}).data();
        return {all, all + size, all + 2 * size, all + 3 * size};
    }

    [[nodiscard]] Scalar inverse_deviation(Scalar variance) const {
        return static_cast<Scalar>(1 / std::sqrt(static_cast<double>(variance) + options_.epsilon));
    }

    void move(Parameter<Scalar>& moving, const Scalar* batch) const {
        for (Index c = 0; c < moving.value.size(); ++c) {
            Scalar& value = moving.value.data()[c];
            value = static_cast<Scalar>(options_.momentum * static_cast<double>(value) +
                                        (1 - options_.momentum) * static_cast<double>(batch[c]));
        }
    }

    /// Which axis of a sample has the channels.
    [[nodiscard]] int axis_of_sample(const Shape& input) const {
        const int axis = options_.axis < 0 ? options_.axis + input.rank() : options_.axis - 1;
        if (axis < 0 || axis >= input.rank())
            check::fail<ShapeError>("", Text("input whose samples have axis ") << options_.axis,
                                    Text("shape ") << input.to_string_of_batch());
        return axis;
    }

    [[nodiscard]] kernels::Channels channels_of(const Shape& batch) const {
        const int axis = axis_of_sample(batch.sample()) + 1;
        kernels::Channels of{.rows = 1, .channels = batch[axis]};
        for (int i = 0; i < axis; ++i) of.rows *= batch[i];
        for (int i = axis + 1; i < batch.rank(); ++i) of.width *= batch[i];
        return of;
    }

    BatchNormalizationOptions options_;
    Parameter<Scalar> gamma_{.name = "gamma", .kind = PenaltyKind::kernel};
    Parameter<Scalar> beta_{.name = "beta", .kind = PenaltyKind::bias};
    Parameter<Scalar> moving_mean_{.name = "moving_mean", .trainable = false};
    Parameter<Scalar> moving_variance_{.name = "moving_variance", .trainable = false};
};

static_assert(Layer<BatchNormalization<float>> && Layer<BatchNormalization<double>>);
OCKHAM_BUILT_IN_LAYER(BatchNormalization);

}  // namespace ockham
