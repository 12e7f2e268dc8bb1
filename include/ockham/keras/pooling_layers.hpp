// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// Adds max and average pooling.
template <class Scalar>
void add_pooling_layers(Table<AnyLayer<Scalar>>& table);

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <type_traits>
#include <utility>

#include <ockham/keras/fields.hpp>
#include <ockham/layers.hpp>

namespace ockham::keras {

namespace detail {

/// Max and average pooling along any number of axes.
template <class L>
[[nodiscard]] L pooling(Fields& fields, const L* saved) {
    auto pool_size = saved ? saved->pool_size() : L().pool_size();
    auto options = saved ? saved->options() : std::decay_t<decltype(L().options())>();
    fields("pool_size", pool_size.values);
    fields("strides", options.strides.values);
    fields.choice("padding", options.padding, {{"valid", Padding::valid}, {"same", Padding::same}});
    fields("activity_regularizer", options.activity_regularizer);
    fields.only("data_format", "channels_last");
    return L(pool_size, std::move(options));
}

template <class L>
[[nodiscard]] L global_pooling(Fields& fields, const L* saved) {
    auto options = saved ? saved->options() : GlobalPoolingOptions();
    fields("keepdims", options.keepdims);
    fields("activity_regularizer", options.activity_regularizer);
    fields.only("data_format", "channels_last");
    return L(std::move(options));
}

}  // namespace detail

template <class Scalar>
OCKHAM_FUNC void add_pooling_layers(Table<AnyLayer<Scalar>>& table) {
    table.add("AveragePooling1D", detail::pooling<AveragePooling1D<Scalar>>);
    table.add("AveragePooling2D", detail::pooling<AveragePooling2D<Scalar>>);
    table.add("AveragePooling3D", detail::pooling<AveragePooling3D<Scalar>>);
    table.add("GlobalAveragePooling1D", detail::global_pooling<GlobalAveragePooling1D<Scalar>>);
    table.add("GlobalAveragePooling2D", detail::global_pooling<GlobalAveragePooling2D<Scalar>>);
    table.add("GlobalAveragePooling3D", detail::global_pooling<GlobalAveragePooling3D<Scalar>>);
    table.add("GlobalMaxPooling1D", detail::global_pooling<GlobalMaxPooling1D<Scalar>>);
    table.add("GlobalMaxPooling2D", detail::global_pooling<GlobalMaxPooling2D<Scalar>>);
    table.add("GlobalMaxPooling3D", detail::global_pooling<GlobalMaxPooling3D<Scalar>>);
    table.add("MaxPooling1D", detail::pooling<MaxPooling1D<Scalar>>);
    table.add("MaxPooling2D", detail::pooling<MaxPooling2D<Scalar>>);
    table.add("MaxPooling3D", detail::pooling<MaxPooling3D<Scalar>>);
}

OCKHAM_INSTANTIATE(void add_pooling_layers(Table<AnyLayer<float>>&));
OCKHAM_INSTANTIATE(void add_pooling_layers(Table<AnyLayer<double>>&));

}  // namespace ockham::keras

#endif
