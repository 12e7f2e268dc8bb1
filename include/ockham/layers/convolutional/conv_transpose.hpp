// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
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
struct ConvTransposeOptions {
    PerAxis<axes> strides = 1;                             ///< how far apart the entries of x are put
    Padding padding = Padding::valid;                      ///< valid or same
    std::optional<PerAxis<axes>> output_padding = {};      ///< less than the strides; see `Conv1DTranspose`
    PerAxis<axes> dilation_rate = 1;                       ///< how far apart the entries of K are put
    AnyActivation activation = {};                         ///< linear
    bool use_bias = true;                                  ///< false: no b
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

/// What `Conv1DTranspose`, `Conv2DTranspose` and `Conv3DTranspose` are but for their names. y goes into a convolution of which x
/// has the shape of what comes out.
template <int axes, std::floating_point ScalarType>
class ConvTranspose {
public:
    using Scalar = ScalarType;

    [[nodiscard]] Index filters() const { return filters_; }
    [[nodiscard]] const PerAxis<axes>& kernel_size() const { return kernel_size_; }
    [[nodiscard]] const ConvTransposeOptions<axes>& options() const { return options_; }
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
        windows_.check_input(input, kernel_.value.empty() ? 0 : kernel_.value.shape().last());
        std::array<Index, axes + 1> sizes{};
        for (int axis = 0; axis < axes; ++axis) {
            if (input[axis] > Window::largest) Windows::fail_size(input, axis, "at most ", Window::largest);
            const Index length = output_length(axis, input[axis]);
            if (length < 1) Windows::fail_size(input, axis, "at least ", 2);
            sizes[static_cast<std::size_t>(axis)] = length;
        }
        sizes.back() = filters_;
        return Shape(sizes);
    }

    void build(const Shape& input, Random& random) {
        kernel_.initialize(windows_.kernel_shape(filters_, input.last()), options_.kernel_initializer,
                           random);
        if (options_.use_bias) bias_.initialize({filters_}, options_.bias_initializer, random);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> z, Pass<Scalar>& pass) const {
        kernels::convolve_for_input(sizes(x, z), x.samples(), x.data(), kernel_.value.data(),
                                    options_.use_bias ? bias_.value.data() : nullptr, z.data(),
                                    pass.tensor(0), pass.tensor(1));
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dz, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        const kernels::Convolution s = sizes(x, dz);
        kernels::convolve_for_kernel(s, x.samples(), dz.data(), x.data(), !pass.first,
                                     kernel_.gradient.data(), pass.tensor(0));
        if (options_.use_bias) kernels::add_column_sums(dz.matrix(), bias_.gradient.data());
        if (dx)
            kernels::convolve<Scalar>(s, x.samples(), dz.data(), kernel_.value.data(), nullptr, dx.data(),
                                      pass.tensor(0));
    }

protected:
    ConvTranspose(std::string_view who, Index filters, const PerAxis<axes>& kernel_size,
                  ConvTransposeOptions<axes> options)
        : filters_{filters},
          kernel_size_{kernel_size},
          options_{std::move(options)},
          windows_{who, kernel_size, options_.strides, options_.padding, options_.dilation_rate} {
        check::positive(who, "filters", filters);
        windows_.check_not_causal(who);
        windows_.check_strides(who);
        if (options_.output_padding) {
            check::sizes(who, "output_padding", *options_.output_padding, true);
            for (int axis = 0; axis < axes; ++axis)
                if ((*options_.output_padding)[axis] >= options_.strides[axis])
                    check::fail(who,
                                Text("output_padding to be less than strides, ") << options_.strides[axis],
                                Text() << (*options_.output_padding)[axis]);
        }
        kernel_.regularizer = options_.kernel_regularizer;
        bias_.regularizer = options_.bias_regularizer;
        kernel_.constraint = options_.kernel_constraint;
        bias_.constraint = options_.bias_constraint;
    }

private:
    [[nodiscard]] Index output_length(int axis, Index length) const {
        const Index stride = windows_[axis].stride, reach = windows_[axis].reach();
        const bool same = options_.padding == Padding::same;
        if (options_.output_padding)
            return (length - 1) * stride + (same ? reach % 2 : reach) + (*options_.output_padding)[axis];
        return same ? length * stride : (length - 1) * stride + std::max(reach, stride);
    }

