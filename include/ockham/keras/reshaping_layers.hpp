// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// Adds the layers that put their inputs into another shape.
template <class Scalar>
void add_reshaping_layers(Table<AnyLayer<Scalar>>& table);

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include <ockham/keras/fields.hpp>
#include <ockham/layers.hpp>

namespace ockham::keras {

namespace detail {

/// Margins are two numbers for one axis, and pairs for several.
template <int axes>
void margins(Fields& fields, const char* name, Margins<axes>& margins) {
    std::array<std::array<Index, 2>, axes> pairs;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        pairs[i] = {margins.values[i].before, margins.values[i].after};
    if constexpr (axes == 1)
        fields(name, pairs[0]);
    else
        fields(name, pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i) margins.values[i] = Margin(pairs[i][0], pairs[i][1]);
}

template <class Options>
[[nodiscard]] Options reshaping_options(Fields& fields, const Options* saved) {
    Options options = saved ? *saved : Options();
    fields("activity_regularizer", options.activity_regularizer);
    return options;
}

template <class Scalar>
[[nodiscard]] Flatten<Scalar> flatten(Fields& fields, const Flatten<Scalar>* saved) {
    fields.only("data_format", "channels_last");
    return Flatten<Scalar>(reshaping_options(fields, saved ? &saved->options() : nullptr));
}

template <class Scalar>
[[nodiscard]] Permute<Scalar> permute(Fields& fields, const Permute<Scalar>* saved) {
    auto dims = saved ? saved->dims() : std::vector<Index>();
    fields("dims", dims);
    return Permute<Scalar>(std::move(dims), reshaping_options(fields, saved ? &saved->options() : nullptr));
}

template <class Scalar>
[[nodiscard]] RepeatVector<Scalar> repeat_vector(Fields& fields, const RepeatVector<Scalar>* saved) {
    Index n = saved ? saved->n() : 0;
    fields("n", n);
    return RepeatVector<Scalar>(n, reshaping_options(fields, saved ? &saved->options() : nullptr));
}

template <class Scalar>
[[nodiscard]] Reshape<Scalar> reshape(Fields& fields, const Reshape<Scalar>* saved) {
    auto target = saved ? saved->target_shape() : std::vector<Index>();
    fields("target_shape", target);
    return Reshape<Scalar>(std::move(target), reshaping_options(fields, saved ? &saved->options() : nullptr));
}

template <class L>
[[nodiscard]] L cropping(Fields& fields, const L* saved) {
    auto cropped = saved ? saved->cropping() : L().cropping();
    margins(fields, "cropping", cropped);
    fields.only("data_format", "channels_last");
    return L(cropped, reshaping_options(fields, saved ? &saved->options() : nullptr));
}

template <class L>
[[nodiscard]] L zero_padding(Fields& fields, const L* saved) {
    auto padded = saved ? saved->padding() : L().padding();
    margins(fields, "padding", padded);
    fields.only("data_format", "channels_last");
    return L(padded, reshaping_options(fields, saved ? &saved->options() : nullptr));
}

template <class Scalar>
[[nodiscard]] UpSampling1D<Scalar> up_sampling_1d(Fields& fields, const UpSampling1D<Scalar>* saved) {
    Index size = saved ? saved->size()[0] : 2;
    fields("size", size);
    return UpSampling1D<Scalar>(size, reshaping_options(fields, saved ? &saved->options() : nullptr));
}

template <class Scalar>
[[nodiscard]] UpSampling2D<Scalar> up_sampling_2d(Fields& fields, const UpSampling2D<Scalar>* saved) {
    PerAxis<2> size = saved ? saved->size() : 2;
    auto options = saved ? saved->options() : UpSampling2DOptions();
    fields("size", size.values);
    fields.choice("interpolation", options.interpolation,
                  {{"nearest", Interpolation::nearest}, {"bilinear", Interpolation::bilinear}});
    fields("activity_regularizer", options.activity_regularizer);
    fields.only("data_format", "channels_last");
    return UpSampling2D<Scalar>(size, std::move(options));
}

template <class Scalar>
[[nodiscard]] UpSampling3D<Scalar> up_sampling_3d(Fields& fields, const UpSampling3D<Scalar>* saved) {
    PerAxis<3> size = saved ? saved->size() : 2;
    fields("size", size.values);
    fields.only("data_format", "channels_last");
    return UpSampling3D<Scalar>(size, reshaping_options(fields, saved ? &saved->options() : nullptr));
}

}  // namespace detail

template <class Scalar>
OCKHAM_FUNC void add_reshaping_layers(Table<AnyLayer<Scalar>>& table) {
    table.add("Cropping1D", detail::cropping<Cropping1D<Scalar>>);
    table.add("Cropping2D", detail::cropping<Cropping2D<Scalar>>);
    table.add("Cropping3D", detail::cropping<Cropping3D<Scalar>>);
    table.add("Flatten", detail::flatten<Scalar>);
    table.add("Permute", detail::permute<Scalar>);
    table.add("RepeatVector", detail::repeat_vector<Scalar>);
    table.add("Reshape", detail::reshape<Scalar>);
    table.add("UpSampling1D", detail::up_sampling_1d<Scalar>);
    table.add("UpSampling2D", detail::up_sampling_2d<Scalar>);
    table.add("UpSampling3D", detail::up_sampling_3d<Scalar>);
    table.add("ZeroPadding1D", detail::zero_padding<ZeroPadding1D<Scalar>>);
    table.add("ZeroPadding2D", detail::zero_padding<ZeroPadding2D<Scalar>>);
    table.add("ZeroPadding3D", detail::zero_padding<ZeroPadding3D<Scalar>>);
}

OCKHAM_INSTANTIATE(void add_reshaping_layers(Table<AnyLayer<float>>&));
OCKHAM_INSTANTIATE(void add_reshaping_layers(Table<AnyLayer<double>>&));

}  // namespace ockham::keras

#endif
