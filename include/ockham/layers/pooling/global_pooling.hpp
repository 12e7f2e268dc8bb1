// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/layers/pooling/pooling.hpp>

namespace ockham {

struct GlobalPoolingOptions {
    bool keepdims = false;                     ///< true: y has the axes of x, each with one entry
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

namespace detail {

/// What poolings over all of a sample have in common.
template <std::floating_point ScalarType, int axes>
class GlobalPooling {
public:
    using Scalar = ScalarType;

    [[nodiscard]] const GlobalPoolingOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        check_axes(input, axes);
        Shape shape{input.last()};
        for (int i = 0; options_.keepdims && i < axes; ++i) shape = shape.batch(1);
        return shape;
    }

protected:
    explicit GlobalPooling(GlobalPoolingOptions options) : options_{std::move(options)} {}

    /// The one window that sees all.
    [[nodiscard]] static kernels::Windows window_on(TensorIn<Scalar> x) {
        const Index entries = x.shape().sample().rows();
        return {.axes = {{}, {}, {.in = entries, .size = entries}}, .channels = x.shape().last()};
    }

private:
    GlobalPoolingOptions options_;
};

}  // namespace detail

}  // namespace ockham
