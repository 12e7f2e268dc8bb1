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
struct SeparableConvOptions {
    PerAxis<axes> strides = 1;                                ///< how far apart the positions are
    Padding padding = Padding::valid;                         ///< valid or same
    PerAxis<axes> dilation_rate = 1;                          ///< how far apart the entries are that D meets
    Index depth_multiplier = 1;                               ///< depthwise filters for each channel
    AnyActivation activation = {};                            ///< linear
    bool use_bias = true;                                     ///< false: y = f(x * D P)
    AnyInitializer depthwise_initializer = glorot_uniform();  ///< first values of D
    AnyInitializer pointwise_initializer = glorot_uniform();  ///< first values of P
    AnyInitializer bias_initializer = zeros();                ///< first values of b
    AnyRegularizer depthwise_regularizer = {};                ///< penalty on D, counted as the kernel's
    AnyRegularizer pointwise_regularizer = {};                ///< penalty on P, counted as the kernel's
    AnyRegularizer bias_regularizer = {};                     ///< penalty on b
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    AnyConstraint depthwise_constraint = {};   ///< where every update of D ends
    AnyConstraint pointwise_constraint = {};   ///< where every update of P ends
    AnyConstraint bias_constraint = {};        ///< where every update of b ends
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
    bool trainable = true;                     ///< false: frozen
};

namespace detail {

/// What `SeparableConv1D` and `SeparableConv2D` are but for their names.
template <int axes, std::floating_point ScalarType>
class SeparableConv {
public:
    using Scalar = ScalarType;

    [[nodiscard]] Index filters() const { return filters_; }
    [[nodiscard]] const PerAxis<axes>& kernel_size() const { return kernel_size_; }
    [[nodiscard]] const SeparableConvOptions<axes>& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .trainable = options_.trainable,
                .input_shape = options_.input_shape,
                .activation = options_.activation,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() {
        if (options_.use_bias) return {&depthwise_, &pointwise_, &bias_};
        return {&depthwise_, &pointwise_};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        windows_.check_input(input, depthwise_.value.empty() ? 0 : depthwise_.value.shape()[axes]);
        return windows_.output_shape(input, filters_);
    }

    void build(const Shape& input, Random& random) {
        depthwise_.initialize(windows_.kernel_shape(input.last(), options_.depth_multiplier),
                              options_.depthwise_initializer, random);
        const Windows points("", PerAxis<axes>(1), PerAxis<axes>(1), Padding::valid, PerAxis<axes>(1));
        pointwise_.initialize(points.kernel_shape(depth(input), filters_), options_.pointwise_initializer,
                              random);
        if (options_.use_bias) bias_.initialize({filters_}, options_.bias_initializer, random);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> z, Pass<Scalar>& pass) const {
        Tensor<Scalar>& h = pass.tensor(hidden, z.shape().with_last(depth(x.shape())));
        kernels::convolve<Scalar>(sizes(x, h), x.samples(), x.data(), depthwise_.value.data(), nullptr,
                                  h.data(), pass.tensor(scratch));
        kernels::multiply(std::as_const(h).matrix(), pointwise_.value.matrix(),
                          options_.use_bias ? bias_.value.data() : nullptr, z.matrix());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dz, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        const Tensor<Scalar>& h = pass.tensor(hidden);
        Tensor<Scalar>& dh = pass.tensor(hidden_gradient, h.shape());
        (pass.first ? kernels::transposed_multiply<Scalar>
                    : kernels::add_transposed_multiply<Scalar>)(h.matrix(), dz.matrix(),
                                                                pointwise_.gradient.matrix());
        if (options_.use_bias) kernels::add_column_sums(dz.matrix(), bias_.gradient.data());
        kernels::multiply_transposed(dz.matrix(), std::as_const(pointwise_.value).matrix(), dh.matrix());
        const kernels::Convolution s = sizes(x, dh);
        kernels::convolve_for_kernel(s, x.samples(), x.data(), std::as_const(dh).data(), !pass.first,
                                     depthwise_.gradient.data(), pass.tensor(scratch));
        if (dx)
            kernels::convolve_for_input<Scalar>(s, x.samples(), dh.data(), depthwise_.value.data(), nullptr,
                                                dx.data(), pass.tensor(scratch), pass.tensor(turned));
    }

protected:
    SeparableConv(std::string_view who, Index filters, const PerAxis<axes>& kernel_size,
                  SeparableConvOptions<axes> options)
        : filters_{filters},
          kernel_size_{kernel_size},
          options_{std::move(options)},
          windows_{who, kernel_size, options_.strides, options_.padding, options_.dilation_rate} {
        check::positive(who, "filters", filters);
        check::sizes(who, "depth_multiplier", PerAxis<1>(options_.depth_multiplier));
        windows_.check_not_causal(who);
        depthwise_.regularizer = options_.depthwise_regularizer;
        pointwise_.regularizer = options_.pointwise_regularizer;
        bias_.regularizer = options_.bias_regularizer;
        depthwise_.constraint = options_.depthwise_constraint;
        pointwise_.constraint = options_.pointwise_constraint;
        bias_.constraint = options_.bias_constraint;
    }

private:
    static constexpr int scratch = 0, hidden = 1, hidden_gradient = 2, turned = 3;

