// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <ockham/core/layer.hpp>
#include <ockham/core/window.hpp>
#include <ockham/kernels/pooling.hpp>
#include <ockham/layers/reshaping/reshaping.hpp>

namespace ockham {

template <int axes>
struct PoolingOptions {
    PerAxis<axes> strides = 0;                 ///< how far the window moves; 0: as far as it is long
    Padding padding = Padding::valid;          ///< valid or same
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

namespace detail {

/// The windows on a sample of shape `input`, for an axis each. Fails if it has other axes, or is smaller than a window.
inline kernels::Windows windows_on(const Shape& input, int axes, const Index* sizes, const Index* strides,
                                   Padding padding) {
    check_axes(input, axes);
    kernels::Windows windows{.axes = {}, .channels = input.last()};
    Index most = 1;
    for (int i = 0; i < axes; ++i) {
        const Window window{.size = sizes[i], .stride = strides[i], .padding = padding};
        const Index in = input[i], out = window.positions(in);
        if (out < 1)
            check::fail<ShapeError>(
                "", Text("at least ") << sizes[i] << " entries along axis " << i + 1 << ", as the window has",
                Text("shape ") << input.to_string_of_batch());
        windows.axes[3 - axes + i] = {in, out, sizes[i], strides[i], window.before(in)};
        most *= std::min(in, sizes[i]);
    }
    if (most > (1 << 24))  // a float tells no more entries of a window apart
        check::fail<ShapeError>("", "windows of at most 16777216 entries", Text() << most);
    return windows;
}

/// What max and average pooling along any number of axes have in common.
template <std::floating_point ScalarType, int axes>
class Pooling {
public:
    using Scalar = ScalarType;

    [[nodiscard]] const PerAxis<axes>& pool_size() const { return pool_size_; }
    [[nodiscard]] const PerAxis<axes>& strides() const { return options_.strides; }
    [[nodiscard]] const PoolingOptions<axes>& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        const kernels::Windows windows = windows_on(input);
        Index sizes[axes + 1];
        for (int i = 0; i < axes; ++i) sizes[i] = windows.axes[3 - axes + i].out;
        sizes[axes] = windows.channels;
        return Shape(std::span<const Index>(sizes));
    }

protected:
    Pooling(std::string_view who, const PerAxis<axes>& pool_size, PoolingOptions<axes> options)
        : pool_size_{pool_size}, options_{std::move(options)} {
        check::sizes(who, "pool_size", pool_size);
        check::sizes(who, "strides", options_.strides, true);
        if (options_.padding == Padding::causal) check::fail(who, "padding to be valid or same", "causal");
        for (int i = 0; i < axes; ++i)
            if (Index& stride = options_.strides.values[static_cast<std::size_t>(i)]; stride == 0)
                stride = pool_size[i];
    }

    [[nodiscard]] kernels::Windows windows_on(const Shape& input) const {
        return detail::windows_on(input, axes, pool_size_.values.data(), options_.strides.values.data(),
                                  options_.padding);
    }

private:
    PerAxis<axes> pool_size_;
    PoolingOptions<axes> options_;
};

}  // namespace detail

}  // namespace ockham
