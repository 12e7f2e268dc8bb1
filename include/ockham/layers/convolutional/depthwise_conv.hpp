// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/initializers/constant.hpp>
#include <ockham/initializers/variance_scaling.hpp>
#include <ockham/kernels/convolution.hpp>
#include <ockham/kernels/reductions.hpp>
#include <ockham/layers/convolutional/windows.hpp>

namespace ockham {

template <int axes>
struct DepthwiseConvOptions {
    PerAxis<axes> strides = 1;                                ///< how far apart the positions are
    Padding padding = Padding::valid;                         ///< valid or same
    Index depth_multiplier = 1;                               ///< filters for each channel
    PerAxis<axes> dilation_rate = 1;                          ///< how far apart the entries are that K meets
    AnyActivation activation = {};                            ///< linear
    bool use_bias = true;                                     ///< false: y = f(x * K)
    AnyInitializer depthwise_initializer = glorot_uniform();  ///< first values of K
    AnyInitializer bias_initializer = zeros();                ///< first values of b
    AnyRegularizer depthwise_regularizer = {};                ///< penalty on K, counted as the kernel's
    AnyRegularizer bias_regularizer = {};                     ///< penalty on b
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    AnyConstraint depthwise_constraint = {};   ///< where every update of K ends
    AnyConstraint bias_constraint = {};        ///< where every update of b ends
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
    bool trainable = true;                     ///< false: frozen
};

namespace detail {

/// What `DepthwiseConv1D` and `DepthwiseConv2D` are but for their names: a convolution with a group for each channel.
template <int axes, std::floating_point ScalarType>
class DepthwiseConv {
public:
    using Scalar = ScalarType;

    [[nodiscard]] const PerAxis<axes>& kernel_size() const { return kernel_size_; }
    [[nodiscard]] const DepthwiseConvOptions<axes>& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .trainable = options_.trainable,
                .input_shape = options_.input_shape,
                .activation = options_.activation,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() {
        if (options_.use_bias) return {&kernel_, &bias_};
        return {&kernel_};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        windows_.check_input(input, kernel_.value.empty() ? 0 : kernel_.value.shape()[axes]);
        return windows_.output_shape(input, filters(input));
    }

    void build(const Shape& input, Random& random) {
        kernel_.initialize(windows_.kernel_shape(input.last(), options_.depth_multiplier),
                           options_.depthwise_initializer, random);
        if (options_.use_bias) bias_.initialize({filters(input)}, options_.bias_initializer, random);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> z, Pass<Scalar>& pass) const {
        kernels::convolve(sizes(x, z), x.samples(), x.data(), kernel_.value.data(),
                          options_.use_bias ? bias_.value.data() : nullptr, z.data(), pass.tensor(0));
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dz, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        const kernels::Convolution s = sizes(x, dz);
        kernels::convolve_for_kernel(s, x.samples(), x.data(), dz.data(), !pass.first,
                                     kernel_.gradient.data(), pass.tensor(0));
        if (options_.use_bias) kernels::add_column_sums(dz.matrix(), bias_.gradient.data());
        if (dx)
            kernels::convolve_for_input<Scalar>(s, x.samples(), dz.data(), kernel_.value.data(), nullptr,
                                                dx.data(), pass.tensor(0), pass.tensor(1));
    }

protected:
    DepthwiseConv(std::string_view who, const PerAxis<axes>& kernel_size, DepthwiseConvOptions<axes> options)
        : kernel_size_{kernel_size},
          options_{std::move(options)},
          windows_{who, kernel_size, options_.strides, options_.padding, options_.dilation_rate} {
        check::sizes(who, "depth_multiplier", PerAxis<1>(options_.depth_multiplier));
        windows_.check_not_causal(who);
        kernel_.regularizer = options_.depthwise_regularizer;
        bias_.regularizer = options_.bias_regularizer;
        kernel_.constraint = options_.depthwise_constraint;
        bias_.constraint = options_.bias_constraint;
    }

private:
    [[nodiscard]] Index filters(const Shape& input) const { return input.last() * options_.depth_multiplier; }
    [[nodiscard]] kernels::Convolution sizes(TensorIn<Scalar> x, TensorIn<Scalar> z) const {
        return windows_.convolution(x.shape().sample(), z.shape().sample(), x.shape().last());
    }

    PerAxis<axes> kernel_size_;
    DepthwiseConvOptions<axes> options_;
    Windows windows_;
    Parameter<Scalar> kernel_{.name = "kernel", .kind = PenaltyKind::kernel, .overwritten = true};
    Parameter<Scalar> bias_{.name = "bias", .kind = PenaltyKind::bias};
};

}  // namespace detail

/// Filters of which each sees one channel only: y = f(x * K + b).
///
///     x    (samples, steps, channels)
///     K    (kernel_size, channels, depth_multiplier)            "kernel"
///     b    (channels depth_multiplier)                          "bias"
///     y    (samples, positions, channels depth_multiplier)
///
/// Filter number c depth_multiplier + m is the m-th of channel c:
///
///     z(p, c depth_multiplier + m) = b(...) + sum over t of  x(p strides - before + t dilation_rate, c) K(t, c, m)
///
/// Positions, `before` and gradients are as in `Conv1D`. Other than there `strides` and `dilation_rate` may both be larger than 1.
template <std::floating_point Scalar = float>
class DepthwiseConv1D final : public detail::DepthwiseConv<1, Scalar> {
public:
    static constexpr std::string_view class_name = "DepthwiseConv1D";

    explicit DepthwiseConv1D(PerAxis<1> kernel_size, DepthwiseConvOptions<1> options = {})
        : detail::DepthwiseConv<1, Scalar>(class_name, kernel_size, std::move(options)) {}
};

/// `DepthwiseConv1D` along two axes. Shapes: x (samples, rows, columns, channels), K (kernel_size..., channels, depth_multiplier),
/// b (channels depth_multiplier), y (samples, positions..., channels depth_multiplier).
template <std::floating_point Scalar = float>
class DepthwiseConv2D final : public detail::DepthwiseConv<2, Scalar> {
public:
    static constexpr std::string_view class_name = "DepthwiseConv2D";

    explicit DepthwiseConv2D(PerAxis<2> kernel_size, DepthwiseConvOptions<2> options = {})
        : detail::DepthwiseConv<2, Scalar>(class_name, kernel_size, std::move(options)) {}
};

static_assert(Layer<DepthwiseConv1D<float>> && Layer<DepthwiseConv2D<double>>);
OCKHAM_BUILT_IN_LAYER(DepthwiseConv1D);
OCKHAM_BUILT_IN_LAYER(DepthwiseConv2D);

}  // namespace ockham
