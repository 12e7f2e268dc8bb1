// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/layer.hpp>

namespace ockham {

/// What all layers have that only move numbers.
struct ReshapingOptions {
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

namespace detail {

/// Fails unless samples of shape `input` have so many axes, and channels.
[[gnu::noinline]] inline void check_axes(const Shape& input, int axes) {
    if (input.rank() != axes + 1)
        check::fail<ShapeError>(
            "", Text("input with ") << axes << (axes == 1 ? " axis" : " axes") << " and channels",
            Text("shape ") << input.to_string_of_batch());
}

}  // namespace detail

}  // namespace ockham