    [[nodiscard]] kernels::Convolution sizes(TensorIn<Scalar> x, TensorIn<Scalar> z) const {
        const Shape from = z.shape().sample(), to = x.shape().sample();
        return windows_.convolution(from, to, 1, [&](int axis) {
            const Index over = (to[axis] - 1) * windows_[axis].stride + windows_[axis].reach() - from[axis];
            return options_.padding == Padding::same ? std::max<Index>(over, 0) / 2 : Index{0};
        });
    }

    Index filters_;
    PerAxis<axes> kernel_size_;
    ConvTransposeOptions<axes> options_;
    Windows windows_;
    Parameter<Scalar> kernel_{.name = "kernel", .kind = PenaltyKind::kernel, .overwritten = true};
    Parameter<Scalar> bias_{.name = "bias", .kind = PenaltyKind::bias};
};

}  // namespace detail

/// The way back through a convolution: what `Conv1D` with this K does to gradients. It makes sequences longer.
///
///     x    (samples, steps, channels)
///     K    (kernel_size, filters, channels)    "kernel"
///     b    (filters)                           "bias"
///     y    (samples, length, filters)
///
///     z(i, f) = b(f) + sum over p and t with p strides - before + t dilation_rate = i, and c, of  x(p, c) K(t, f, c),
///     y = f(z)
///
/// With reach = (kernel_size - 1) dilation_rate + 1, by `padding` and `output_padding`:
///
///     valid           length = (steps - 1) strides + max(reach, strides),              before = 0
///     valid, given    length = (steps - 1) strides + reach + output_padding,           before = 0
///     same            length = steps strides
///     same, given     length = (steps - 1) strides + reach % 2 + output_padding
///                     before = max((steps - 1) strides + reach - length, 0) / 2, rounded down
///
/// `strides` and `dilation_rate` are not both larger than 1 (as in Keras).
template <std::floating_point Scalar = float>
class Conv1DTranspose final : public detail::ConvTranspose<1, Scalar> {
public:
    static constexpr std::string_view class_name = "Conv1DTranspose";

    explicit Conv1DTranspose(Index filters, PerAxis<1> kernel_size, ConvTransposeOptions<1> options = {})
        : detail::ConvTranspose<1, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

/// `Conv1DTranspose` along two axes. Shapes: x (samples, rows, columns, channels), K (kernel_size..., filters, channels), b
/// (filters), y (samples, lengths..., filters).
template <std::floating_point Scalar = float>
class Conv2DTranspose final : public detail::ConvTranspose<2, Scalar> {
public:
    static constexpr std::string_view class_name = "Conv2DTranspose";

    explicit Conv2DTranspose(Index filters, PerAxis<2> kernel_size, ConvTransposeOptions<2> options = {})
        : detail::ConvTranspose<2, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

/// `Conv1DTranspose` along three axes. Shapes: x (samples, axes..., channels), K (kernel_size..., filters, channels), b (filters),
/// y (samples, lengths..., filters).
template <std::floating_point Scalar = float>
class Conv3DTranspose final : public detail::ConvTranspose<3, Scalar> {
public:
    static constexpr std::string_view class_name = "Conv3DTranspose";

    explicit Conv3DTranspose(Index filters, PerAxis<3> kernel_size, ConvTransposeOptions<3> options = {})
        : detail::ConvTranspose<3, Scalar>(class_name, filters, kernel_size, std::move(options)) {}
};

static_assert(Layer<Conv1DTranspose<float>> && Layer<Conv2DTranspose<float>> &&
              Layer<Conv3DTranspose<double>>);
OCKHAM_BUILT_IN_LAYER(Conv1DTranspose);
OCKHAM_BUILT_IN_LAYER(Conv2DTranspose);
OCKHAM_BUILT_IN_LAYER(Conv3DTranspose);

}  // namespace ockham
