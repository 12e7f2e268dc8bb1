// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham {

struct GLUOptions {
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// A gated linear unit: the second half of the features says how much of the first passes. Keras' `Activation("glu")`.
///
///     y = a s,     da = s dy,     db = a s (1 - s) dy,     s = 1 / (1 + exp(-b)),     x = (a, b)
///
///     x    (samples, ..., 2 features)
///     y    (samples, ..., features)
///
/// Dauphin, Fan, Auli & Grangier (2017), "Language modeling with gated convolutional networks".
template <std::floating_point ScalarType = float>
class GLU final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "GLU";

    explicit GLU(GLUOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const GLUOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        if (input.rank() == 0 || input.last() % 2 != 0)
            check::fail<ShapeError>("", "an even number of features",
                                    Text("shape ") << input.to_string_of_batch());
        return input.with_last(input.last() / 2);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        const Index half = x.shape().last() / 2;
        for (Index row = 0; row * 2 * half < x.size(); ++row) {
            const Scalar* const from = x.data() + 2 * row * half;
            kernels::map(
                half, y.data() + row * half,
                [](auto a, auto b) OCKHAM_INLINE { return a * kernels::sigmoid(b); }, from, from + half);
        }
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (!dx) return;
        const Index half = x.shape().last() / 2;
        for (Index row = 0; row * 2 * half < x.size(); ++row) {
            const Scalar *const from = x.data() + 2 * row * half, *const d = dy.data() + row * half;
            Scalar* const to = dx.data() + 2 * row * half;
            kernels::map(
                half, to, [](auto b, auto v) OCKHAM_INLINE { return kernels::sigmoid(b) * v; }, from + half,
                d);
            kernels::map(
                half, to + half,
                [](auto a, auto b, auto v) OCKHAM_INLINE {
                    const auto s = kernels::sigmoid(b);
                    return a * s * (1 - s) * v;
                },
                from, from + half, d);
        }
    }

private:
    GLUOptions options_;
};

static_assert(Layer<GLU<float>> && Layer<GLU<double>>);
OCKHAM_BUILT_IN_LAYER(GLU);

}  // namespace ockham
