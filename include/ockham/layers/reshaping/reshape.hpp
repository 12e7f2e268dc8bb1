// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/layers/reshaping/reshaping.hpp>

namespace ockham {

/// The same numbers in another shape, in their order in memory: `Reshape({6, 4, 2})`. Shapes: x (samples, ...), y (samples,
/// target_shape...).
///
/// `target_shape` has 1 to 4 sizes. One of them may be -1: as large as is needed for all numbers.
template <std::floating_point ScalarType = float>
class Reshape final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Reshape";

    explicit Reshape(std::vector<Index> target_shape, ReshapingOptions options = {})
        : target_{std::move(target_shape)}, options_{std::move(options)} {
        if (target_.empty() || target_.size() >= Shape::max_rank)
            check::fail(class_name, "a target_shape of 1 to 4 sizes", Text() << target_.size());
        for (const Index size : target_)
            if (size < -1 || size == 0)
                check::fail(class_name, "positive sizes in target_shape, or -1", Text() << size);
        if (std::count(target_.begin(), target_.end(), -1) > 1)
            check::fail(class_name, "at most one -1 in target_shape", "more");
    }

    [[nodiscard]] const std::vector<Index>& target_shape() const { return target_; }
    [[nodiscard]] const ReshapingOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        std::vector<Index> sizes = target_;
        const auto open = std::find(sizes.begin(), sizes.end(), -1);
        if (open != sizes.end()) *open = 1;
        const Index known = Shape(std::span<const Index>(sizes)).size(), size = input.size();
        if (open == sizes.end() ? known != size : size % known != 0)
            check::fail<ShapeError>("",
                                    Text(open == sizes.end() ? "input of " : "input of a multiple of ")
                                        << known << " numbers",
                                    Text("shape ") << input.to_string_of_batch());
        if (open != sizes.end()) *open = size / known;
        return Shape(std::span<const Index>(sizes));
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        std::copy_n(x.data(), x.size(), y.data());
    }

    void backward(TensorIn<Scalar>, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx) std::copy_n(dy.data(), dy.size(), dx.data());
    }

private:
    std::vector<Index> target_;
    ReshapingOptions options_;
};

static_assert(Layer<Reshape<float>> && Layer<Reshape<double>>);
OCKHAM_BUILT_IN_LAYER(Reshape);

}  // namespace ockham
