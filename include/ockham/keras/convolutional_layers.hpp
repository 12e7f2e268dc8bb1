// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// Adds the convolutions.
template <class Scalar>
void add_convolutional_layers(Table<AnyLayer<Scalar>>& table);

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <array>
#include <optional>
#include <utility>

#include <ockham/keras/fields.hpp>
#include <ockham/layers.hpp>

namespace ockham::keras {

namespace detail {

/// What all convolutions have: how their windows lie, and some more.
template <int axes>
void conv_windows(Fields& fields, PerAxis<axes>& kernel_size, PerAxis<axes>& strides, Padding& padding,
                  PerAxis<axes>& dilation_rate) {
    fields("kernel_size", kernel_size.values);
    fields("strides", strides.values);
    fields.choice("padding", padding,
                  {{"valid", Padding::valid}, {"same", Padding::same}, {"causal", Padding::causal}});
    fields.only("data_format", "channels_last");
    fields("dilation_rate", dilation_rate.values);
}

template <class Options>
void conv_bias_and_output(Fields& fields, Options& options) {
    fields("activation", options.activation);
    fields("use_bias", options.use_bias);
    fields("bias_initializer", options.bias_initializer);
    fields("bias_regularizer", options.bias_regularizer);
    fields("activity_regularizer", options.activity_regularizer);
    fields("bias_constraint", options.bias_constraint);
}

template <class Options>
void conv_kernel(Fields& fields, Options& options) {
    fields("kernel_initializer", options.kernel_initializer);
    fields("kernel_regularizer", options.kernel_regularizer);
    fields("kernel_constraint", options.kernel_constraint);
}

template <class Options>
void conv_depthwise_kernel(Fields& fields, Options& options) {
    fields("depth_multiplier", options.depth_multiplier);
    fields("depthwise_initializer", options.depthwise_initializer);
    fields("depthwise_regularizer", options.depthwise_regularizer);
    fields("depthwise_constraint", options.depthwise_constraint);
}

template <class Layer, int axes>
[[nodiscard]] Layer conv(Fields& fields, const Layer* saved) {
    Index filters = saved ? saved->filters() : 0;
    PerAxis<axes> kernel_size = saved ? saved->kernel_size() : 1;
    auto options = saved ? saved->options() : ConvOptions<axes>();
    fields("filters", filters);
    conv_windows(fields, kernel_size, options.strides, options.padding, options.dilation_rate);
    fields("groups", options.groups);
    conv_kernel(fields, options);
    conv_bias_and_output(fields, options);
    return Layer(filters, kernel_size, std::move(options));
}

template <class Layer, int axes>
[[nodiscard]] Layer conv_transpose(Fields& fields, const Layer* saved) {
    Index filters = saved ? saved->filters() : 0;
    PerAxis<axes> kernel_size = saved ? saved->kernel_size() : 1;
    auto options = saved ? saved->options() : ConvTransposeOptions<axes>();
    std::optional<std::array<Index, axes>> output_padding;
    if (options.output_padding) output_padding = options.output_padding->values;
    fields("filters", filters);
    conv_windows(fields, kernel_size, options.strides, options.padding, options.dilation_rate);
    fields("output_padding", output_padding);
    fields.only("groups", 1);
    conv_kernel(fields, options);
    conv_bias_and_output(fields, options);
    if (output_padding) options.output_padding = PerAxis<axes>(*output_padding);
    return Layer(filters, kernel_size, std::move(options));
}

template <class Layer, int axes>
[[nodiscard]] Layer depthwise_conv(Fields& fields, const Layer* saved) {
    PerAxis<axes> kernel_size = saved ? saved->kernel_size() : 1;
    auto options = saved ? saved->options() : DepthwiseConvOptions<axes>();
    conv_windows(fields, kernel_size, options.strides, options.padding, options.dilation_rate);
    fields.only("groups", 1);
    conv_depthwise_kernel(fields, options);
    conv_bias_and_output(fields, options);
    return Layer(kernel_size, std::move(options));
}

template <class Layer, int axes>
[[nodiscard]] Layer separable_conv(Fields& fields, const Layer* saved) {
    Index filters = saved ? saved->filters() : 0;
    PerAxis<axes> kernel_size = saved ? saved->kernel_size() : 1;
    auto options = saved ? saved->options() : SeparableConvOptions<axes>();
    fields("filters", filters);
    conv_windows(fields, kernel_size, options.strides, options.padding, options.dilation_rate);
    fields.only("groups", 1);
    for (const char* unused : {"kernel_initializer", "kernel_regularizer", "kernel_constraint"})  // Keras 2
        fields.ignored(unused);
    conv_depthwise_kernel(fields, options);
    fields("pointwise_initializer", options.pointwise_initializer);
    fields("pointwise_regularizer", options.pointwise_regularizer);
    fields("pointwise_constraint", options.pointwise_constraint);
    conv_bias_and_output(fields, options);
    return Layer(filters, kernel_size, std::move(options));
}

}  // namespace detail

template <class Scalar>
OCKHAM_FUNC void add_convolutional_layers(Table<AnyLayer<Scalar>>& table) {
    table.add("Conv1D", detail::conv<Conv1D<Scalar>, 1>);
    table.add("Conv1DTranspose", detail::conv_transpose<Conv1DTranspose<Scalar>, 1>);
    table.add("Conv2D", detail::conv<Conv2D<Scalar>, 2>);
    table.add("Conv2DTranspose", detail::conv_transpose<Conv2DTranspose<Scalar>, 2>);
    table.add("Conv3D", detail::conv<Conv3D<Scalar>, 3>);
    table.add("Conv3DTranspose", detail::conv_transpose<Conv3DTranspose<Scalar>, 3>);
    table.add("DepthwiseConv1D", detail::depthwise_conv<DepthwiseConv1D<Scalar>, 1>);
    table.add("DepthwiseConv2D", detail::depthwise_conv<DepthwiseConv2D<Scalar>, 2>);
    table.add("SeparableConv1D", detail::separable_conv<SeparableConv1D<Scalar>, 1>);
    table.add("SeparableConv2D", detail::separable_conv<SeparableConv2D<Scalar>, 2>);
}

OCKHAM_INSTANTIATE(void add_convolutional_layers(Table<AnyLayer<float>>&));
OCKHAM_INSTANTIATE(void add_convolutional_layers(Table<AnyLayer<double>>&));

}  // namespace ockham::keras

#endif
