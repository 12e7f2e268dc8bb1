// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/core/axes.hpp>
#include <ockham/initializers/constant.hpp>
#include <ockham/kernels/column_statistics.hpp>
#include <ockham/kernels/normalization.hpp>
#include <ockham/kernels/permute.hpp>

namespace ockham {

struct LayerNormalizationOptions {
    Axes axis = -1;          ///< over which mean and variance are taken; not 0, that of the samples
    double epsilon = 0.001;  ///< added to the variance, >= 0
    bool center = true;      ///< false: beta = 0
    bool scale = true;       ///< false: gamma = 1
    AnyInitializer beta_initializer = zeros();  ///< first values of beta
    AnyInitializer gamma_initializer = ones();  ///< first values of gamma
    AnyRegularizer beta_regularizer = {};       ///< penalty on beta, counted with the biases'
    AnyRegularizer gamma_regularizer = {};      ///< penalty on gamma, counted with the kernels'
    AnyRegularizer activity_regularizer = {};   ///< penalty on y, divided by the number of samples
    AnyConstraint beta_constraint = {};         ///< where every update of beta ends
    AnyConstraint gamma_constraint = {};        ///< where every update of gamma ends
    Shape input_shape = {};                     ///< of one sample; found from the data if empty
    std::string name = {};                      ///< given by the model if empty
    bool trainable = true;                      ///< false: frozen
};

/// Each position of each sample with mean 0 and standard deviation 1 over some axes, and then scaled and moved.
///
///     y = gamma (x - mean) / sqrt(variance + epsilon) + beta
///
///     x, y           (samples, ...)
///     gamma, beta    the sizes of the axes, in ascending order: (features) for the last one
///
/// Mean and variance (the mean squared distance from the mean) are over these axes. With s = 1 / sqrt(variance + epsilon),
/// h = (x - mean) s and g = dy gamma:
///
///     dbeta = sum of dy,    dgamma = sum of dy h,    dx = s (g - (mean of g) - h (mean of g h))
///
/// where sums are over the other axes, and means over these. Axes that are counted from both ends are sorted as they are written,
/// as in Keras: gamma of axes {1, -1} has that of -1 first, while its numbers lie as for {1, 2}.
///
/// Ba, Kiros & Hinton (2016), "Layer normalization".
template <std::floating_point ScalarType = float>
class LayerNormalization final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "LayerNormalization";

    explicit LayerNormalization(LayerNormalizationOptions options = {}) : options_{std::move(options)} {
        check::non_negative(class_name, "epsilon", options_.epsilon);
        if (options_.axis.is_all()) check::fail(class_name, "one or more axes", "Axes::all()");
        gamma_.regularizer = options_.gamma_regularizer;
        gamma_.constraint = options_.gamma_constraint;
        beta_.regularizer = options_.beta_regularizer;
        beta_.constraint = options_.beta_constraint;
    }

    [[nodiscard]] const LayerNormalizationOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .trainable = options_.trainable,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() {
        std::vector<Parameter<Scalar>*> all;
        if (options_.scale) all.push_back(&gamma_);
        if (options_.center) all.push_back(&beta_);
        return all;
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        const Shape shape = parameter_shape(input);
        for (const Parameter<Scalar>* parameter : {&gamma_, &beta_})
            if (!parameter->value.empty() && parameter->value.shape() != shape)
                check::fail<ShapeError>("",
                                        Text("input for a ") << parameter->name << " of shape "
                                                             << parameter->value.shape().to_string(),
                                        Text("shape ") << input.to_string_of_batch());
        return input;
    }

