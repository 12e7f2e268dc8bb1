// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/kernels/permute.hpp>
#include <ockham/layers/reshaping/reshaping.hpp>

namespace ockham {

/// The axes of each sample in another order: axis k of y is axis `dims[k]` of x, where axes count from 1, as in Keras.
/// `Permute({2, 1})` is the transposition.
///
///     x    (samples, n_1, n_2, ...)
///     y    (samples, n_dims[0], n_dims[1], ...)
template <std::floating_point ScalarType = float>
class Permute final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Permute";

    explicit Permute(std::vector<Index> dims, ReshapingOptions options = {})
        : dims_{std::move(dims)}, options_{std::move(options)} {
        if (dims_.empty() || dims_.size() >= Shape::max_rank)
            check::fail(class_name, "1 to 4 dims", Text() << dims_.size());
        std::array<bool, Shape::max_rank> found{};
        for (const Index axis : dims_) {
            if (axis < 1 || axis > static_cast<Index>(dims_.size()) || found[static_cast<std::size_t>(axis)])
                check::fail(class_name, Text("each of 1 to ") << dims_.size() << " once in dims",
                            Text() << axis);
            found[static_cast<std::size_t>(axis)] = true;
        }
    }

    [[nodiscard]] const std::vector<Index>& dims() const { return dims_; }
    [[nodiscard]] const ReshapingOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        if (input.rank() != static_cast<int>(dims_.size()))
            check::fail<ShapeError>("", Text("input of rank ") << dims_.size() + 1,
                                    Text("shape ") << input.to_string_of_batch());
        std::vector<Index> sizes;
        for (const Index axis : dims_) sizes.push_back(input[static_cast<int>(axis) - 1]);
        return Shape(std::span<const Index>(sizes));
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        kernels::permute(order(), x.shape(), x.data(), y.data());
    }

    void backward(TensorIn<Scalar>, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        if (dx) kernels::permute(kernels::inverse(order()), dy.shape(), dy.data(), dx.data());
    }

private:
    /// With the samples as axis 0.
    [[nodiscard]] kernels::AxisOrder order() const {
        kernels::AxisOrder order = kernels::same_order;
        for (std::size_t i = 0; i < dims_.size(); ++i) order[i + 1] = static_cast<int>(dims_[i]);
        return order;
    }

    std::vector<Index> dims_;
    ReshapingOptions options_;
};

static_assert(Layer<Permute<float>> && Layer<Permute<double>>);
OCKHAM_BUILT_IN_LAYER(Permute);

}  // namespace ockham
