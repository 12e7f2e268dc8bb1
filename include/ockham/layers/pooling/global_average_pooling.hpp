// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/layers/pooling/global_pooling.hpp>

namespace ockham {

namespace detail {

template <std::floating_point Scalar, int axes>
class GlobalAveragePooling : public GlobalPooling<Scalar, axes> {
public:
    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        kernels::mean_pool(this->window_on(x), x.samples(), x.data(), y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx) kernels::mean_pool_backward(this->window_on(x), x.samples(), dy.data(), dx.data());
    }

protected:
    using GlobalPooling<Scalar, axes>::GlobalPooling;
};

}  // namespace detail

/// The mean of all entries along one axis, for each channel by itself.
///
///     y(c) = mean of x(i, c) over all i
///
///     x    (samples, in, channels)
///     y    (samples, channels), or with `keepdims` (samples, 1, channels)
template <std::floating_point Scalar = float>
class GlobalAveragePooling1D final : public detail::GlobalAveragePooling<Scalar, 1> {
public:
    static constexpr std::string_view class_name = "GlobalAveragePooling1D";

    explicit GlobalAveragePooling1D(GlobalPoolingOptions options = {})
        : detail::GlobalAveragePooling<Scalar, 1>(std::move(options)) {}
};

/// The same along two axes.
template <std::floating_point Scalar = float>
class GlobalAveragePooling2D final : public detail::GlobalAveragePooling<Scalar, 2> {
public:
    static constexpr std::string_view class_name = "GlobalAveragePooling2D";

    explicit GlobalAveragePooling2D(GlobalPoolingOptions options = {})
        : detail::GlobalAveragePooling<Scalar, 2>(std::move(options)) {}
};

/// The same along three axes.
template <std::floating_point Scalar = float>
class GlobalAveragePooling3D final : public detail::GlobalAveragePooling<Scalar, 3> {
public:
    static constexpr std::string_view class_name = "GlobalAveragePooling3D";

    explicit GlobalAveragePooling3D(GlobalPoolingOptions options = {})
        : detail::GlobalAveragePooling<Scalar, 3>(std::move(options)) {}
};

static_assert(Layer<GlobalAveragePooling1D<float>> && Layer<GlobalAveragePooling1D<double>>);
OCKHAM_BUILT_IN_LAYER(GlobalAveragePooling1D);
static_assert(Layer<GlobalAveragePooling2D<float>> && Layer<GlobalAveragePooling2D<double>>);
OCKHAM_BUILT_IN_LAYER(GlobalAveragePooling2D);
static_assert(Layer<GlobalAveragePooling3D<float>> && Layer<GlobalAveragePooling3D<double>>);
OCKHAM_BUILT_IN_LAYER(GlobalAveragePooling3D);

}  // namespace ockham