    void build(const Shape& input, Random& random) {
        const Shape shape = parameter_shape(input);
        if (options_.scale) gamma_.initialize(shape, options_.gamma_initializer, random);
        if (options_.center) beta_.initialize(shape, options_.beta_initializer, random);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        const Layout of = layout(x.shape());
        const Scalar* from = x.data();
        Scalar* to = y.data();
        if (of.moves) {
            Scalar* const moved = pass.tensor(moved_x, x.shape()).data();
            kernels::permute(of.order, x.shape(), from, moved);
            from = moved;
            to = pass.tensor(moved_y, x.shape()).data();
        }
        Scalar* const means = pass.tensor(statistics, {2, of.rows}).data();
        const Scalar* const beta =
            options_.center ? beta_.value.data() : filled(pass.tensor(zeros_of_row, {of.columns}), 0);
        kernels::normalize_rows(of.rows, of.columns, from, gamma_or_ones(of, pass), beta, options_.epsilon,
                                means, means + of.rows, to);
        if (of.moves) kernels::permute<Scalar>(kernels::inverse(of.order), of.moved, to, y.data());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        const Layout of = layout(x.shape());
        const Scalar *from = x.data(), *gradient = dy.data();
        Scalar* to = dx.data();
        if (of.moves) {
            from = pass.tensor(moved_x).data();
            Scalar* const moved = pass.tensor(moved_y, x.shape()).data();
            kernels::permute(of.order, x.shape(), gradient, moved);
            gradient = moved;
            to = pass.tensor(moved_dx, x.shape()).data();
        }
        const Scalar* const means = std::as_const(pass.tensor(statistics)).data();
        const Scalar* const scales = means + of.rows;
        if (dx) {
            kernels::normalize_rows_backward(of.rows, of.columns, gradient, from, gamma_or_ones(of, pass),
                                             means, scales, to);
            if (of.moves) kernels::permute<Scalar>(kernels::inverse(of.order), of.moved, to, dx.data());
        }
        if (!options_.scale && !options_.center) return;
        Scalar* const sums = pass.tensor(gradients, {2, of.columns}).data();
        Scalar* const products = sums + of.columns;
        kernels::column_products(of.rows, of.columns, gradient, from, means, scales, pass.tensor(scratch),
                                 sums, products);
        for (Index j = 0; j < of.columns; ++j) {
            if (options_.scale) gamma_.gradient.data()[j] += products[j];
            if (options_.center) beta_.gradient.data()[j] += sums[j];
        }
    }

private:
    static constexpr int statistics = 0, ones_of_row = 1, zeros_of_row = 2, moved_x = 3, moved_y = 4,
                         moved_dx = 5, gradients = 6, scratch = 7;

    /// How a batch is seen as rows over which to take the mean: with the axes in an order in which those of the mean come last.
    struct Layout {
        Index rows = 1, columns = 1;
        bool moves = false;  // that is another order
        kernels::AxisOrder order = kernels::same_order;
        Shape moved = {};
    };

    /// True for those of the axes of a batch over which the mean is taken.
    [[nodiscard]] std::array<bool, Shape::max_rank> taken(int rank) const {
        std::array<bool, Shape::max_rank> taken{};
        for (const int axis : options_.axis.list())
            taken[static_cast<std::size_t>(axis < 0 ? axis + rank : axis)] = true;
        return taken;
    }

    [[nodiscard]] Shape parameter_shape(const Shape& input) const {
        const int rank = input.rank() + 1;
        std::vector<Index> sizes;
        std::array<bool, Shape::max_rank> found{};
        std::vector<int> axes = options_.axis.list();
        std::sort(axes.begin(), axes.end());
        for (const int axis : axes) {
            const int at = axis < 0 ? axis + rank : axis;
            if (at < 1 || at >= rank)
                check::fail<ShapeError>("", Text("input whose samples have axis ") << axis,
                                        Text("shape ") << input.to_string_of_batch());
            bool& which = found[static_cast<std::size_t>(at)];
            if (which)
                check::fail<ShapeError>("", "each axis once",
                                        Text("axis ")
                                            << axis << " twice for shape " << input.to_string_of_batch());
            which = true;
            sizes.push_back(input[at - 1]);
        }
        return Shape(std::span<const Index>(sizes));
    }

    [[nodiscard]] Layout layout(const Shape& batch) const {
        const auto is_taken = taken(batch.rank());
        Layout of;
        std::size_t place = 0;
        for (const bool last : {false, true})
            for (int axis = 0; axis < batch.rank(); ++axis) {
                if (is_taken[static_cast<std::size_t>(axis)] != last) continue;
                (last ? of.columns : of.rows) *= batch[axis];
                of.moves = of.moves || of.order[place] != axis;
                of.order[place++] = axis;
            }
        std::array<Index, Shape::max_rank> sizes{};
        for (std::size_t i = 0; i < place; ++i) sizes[i] = batch[of.order[i]];
        of.moved = Shape(std::span<const Index>(sizes).first(place));
        return of;
    }

    static const Scalar* filled(Tensor<Scalar>& tensor, Scalar value) {
        tensor.fill(value);
        return tensor.data();
    }

    [[nodiscard]] const Scalar* gamma_or_ones(const Layout& of, Pass<Scalar>& pass) const {
        return options_.scale ? gamma_.value.data() : filled(pass.tensor(ones_of_row, {of.columns}), 1);
    }

    LayerNormalizationOptions options_;
    Parameter<Scalar> gamma_{.name = "gamma", .kind = PenaltyKind::kernel};
    Parameter<Scalar> beta_{.name = "beta", .kind = PenaltyKind::bias};
};

static_assert(Layer<LayerNormalization<float>> && Layer<LayerNormalization<double>>);
OCKHAM_BUILT_IN_LAYER(LayerNormalization);

}  // namespace ockham
