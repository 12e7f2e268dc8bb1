// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/layers/pooling/global_pooling.hpp>

namespace ockham {

namespace detail {

template <std::floating_point Scalar, int axes>
class GlobalMaxPooling : public GlobalPooling<Scalar, axes> {
public:
    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        Scalar* const most = pass.tensor(largest, y.shape()).data();
        kernels::max_pool_all(this->window_on(x), x.samples(), x.data(), most,
                              pass.tensor(ties, y.shape()).data());
        std::copy_n(most, y.size(), y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        if (!dx) return;
        kernels::max_pool_all_backward(this->window_on(x), x.samples(), x.data(),
                                       std::as_const(pass.tensor(largest)).data(),
                                       std::as_const(pass.tensor(ties)).data(), dy.data(), dx.data());
    }

protected:
    using GlobalPooling<Scalar, axes>::GlobalPooling;

private:
    static constexpr int largest = 0, ties = 1;
};

}  // namespace detail

/// The largest of all entries along one axis, for each channel by itself.
///
///     y(c) = max of x(i, c) over all i
///
///     x    (samples, in, channels)
///     y    (samples, channels), or with `keepdims` (samples, 1, channels)
///
/// The gradient goes to the largest entry. If several are as large, each gets an equal part, as in TensorFlow.
template <std::floating_point Scalar = float>
class GlobalMaxPooling1D final : public detail::GlobalMaxPooling<Scalar, 1> {
public:
    static constexpr std::string_view class_name = "GlobalMaxPooling1D";

    explicit GlobalMaxPooling1D(GlobalPoolingOptions options = {})
        : detail::GlobalMaxPooling<Scalar, 1>(std::move(options)) {}
};

/// The same along two axes.
template <std::floating_point Scalar = float>
class GlobalMaxPooling2D final : public detail::GlobalMaxPooling<Scalar, 2> {
public:
    static constexpr std::string_view class_name = "GlobalMaxPooling2D";

    explicit GlobalMaxPooling2D(GlobalPoolingOptions options = {})
        : detail::GlobalMaxPooling<Scalar, 2>(std::move(options)) {}
};

/// The same along three axes.
template <std::floating_point Scalar = float>
class GlobalMaxPooling3D final : public detail::GlobalMaxPooling<Scalar, 3> {
public:
    static constexpr std::string_view class_name = "GlobalMaxPooling3D";

    explicit GlobalMaxPooling3D(GlobalPoolingOptions options = {})
        : detail::GlobalMaxPooling<Scalar, 3>(std::move(options)) {}
};

static_assert(Layer<GlobalMaxPooling1D<float>> && Layer<GlobalMaxPooling1D<double>>);
OCKHAM_BUILT_IN_LAYER(GlobalMaxPooling1D);
static_assert(Layer<GlobalMaxPooling2D<float>> && Layer<GlobalMaxPooling2D<double>>);
OCKHAM_BUILT_IN_LAYER(GlobalMaxPooling2D);
static_assert(Layer<GlobalMaxPooling3D<float>> && Layer<GlobalMaxPooling3D<double>>);
OCKHAM_BUILT_IN_LAYER(GlobalMaxPooling3D);

}  // namespace ockham
