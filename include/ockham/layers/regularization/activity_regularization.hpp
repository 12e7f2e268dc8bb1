// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

#include <ockham/core/any_layer.hpp>
#include <ockham/regularizers/l1_l2.hpp>

namespace ockham {

struct ActivityRegularizationOptions {
    double l1 = 0;           ///< factor of the sum of absolute values, >= 0
    double l2 = 0;           ///< factor of the sum of squares, >= 0
    Shape input_shape = {};  ///< of one sample; found from the data if empty
    std::string name = {};   ///< given by the model if empty
};

/// Hands its input on, y = x, and adds an activity penalty to the loss:
///
///     (l1 sum |x| + l2 sum x^2) / samples
///
/// Shapes of x and y: (samples, ...). The same as `activity_regularizer = l1_l2(l1, l2)` on the layer before.
template <std::floating_point ScalarType = float>
class ActivityRegularization final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "ActivityRegularization";

    explicit ActivityRegularization(ActivityRegularizationOptions options = {})
        : settings_{.name = std::move(options.name),
                    .input_shape = options.input_shape,
                    .activity_regularizer = l1_l2(options.l1, options.l2)} {}

    [[nodiscard]] const LayerSettings& settings() const { return settings_; }
    [[nodiscard]] bool is_identity() const { return true; }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        std::copy_n(x.data(), x.size(), y.data());
    }

    void backward(TensorIn<Scalar>, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx) std::copy_n(dy.data(), dy.size(), dx.data());
    }

private:
    LayerSettings settings_;
};

static_assert(Layer<ActivityRegularization<float>> && Layer<ActivityRegularization<double>>);
OCKHAM_BUILT_IN_LAYER(ActivityRegularization);

}  // namespace ockham
