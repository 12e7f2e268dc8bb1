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

    struct Options {
        AnyActivation activation;
        AnyRegularizer activity_regularizer;
        Shape input_shape;
        std::string name;
    };

    explicit Softmax(SoftmaxOptions options = {}) : axis_{std::move(options.axis)} {
        options_ = {AnyActivation(), std::move(options.activity_regularizer), options.input_shape,
                    std::move(options.name)};
        if (is_identity()) options_.activation = activations::softmax;
    }

    [[nodiscard]] const Axes& axis() const { return axis_; }
    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] bool is_identity() const { return axis_ == Axes(-1); }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        if (axis_.of(input.batch(1), "")[0])
            check::fail<ShapeError>("", "an axis of a sample, not that of the samples",
                                    axis_.is_all() ? Text("all axes") : Text() << axis_.list()[0]);
        return input;
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        if (is_identity()) {
            std::copy_n(x.data(), x.size(), y.data());
            return;
        }
        const detail::Groups groups(x.shape(), axis_, "Softmax");
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
        const detail::Groups groups(x.shape(), axis_, "Softmax");
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

    Axes axis_;
    Options options_;
};

static_assert(Layer<Softmax<float>> && Layer<Softmax<double>>);
OCKHAM_BUILT_IN_LAYER(Softmax);

}  // namespace ockham
