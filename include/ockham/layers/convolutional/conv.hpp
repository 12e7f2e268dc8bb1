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
struct ConvOptions {
    PerAxis<axes> strides = 1;                             ///< how far apart the positions are
    Padding padding = Padding::valid;                      ///< causal for one axis only
    PerAxis<axes> dilation_rate = 1;                       ///< how far apart the entries are that K meets
    Index groups = 1;                                      ///< divides channels and filters
    AnyActivation activation = {};                         ///< linear
    bool use_bias = true;                                  ///< false: y = f(x * K)
    AnyInitializer kernel_initializer = glorot_uniform();  ///< first values of K
    AnyInitializer bias_initializer = zeros();             ///< first values of b
    AnyRegularizer kernel_regularizer = {};                ///< penalty on K
    AnyRegularizer bias_regularizer = {};                  ///< penalty on b
    AnyRegularizer activity_regularizer = {};              ///< penalty on y, divided by the number of samples
    AnyConstraint kernel_constraint = {};                  ///< where every update of K ends
    AnyConstraint bias_constraint = {};                    ///< where every update of b ends
    Shape input_shape = {};                                ///< of one sample; found from the data if empty
    std::string name = {};                                 ///< given by the model if empty
    bool trainable = true;                                 ///< false: frozen
};

namespace detail {

/// What `Conv1D`, `Conv2D` and `Conv3D` are but for their names.
template <int axes, std::floating_point ScalarType>
class Conv {
public:
    using Scalar = ScalarType;

    [[nodiscard]] Index filters() const { return filters_; }
    [[nodiscard]] const PerAxis<axes>& kernel_size() const { return kernel_size_; }
    [[nodiscard]] const ConvOptions<axes>& options() const { return options_; }
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
        windows_.check_input(input,
                             kernel_.value.empty() ? 0 : kernel_.value.shape()[axes] * options_.groups);
        if (input.last() % options_.groups != 0)
            Windows::fail(Text("input with a multiple of ") << options_.groups << " channels", input);
        return windows_.output_shape(input, filters_);
    }

    void build(const Shape& input, Random& random) {
        kernel_.initialize(windows_.kernel_shape(input.last() / options_.groups, filters_),
                           options_.kernel_initializer, random);
        if (options_.use_bias) bias_.initialize({filters_}, options_.bias_initializer, random);
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
    Conv(std::string_view who, Index filters, const PerAxis<axes>& kernel_size, ConvOptions<axes> options)
        : filters_{filters},
          kernel_size_{kernel_size},
          options_{std::move(options)},
          windows_{who, kernel_size, options_.strides, options_.padding, options_.dilation_rate} {
        check::positive(who, "filters", filters);
        check::positive(who, "groups", options_.groups);
        if (filters % options_.groups != 0)
            check::fail(who, Text("filters to be a multiple of groups, ") << options_.groups,
                        Text() << filters);
        if (axes > 1) windows_.check_not_causal(who);
        windows_.check_strides(who);
        kernel_.regularizer = options_.kernel_regularizer;
        bias_.regularizer = options_.bias_regularizer;
        kernel_.constraint = options_.kernel_constraint;
        bias_.constraint = options_.bias_constraint;
    }

private:
    [[nodiscard]] kernels::Convolution sizes(TensorIn<Scalar> x, TensorIn<Scalar> z) const {
        return windows_.convolution(x.shape().sample(), z.shape().sample(), options_.groups);
    }

    Index filters_;
    PerAxis<axes> kernel_size_;
    ConvOptions<axes> options_;
    Windows windows_;
    Parameter<Scalar> kernel_{.name = "kernel", .kind = PenaltyKind::kernel, .overwritten = true};
    Parameter<Scalar> bias_{.name = "bias", .kind = PenaltyKind::bias};
};

}  // namespace detail

/// Filters that see a few neighbouring steps of a sequence, the same everywhere: y = f(x * K + b).
///
///     x    (samples, steps, channels)
///     K    (kernel_size, channels / groups, filters)    "kernel"
///     b    (filters)                                    "bias"
///     y    (samples, positions, filters)
///
///     z(p, f) = b(f) + sum over t and c of  x(p strides - before + t dilation_rate, c) K(t, c, f),     y = f(z)
///
/// where x is zero beyond its ends, and `Padding` says how many positions there are and how far the first one reaches `before`
/// the first step. As everywhere in the field this is the correlation: K is not turned round. With `groups` the channels and the
/// filters fall into as many groups, each of which is a convolution of its own.
///
///     dK(t, c, f) = sum over p of  x(p strides - before + t dilation_rate, c) dz(p, f),     db = sum of dz over p,
///     dx(i, c) = sum over p and t with p strides - before + t dilation_rate = i, and f, of  dz(p, f) K(t, c, f)
///
/// `strides` and `dilation_rate` are not both larger than 1 (as in Keras).
template <std::floating_point Scalar = float>
class Conv1D final : public detail::Conv<1, Scalar> {
public:
    static constexpr std::string_view class_name = "Conv1D";

    explicit Conv1D(Index filters, PerAxis<1> kernel_size, ConvOptions<1> options = {})
        : detail::Conv<1, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

/// `Conv1D` along two axes, rows and columns of an image: `Conv2D(32, 3)`, `Conv2D(32, {3, 5})`. Shapes: x (samples, rows,
/// columns, channels), K (kernel_size..., channels / groups, filters), b (filters), y (samples, positions..., filters).
template <std::floating_point Scalar = float>
class Conv2D final : public detail::Conv<2, Scalar> {
public:
    static constexpr std::string_view class_name = "Conv2D";

    explicit Conv2D(Index filters, PerAxis<2> kernel_size, ConvOptions<2> options = {})
        : detail::Conv<2, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

/// `Conv1D` along three axes, of a volume or a film. Shapes: x (samples, axes..., channels), K (kernel_size..., channels / groups,
/// filters), b (filters), y (samples, positions..., filters).
template <std::floating_point Scalar = float>
class Conv3D final : public detail::Conv<3, Scalar> {
public:
    static constexpr std::string_view class_name = "Conv3D";

    explicit Conv3D(Index filters, PerAxis<3> kernel_size, ConvOptions<3> options = {})
        : detail::Conv<3, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

static_assert(Layer<Conv1D<float>> && Layer<Conv2D<float>> && Layer<Conv3D<double>>);
OCKHAM_BUILT_IN_LAYER(Conv1D);
OCKHAM_BUILT_IN_LAYER(Conv2D);
OCKHAM_BUILT_IN_LAYER(Conv3D);

}  // namespace ockham
