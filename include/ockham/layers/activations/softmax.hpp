// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <ockham/activations/softmax.hpp>
#include <ockham/core/any_layer.hpp>
#include <ockham/core/groups.hpp>

namespace ockham {

struct SoftmaxOptions {
    Axes axis = -1;  ///< along which a distribution lies: -1 the last, 1 the first of a sample
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// Makes distributions of numbers. Shapes of x and y: (samples, ...).
///
///     y = exp(x) / sum of exp(x) along `axis`,     dx = y (dy - sum of y dy along `axis`)
///
/// Along -1 it is a layer with `activations::softmax`, through which crossentropies look. Along other axes, or several, the layer
/// computes it itself.
template <std::floating_point ScalarType = float>
class Softmax final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Softmax";

    explicit Softmax(SoftmaxOptions options = {}) : options_{std::move(options)} {}

    [[nodiscard]] const SoftmaxOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activation = is_identity() ? AnyActivation(activations::softmax) : AnyActivation(),
                .activity_regularizer = options_.activity_regularizer};
    }
    [[nodiscard]] bool is_identity() const { return options_.axis == Axes(-1); }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        if (options_.axis.of(input.batch(1), "")[0])
            check::fail<ShapeError>(
                "", "an axis of a sample, not that of the samples",
                options_.axis.is_all() ? Text("all axes") : Text() << options_.axis.list()[0]);
        return input;
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        if (is_identity()) {
            std::copy_n(x.data(), x.size(), y.data());
            return;
        }
        const detail::Groups groups(x.shape(), options_.axis, "Softmax");
        Scalar* largest = pass.tensor(0, {groups.count}).data();
        Scalar* total = pass.tensor(1, {groups.count}).data();
        std::fill_n(largest, groups.count, std::numeric_limits<Scalar>::lowest());
        std::fill_n(total, groups.count, Scalar(0));
        for_each_entry(groups,
                       [&](Index i, Index group) { largest[group] = std::max(largest[group], x.data()[i]); });
        for_each_entry(groups, [&](Index i, Index group) {
            y.data()[i] = std::exp(x.data()[i] - largest[group]);
            total[group] += y.data()[i];
        });
        Scalar* kept = pass.tensor(2, x.shape()).data();
        for_each_entry(groups, [&](Index i, Index group) { kept[i] = y.data()[i] /= total[group]; });
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        if (!dx) return;
        if (is_identity()) {
            std::copy_n(dy.data(), dy.size(), dx.data());
            return;
        }
        const detail::Groups groups(x.shape(), options_.axis, "Softmax");
        Scalar* mean = pass.tensor(1, {groups.count}).data();
        const Scalar* y = pass.tensor(2).data();
        std::fill_n(mean, groups.count, Scalar(0));
        for_each_entry(groups, [&](Index i, Index group) { mean[group] += y[i] * dy.data()[i]; });
        for_each_entry(groups,
                       [&](Index i, Index group) { dx.data()[i] = y[i] * (dy.data()[i] - mean[group]); });
    }

private:
    template <class Look>
    static void for_each_entry(const detail::Groups& groups, Look look) {
        groups.for_each_row([&](Index row, Index group) {
            for (Index j = 0; j < groups.columns; ++j)
                look(row * groups.columns + j, group + j * groups.step);
        });
    }

    SoftmaxOptions options_;
};

static_assert(Layer<Softmax<float>> && Layer<Softmax<double>>);
OCKHAM_BUILT_IN_LAYER(Softmax);

}  // namespace ockham
