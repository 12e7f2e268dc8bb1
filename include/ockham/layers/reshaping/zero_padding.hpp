// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/margins.hpp>

namespace ockham {

namespace detail {

template <std::floating_point Scalar, int axes>
class ZeroPadding : public WithMargins<Scalar, axes> {
public:
    [[nodiscard]] const Margins<axes>& padding() const { return this->margins(); }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        check_axes(input, axes);
        Index sizes[axes + 1];
        for (int i = 0; i < axes; ++i) sizes[i] = input[i] + padding()[i].before + padding()[i].after;
        sizes[axes] = input.last();
        return Shape(std::span<const Index>(sizes));
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        surround(this->inset(x.shape().sample(), y.shape().sample()), x.samples(), x.data(), y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx)
            cut_out(this->inset(x.shape().sample(), dy.shape().sample()), x.samples(), dy.data(), dx.data());
    }

protected:
    using WithMargins<Scalar, axes>::WithMargins;
};

}  // namespace detail

/// Zeros before and behind an axis: `ZeroPadding1D({1, 2})` is one zero before and two behind.
///
///     x    (samples, in, channels)
///     y    (samples, before + in + after, channels)
template <std::floating_point Scalar = float>
class ZeroPadding1D final : public detail::ZeroPadding<Scalar, 1> {
public:
    static constexpr std::string_view class_name = "ZeroPadding1D";

    explicit ZeroPadding1D(Margins<1> padding = 1, ReshapingOptions options = {})
        : detail::ZeroPadding<Scalar, 1>(class_name, "padding", padding, std::move(options)) {}
};

/// The same for two axes: `ZeroPadding2D({{1, 0}, {2, 1}})`, or `{1, 2}` for each side alike.
template <std::floating_point Scalar = float>
class ZeroPadding2D final : public detail::ZeroPadding<Scalar, 2> {
public:
    static constexpr std::string_view class_name = "ZeroPadding2D";

    explicit ZeroPadding2D(Margins<2> padding = 1, ReshapingOptions options = {})
        : detail::ZeroPadding<Scalar, 2>(class_name, "padding", padding, std::move(options)) {}
};

/// The same for three axes.
template <std::floating_point Scalar = float>
class ZeroPadding3D final : public detail::ZeroPadding<Scalar, 3> {
public:
    static constexpr std::string_view class_name = "ZeroPadding3D";

    explicit ZeroPadding3D(Margins<3> padding = 1, ReshapingOptions options = {})
        : detail::ZeroPadding<Scalar, 3>(class_name, "padding", padding, std::move(options)) {}
};

static_assert(Layer<ZeroPadding1D<float>> && Layer<ZeroPadding1D<double>>);
OCKHAM_BUILT_IN_LAYER(ZeroPadding1D);
static_assert(Layer<ZeroPadding2D<float>> && Layer<ZeroPadding2D<double>>);
OCKHAM_BUILT_IN_LAYER(ZeroPadding2D);
static_assert(Layer<ZeroPadding3D<float>> && Layer<ZeroPadding3D<double>>);
OCKHAM_BUILT_IN_LAYER(ZeroPadding3D);

}  // namespace ockham
