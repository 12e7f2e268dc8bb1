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
class Cropping : public WithMargins<Scalar, axes> {
public:
    [[nodiscard]] const Margins<axes>& cropping() const { return this->margins(); }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        check_axes(input, axes);
        Index sizes[axes + 1];
        for (int i = 0; i < axes; ++i) {
            const Index taken = cropping()[i].before + cropping()[i].after;
            if (input[i] <= taken)
                check::fail<ShapeError>("", Text("more than ") << taken << " entries along axis " << i + 1,
                                        Text("shape ") << input.to_string_of_batch());
            sizes[i] = input[i] - taken;
        }
        sizes[axes] = input.last();
        return Shape(std::span<const Index>(sizes));
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        cut_out(this->inset(y.shape().sample(), x.shape().sample()), x.samples(), x.data(), y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx)
            surround(this->inset(dy.shape().sample(), x.shape().sample()), x.samples(), dy.data(), dx.data());
    }

protected:
    using WithMargins<Scalar, axes>::WithMargins;
};

}  // namespace detail

/// An axis without its first and last entries: `Cropping1D({1, 2})` leaves out one at the beginning and two at the end.
///
///     x    (samples, in, channels)
///     y    (samples, in - before - after, channels)
template <std::floating_point Scalar = float>
class Cropping1D final : public detail::Cropping<Scalar, 1> {
public:
    static constexpr std::string_view class_name = "Cropping1D";

    explicit Cropping1D(Margins<1> cropping = 1, ReshapingOptions options = {})
        : detail::Cropping<Scalar, 1>(class_name, "cropping", cropping, std::move(options)) {}
};

/// The same for two axes: `Cropping2D({{1, 0}, {2, 1}})`, or `{1, 2}` for each side alike.
template <std::floating_point Scalar = float>
class Cropping2D final : public detail::Cropping<Scalar, 2> {
public:
    static constexpr std::string_view class_name = "Cropping2D";

    explicit Cropping2D(Margins<2> cropping = 0, ReshapingOptions options = {})
        : detail::Cropping<Scalar, 2>(class_name, "cropping", cropping, std::move(options)) {}
};

/// The same for three axes.
template <std::floating_point Scalar = float>
class Cropping3D final : public detail::Cropping<Scalar, 3> {
public:
    static constexpr std::string_view class_name = "Cropping3D";

    explicit Cropping3D(Margins<3> cropping = 1, ReshapingOptions options = {})
        : detail::Cropping<Scalar, 3>(class_name, "cropping", cropping, std::move(options)) {}
};

static_assert(Layer<Cropping1D<float>> && Layer<Cropping1D<double>>);
OCKHAM_BUILT_IN_LAYER(Cropping1D);
static_assert(Layer<Cropping2D<float>> && Layer<Cropping2D<double>>);
OCKHAM_BUILT_IN_LAYER(Cropping2D);
static_assert(Layer<Cropping3D<float>> && Layer<Cropping3D<double>>);
OCKHAM_BUILT_IN_LAYER(Cropping3D);

}  // namespace ockham
