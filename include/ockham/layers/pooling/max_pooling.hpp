// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/layers/pooling/pooling.hpp>

namespace ockham {

namespace detail {

template <std::floating_point Scalar, int axes>
class MaxPooling : public Pooling<Scalar, axes> {
public:
    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        kernels::max_pool(this->windows_on(x.shape().sample()), x.samples(), x.data(), y.data(),
                          pass.tensor(winners, y.shape()).data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        if (!dx) return;
        kernels::max_pool_backward(this->windows_on(x.shape().sample()), x.samples(),
                                   std::as_const(pass.tensor(winners)).data(), dy.data(), dx.data());
    }

protected:
    using Pooling<Scalar, axes>::Pooling;

private:
    static constexpr int winners = 0;
};

}  // namespace detail

/// The largest entry of each window of `pool_size` entries that moves along one axis, for each channel by itself.
///
///     y(p, c) = max of x(i, c) over the entries i that position p sees: see `Window`
///
///     x    (samples, in, channels)
///     y    (samples, out, channels)
///
/// What a window sees beyond the ends does not count. The gradient goes to the largest entry, and if several are as large to
/// the first of them. (So does TensorFlow's with oneDNN; without, that of three axes goes to all of them.)
template <std::floating_point Scalar = float>
class MaxPooling1D final : public detail::MaxPooling<Scalar, 1> {
public:
    static constexpr std::string_view class_name = "MaxPooling1D";

    explicit MaxPooling1D(PerAxis<1> pool_size = 2, PoolingOptions<1> options = {})
        : detail::MaxPooling<Scalar, 1>(class_name, pool_size, std::move(options)) {}
};

/// The same along two axes.
template <std::floating_point Scalar = float>
class MaxPooling2D final : public detail::MaxPooling<Scalar, 2> {
public:
    static constexpr std::string_view class_name = "MaxPooling2D";

    explicit MaxPooling2D(PerAxis<2> pool_size = 2, PoolingOptions<2> options = {})
        : detail::MaxPooling<Scalar, 2>(class_name, pool_size, std::move(options)) {}
};

/// The same along three axes.
template <std::floating_point Scalar = float>
class MaxPooling3D final : public detail::MaxPooling<Scalar, 3> {
public:
    static constexpr std::string_view class_name = "MaxPooling3D";

    explicit MaxPooling3D(PerAxis<3> pool_size = 2, PoolingOptions<3> options = {})
        : detail::MaxPooling<Scalar, 3>(class_name, pool_size, std::move(options)) {}
};

static_assert(Layer<MaxPooling1D<float>> && Layer<MaxPooling1D<double>>);
OCKHAM_BUILT_IN_LAYER(MaxPooling1D);
static_assert(Layer<MaxPooling2D<float>> && Layer<MaxPooling2D<double>>);
OCKHAM_BUILT_IN_LAYER(MaxPooling2D);
static_assert(Layer<MaxPooling3D<float>> && Layer<MaxPooling3D<double>>);
OCKHAM_BUILT_IN_LAYER(MaxPooling3D);

}  // namespace ockham
