// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/layers/pooling/pooling.hpp>

namespace ockham {

namespace detail {

template <std::floating_point Scalar, int axes>
class AveragePooling : public Pooling<Scalar, axes> {
public:
    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        kernels::mean_pool(this->windows_on(x.shape().sample()), x.samples(), x.data(), y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx)
            kernels::mean_pool_backward(this->windows_on(x.shape().sample()), x.samples(), dy.data(),
                                        dx.data());
    }

protected:
    using Pooling<Scalar, axes>::Pooling;
};

}  // namespace detail

/// The mean of each window of `pool_size` entries that moves along one axis, for each channel by itself.
///
///     y(p, c) = mean of x(i, c) over the entries i that position p sees: see `Window`
///
///     x    (samples, in, channels)
///     y    (samples, out, channels)
///
/// What a window sees beyond the ends does not count: the mean is over fewer entries there.
template <std::floating_point Scalar = float>
class AveragePooling1D final : public detail::AveragePooling<Scalar, 1> {
public:
    static constexpr std::string_view class_name = "AveragePooling1D";

    explicit AveragePooling1D(PerAxis<1> pool_size = 2, PoolingOptions<1> options = {})
        : detail::AveragePooling<Scalar, 1>(class_name, pool_size, std::move(options)) {}
};

/// The same along two axes.
template <std::floating_point Scalar = float>
class AveragePooling2D final : public detail::AveragePooling<Scalar, 2> {
public:
    static constexpr std::string_view class_name = "AveragePooling2D";

    explicit AveragePooling2D(PerAxis<2> pool_size = 2, PoolingOptions<2> options = {})
        : detail::AveragePooling<Scalar, 2>(class_name, pool_size, std::move(options)) {}
};

/// The same along three axes.
template <std::floating_point Scalar = float>
class AveragePooling3D final : public detail::AveragePooling<Scalar, 3> {
public:
    static constexpr std::string_view class_name = "AveragePooling3D";

    explicit AveragePooling3D(PerAxis<3> pool_size = 2, PoolingOptions<3> options = {})
        : detail::AveragePooling<Scalar, 3>(class_name, pool_size, std::move(options)) {}
};

static_assert(Layer<AveragePooling1D<float>> && Layer<AveragePooling1D<double>>);
OCKHAM_BUILT_IN_LAYER(AveragePooling1D);
static_assert(Layer<AveragePooling2D<float>> && Layer<AveragePooling2D<double>>);
OCKHAM_BUILT_IN_LAYER(AveragePooling2D);
static_assert(Layer<AveragePooling3D<float>> && Layer<AveragePooling3D<double>>);
OCKHAM_BUILT_IN_LAYER(AveragePooling3D);

}  // namespace ockham