    [[nodiscard]] Index depth(const Shape& input) const { return input.last() * options_.depth_multiplier; }
    [[nodiscard]] kernels::Convolution sizes(TensorIn<Scalar> x, TensorIn<Scalar> h) const {
        return windows_.convolution(x.shape().sample(), h.shape().sample(), x.shape().last());
    }

    Index filters_;
    PerAxis<axes> kernel_size_;
    SeparableConvOptions<axes> options_;
    Windows windows_;
    Parameter<Scalar> depthwise_{
        .name = "depthwise_kernel", .kind = PenaltyKind::kernel, .overwritten = true};
    Parameter<Scalar> pointwise_{
        .name = "pointwise_kernel", .kind = PenaltyKind::kernel, .overwritten = true};
    Parameter<Scalar> bias_{.name = "bias", .kind = PenaltyKind::bias};
};

}  // namespace detail

/// A depthwise convolution, and a dense layer at each of its positions: y = f(x * D P + b), with far fewer weights than `Conv1D`.
///
///     x    (samples, steps, channels)
///     D    (kernel_size, channels, depth_multiplier)         "depthwise_kernel"
///     P    (1, channels depth_multiplier, filters)           "pointwise_kernel"
///     b    (filters)                                         "bias"
///     y    (samples, positions, filters)
///
/// x * D is what `DepthwiseConv1D` computes without a bias.
template <std::floating_point Scalar = float>
class SeparableConv1D final : public detail::SeparableConv<1, Scalar> {
public:
    static constexpr std::string_view class_name = "SeparableConv1D";

    explicit SeparableConv1D(Index filters, PerAxis<1> kernel_size, SeparableConvOptions<1> options = {})
        : detail::SeparableConv<1, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

/// `SeparableConv1D` along two axes. Shapes: x (samples, rows, columns, channels), D (kernel_size..., channels, depth_multiplier),
/// P (1, 1, channels depth_multiplier, filters), b (filters), y (samples, positions..., filters).
template <std::floating_point Scalar = float>
class SeparableConv2D final : public detail::SeparableConv<2, Scalar> {
public:
    static constexpr std::string_view class_name = "SeparableConv2D";

    explicit SeparableConv2D(Index filters, PerAxis<2> kernel_size, SeparableConvOptions<2> options = {})
        : detail::SeparableConv<2, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

static_assert(Layer<SeparableConv1D<float>> && Layer<SeparableConv2D<double>>);
OCKHAM_BUILT_IN_LAYER(SeparableConv1D);
OCKHAM_BUILT_IN_LAYER(SeparableConv2D);

}  // namespace ockham
