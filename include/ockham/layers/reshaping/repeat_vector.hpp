// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/kernels/pooling.hpp>
#include <ockham/layers/reshaping/reshaping.hpp>

namespace ockham {

/// Each sample `n` times in sequence.
///
///     y(p, c) = x(c),    dx(c) = sum of dy(p, c) over p
///
///     x    (samples, features)
///     y    (samples, n, features)
template <std::floating_point ScalarType = float>
class RepeatVector final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "RepeatVector";

    explicit RepeatVector(Index n, ReshapingOptions options = {}) : n_{n}, options_{std::move(options)} {
        check::positive(class_name, "n", n);
    }

    [[nodiscard]] Index n() const { return n_; }
    [[nodiscard]] const ReshapingOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        if (input.rank() != 1)
            check::fail<ShapeError>("", "input of rank 2", Text("shape ") << input.to_string_of_batch());
        return {n_, input.last()};
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        kernels::sum_pool_backward(window(x), x.samples(), x.data(), y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx) kernels::sum_pool(window(x), x.samples(), dy.data(), dx.data());
    }

private:
    /// The window whose sum is the gradient.
    [[nodiscard]] kernels::Windows window(TensorIn<Scalar> x) const {
        return {.axes = {{}, {}, {.in = n_, .size = n_}}, .channels = x.shape().last()};
    }

    Index n_;
    ReshapingOptions options_;
};

static_assert(Layer<RepeatVector<float>> && Layer<RepeatVector<double>>);
OCKHAM_BUILT_IN_LAYER(RepeatVector);

}  // namespace ockham
