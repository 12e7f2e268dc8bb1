// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/core/groups.hpp>
#include <ockham/initializers/constant.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/instruction_set.hpp>

namespace ockham {

struct PReLUOptions {
    AnyInitializer alpha_initializer = zeros();  ///< first values of alpha
    AnyRegularizer alpha_regularizer = {};       ///< penalty on alpha
    AnyConstraint alpha_constraint = {};         ///< where every update of alpha ends
    std::vector<int> shared_axes = {};  ///< along which alpha is the same; 1 is the first axis of a sample
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
    bool trainable = true;                     ///< false: frozen
};

namespace detail::inline OCKHAM_FLAGS {

template <class Scalar>
OCKHAM_OPTIMIZE void prelu_row(const Scalar* x, const Scalar* alpha, Index step, Scalar* y, Index columns) {
    for (Index j = 0; j < columns; ++j) y[j] = x[j] > 0 ? x[j] : alpha[j * step] * x[j];
}

template <class Scalar>
OCKHAM_OPTIMIZE void prelu_row_backward(const Scalar* x, const Scalar* dy, const Scalar* alpha,
                                        Scalar* dalpha, Index step, Scalar* dx, Index columns) {
    for (Index j = 0; j < columns; ++j) {
        const Scalar slope = x[j] > 0 ? Scalar(1) : x[j] < 0 ? alpha[j * step] : Scalar(0), d = dy[j];
        if (x[j] < 0) dalpha[j * step] += x[j] * d;
        if (dx) dx[j] = slope * d;
    }
}

}  // namespace detail::inline OCKHAM_FLAGS

/// A relu whose slope on the negative side is learnt.
///
///     x, y    (samples, ...)
///     alpha   (...), with 1 in place of the shared axes     "alpha", whose penalty is reported with those of kernels
///
///     y = x where x > 0, otherwise alpha x
///     dx = dy where x > 0, alpha dy where x < 0, 0 at 0;     dalpha = sum of x dy where x < 0, over samples and shared axes
///
/// He et al. (2015), "Delving deep into rectifiers".
template <std::floating_point ScalarType = float>
class PReLU final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "PReLU";

    explicit PReLU(PReLUOptions options = {}) : options_{std::move(options)} {
        alpha_.regularizer = options_.alpha_regularizer;
        alpha_.constraint = options_.alpha_constraint;
        std::vector<int> axes{0};
        for (const int axis : options_.shared_axes) {
            if (axis < 1) check::fail("PReLU", "shared_axes from 1 on", Text() << axis);
            axes.push_back(axis);
        }
        shared_ = Axes(std::move(axes));
    }

    [[nodiscard]] const PReLUOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .trainable = options_.trainable,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }
    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() { return {&alpha_}; }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        (void)shared_.of(input.batch(1), "");
        return input;
    }

    void build(const Shape& input, Random& random) {
        const auto is_shared = shared_.of(input.batch(1), "");
        std::vector<Index> sizes;
        for (int axis = 0; axis < input.rank(); ++axis)
            sizes.push_back(is_shared[static_cast<std::size_t>(axis) + 1] ? 1 : input[axis]);
        alpha_.initialize(Shape(std::span<const Index>(sizes)), options_.alpha_initializer, random);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        const detail::Groups groups(x.shape(), shared_, "PReLU");
        groups.for_each_row([&](Index row, Index group) {
            const Index at = row * groups.columns;
            detail::prelu_row(x.data() + at, alpha_.value.data() + group, groups.step, y.data() + at,
                              groups.columns);
        });
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        const detail::Groups groups(x.shape(), shared_, "PReLU");
        groups.for_each_row([&](Index row, Index group) {
            const Index at = row * groups.columns;
            detail::prelu_row_backward(
                x.data() + at, dy.data() + at, std::as_const(alpha_.value).data() + group,
                alpha_.gradient.data() + group, groups.step, dx ? dx.data() + at : nullptr, groups.columns);
        });
    }

private:
    PReLUOptions options_;
    Axes shared_ = 0;  // with that of the samples
    Parameter<Scalar> alpha_{.name = "alpha", .kind = PenaltyKind::kernel};
};

static_assert(Layer<PReLU<float>> && Layer<PReLU<double>>);
OCKHAM_BUILT_IN_LAYER(PReLU);

}  // namespace ockham
