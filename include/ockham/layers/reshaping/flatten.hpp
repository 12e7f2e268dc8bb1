// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

#include <ockham/core/any_layer.hpp>

namespace ockham {

struct FlattenOptions {
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// Each sample as one row, its entries in their order in memory. Shapes: x (samples, ...), y (samples,
/// product of the rest).
template <std::floating_point ScalarType = float>
class Flatten final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Flatten";

    explicit Flatten(FlattenOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const FlattenOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const { return {input.size()}; }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        std::copy_n(x.data(), x.size(), y.data());
    }

    void backward(TensorIn<Scalar>, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx) std::copy_n(dy.data(), dy.size(), dx.data());
    }

private:
    FlattenOptions options_;
};

static_assert(Layer<Flatten<float>> && Layer<Flatten<double>>);
OCKHAM_BUILT_IN_LAYER(Flatten);

}  // namespace ockham
