// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <ockham/core/any_layer.hpp>
#include <ockham/core/window.hpp>
#include <ockham/kernels/bilinear.hpp>
#include <ockham/kernels/pooling.hpp>
#include <ockham/layers/reshaping/reshaping.hpp>

namespace ockham {

/// How an image is enlarged.
///
///     nearest     each pixel becomes a rectangle
///     bilinear    the pixels are the middles of such rectangles, and between four of them it goes linearly; beyond the
///                 outermost ones nothing changes. As TensorFlow, computed in float whatever the layer computes in.
enum class Interpolation { nearest, bilinear };

struct UpSampling2DOptions {
    Interpolation interpolation = Interpolation::nearest;
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

namespace detail {

template <std::floating_point ScalarType, int axes, class Options>
class UpSampling {
public:
    using Scalar = ScalarType;

    [[nodiscard]] const PerAxis<axes>& size() const { return size_; }
    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        check_axes(input, axes);
        Index sizes[axes + 1];
        for (int i = 0; i < axes; ++i) sizes[i] = input[i] * size_[i];
        sizes[axes] = input.last();
        return Shape(std::span<const Index>(sizes));
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        if (is_bilinear())
            kernels::enlarge(image(x), x.samples(), x.data(), y.data());
        else
            kernels::sum_pool_backward(windows(x), x.samples(), x.data(), y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (!dx) return;
        if (is_bilinear())
            kernels::enlarge_backward(image(x), x.samples(), dy.data(), dx.data());
        else
            kernels::sum_pool(windows(x), x.samples(), dy.data(), dx.data());
    }

protected:
    UpSampling(std::string_view who, const PerAxis<axes>& size, Options options)
        : size_{size}, options_{std::move(options)} {
        check::sizes(who, "size", size);
    }

private:
    [[nodiscard]] bool is_bilinear() const {
        if constexpr (axes == 2) return options_.interpolation == Interpolation::bilinear;
        return false;
    }

    /// The windows on y whose sums are the gradients of the entries of x.
    [[nodiscard]] kernels::Windows windows(TensorIn<Scalar> x) const {
        kernels::Windows windows{.axes = {}, .channels = x.shape().last()};
        for (int i = 0; i < axes; ++i) {
            const Index in = x.shape()[i + 1];
            windows.axes[3 - axes + i] = {in * size_[i], in, size_[i], size_[i], 0};
        }
        return windows;
    }

    [[nodiscard]] kernels::Enlarging image(TensorIn<Scalar> x) const {
        const Shape& shape = x.shape();
        return {shape[1], shape[2], shape[1] * size_[0], shape[2] * size_[axes - 1], shape.last()};
    }

    PerAxis<axes> size_;
    Options options_;
};

}  // namespace detail

/// Each entry of an axis `size` times.
///
///     y(p, c) = x(p / size, c) with p / size rounded down,    dx(i, c) = sum of dy(p, c) over those p
///
///     x    (samples, in, channels)
///     y    (samples, in size, channels)
template <std::floating_point Scalar = float>
class UpSampling1D final : public detail::UpSampling<Scalar, 1, ReshapingOptions> {
public:
    static constexpr std::string_view class_name = "UpSampling1D";

    explicit UpSampling1D(Index size = 2, ReshapingOptions options = {})
        : detail::UpSampling<Scalar, 1, ReshapingOptions>(class_name, size, std::move(options)) {}
};

/// The same along two axes: `UpSampling2D(2)`, `UpSampling2D({2, 3}, {.interpolation = Interpolation::bilinear})`.
template <std::floating_point Scalar = float>
class UpSampling2D final : public detail::UpSampling<Scalar, 2, UpSampling2DOptions> {
public:
    static constexpr std::string_view class_name = "UpSampling2D";

    explicit UpSampling2D(PerAxis<2> size = 2, UpSampling2DOptions options = {})
        : detail::UpSampling<Scalar, 2, UpSampling2DOptions>(class_name, size, std::move(options)) {}
};

/// The same along three axes.
template <std::floating_point Scalar = float>
class UpSampling3D final : public detail::UpSampling<Scalar, 3, ReshapingOptions> {
public:
    static constexpr std::string_view class_name = "UpSampling3D";

    explicit UpSampling3D(PerAxis<3> size = 2, ReshapingOptions options = {})
        : detail::UpSampling<Scalar, 3, ReshapingOptions>(class_name, size, std::move(options)) {}
};

static_assert(Layer<UpSampling1D<float>> && Layer<UpSampling1D<double>>);
OCKHAM_BUILT_IN_LAYER(UpSampling1D);
static_assert(Layer<UpSampling2D<float>> && Layer<UpSampling2D<double>>);
OCKHAM_BUILT_IN_LAYER(UpSampling2D);
static_assert(Layer<UpSampling3D<float>> && Layer<UpSampling3D<double>>);
OCKHAM_BUILT_IN_LAYER(UpSampling3D);

}  // namespace ockham
