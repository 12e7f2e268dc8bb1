// SPDX-License-Identifier: MIT
#pragma once

// Longer than 250 lines: one check for each kind of thing that has a gradient.

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <type_traits>
#include <vector>

#include <ockham/kernels/reductions.hpp>
#include <ockham/models/sequential.hpp>

namespace ockham {

struct GradientCheckOptions {
    double step = 1e-5;       ///< how far each entry is moved to either side
    double tolerance = 1e-6;  ///< the largest error that passes
};

/// What a gradient check found. `std::cout << report` says it in one line.
class GradientReport final {
public:
    explicit GradientReport(double tolerance) : tolerance_{tolerance} {}

    /// True if no error is beyond the tolerance.
    [[nodiscard]] bool passed() const { return worst_error_ <= tolerance_; }
    /// How many entries were compared, and how many of them lie at a kink.
    [[nodiscard]] Index entries() const { return entries_; }
    [[nodiscard]] Index kinks() const { return kinks_; }
    /// The largest error, |analytic - numeric| / (0.001 + max(|analytic|, |numeric|)), and where it is.
    [[nodiscard]] double worst_error() const { return worst_error_; }
    [[nodiscard]] const std::string& worst_entry() const { return worst_entry_; }
    [[nodiscard]] double analytic() const { return analytic_; }
    [[nodiscard]] double numeric() const { return numeric_; }

    /// `gradient check passed: 152 entries, worst error 2.1e-10 in kernel of dense at (3, 1): analytic 0.5, numeric 0.5`
    [[nodiscard]] std::string to_string() const;
    friend std::ostream& operator<<(std::ostream& out, const GradientReport& report) {
        return out << report.to_string();
    }

    /// Compares every entry of `analytic`, the gradient of `value()` in the entries of `variable`, both (rows, columns).
    template <class Value>
    void compare(const std::string& name, InOut<double> variable, In<double> analytic, double step,
                 Value value) {
        const double here = value();
        for (Index row = 0; row < variable.rows(); ++row)
            for (Index column = 0; column < variable.cols(); ++column) {
                double& entry = variable.data()[row * variable.cols() + column];
                const double kept = entry;
                entry = kept + step;
                const double above = value(), moved_up = entry - kept;
                entry = kept - step;
                const double below = value(), moved_down = kept - entry;
                entry = kept;
                const auto where = [&] {
                    return (Text(name) << " at (" << row << ", " << column << ")").string();
                };
                add(analytic.data()[row * variable.cols() + column], (above - here) / moved_up,
                    (here - below) / moved_down, where);
            }
    }

private:
    template <class Where>
    void add(double analytic, double right, double left, Where where) {
        const auto error_to = [analytic](double slope) {
            return std::abs(analytic - slope) / (1e-3 + std::max(std::abs(analytic), std::abs(slope)));
        };
        double numeric = (left + right) / 2, error = error_to(numeric);
        // At a kink every slope between that to the left and that to the right is right.
        const double nearest = std::clamp(analytic, std::min(left, right), std::max(left, right));
        if (error > tolerance_ && error_to(nearest) <= tolerance_) {
            ++kinks_;
            numeric = nearest;
            error = error_to(nearest);
        }
        ++entries_;
        if (error <= worst_error_ && entries_ > 1) return;
        worst_error_ = std::isnan(error) ? INFINITY : error;
        worst_entry_ = where();
        analytic_ = analytic;
        numeric_ = numeric;
    }

    double tolerance_;
    Index entries_ = 0, kinks_ = 0;
    double worst_error_ = 0, analytic_ = 0, numeric_ = 0;
    std::string worst_entry_ = "nothing";
};

// The functions below are templates, so that a program that does not call them does not compile a model in double.

/// Compares the gradient of a compiled model's whole loss, penalties included, in every parameter that is trained with
/// central differences. Works on a copy, in double, as training does (dropout draws the same mask for each evaluation).
template <std::floating_point Scalar>
[[nodiscard]] GradientReport check_gradients(Sequential<Scalar> model,
                                             const std::type_identity_t<Tensor<Scalar>>& x,
                                             const std::type_identity_t<Tensor<Scalar>>& y,
                                             const GradientCheckOptions& options = {});

/// Compares a layer's gradients, in its input `x` and its parameters, with central differences of a sum over its outputs
/// (before its activation), each weighted differently. Of a layer that is built its weights are used.
template <std::same_as<AnyLayer<double>> Any>
[[nodiscard]] GradientReport check_gradients(Any layer, const Tensor<double>& x,
                                             const GradientCheckOptions& options = {});
template <Layer L>
[[nodiscard]] GradientReport check_gradients(L layer, const Tensor<double>& x,
                                             const GradientCheckOptions& options = {}) {
    return check_gradients(AnyLayer<double>(std::move(layer)), x, options);
}

/// The same for an activation, at the matrix `z`.
template <ActivationFunction A>
[[nodiscard]] GradientReport check_gradients(A activation, const Tensor<double>& z,
                                             const GradientCheckOptions& options = {}) {
    const AnyActivation any(std::move(activation));
    Random random(0);
    Tensor<double> at = z, y = z, dy = z, dz = z;
    for (Index i = 0; i < dy.size(); ++i) dy.data()[i] = random.uniform(-1, 1);
    const auto value = [&] {
        any.forward(std::as_const(at).matrix(), y.matrix());
        return kernels::sum(
            y.size(), [](double a, double b) { return a * b; }, y.data(), dy.data());
    };
    value();
    any.backward(std::as_const(any.gradient_from_output() ? y : at).matrix(), std::as_const(y).matrix(),
                 std::as_const(dy).matrix(), dz.matrix());
    GradientReport report(options.tolerance);
    report.compare("input", at.matrix(), std::as_const(dz).matrix(), options.step, value);
    return report;
}

/// The same for a regularizer, at the matrix `w`.
template <Regularizer R>
[[nodiscard]] GradientReport check_gradients(R regularizer, const Tensor<double>& w,
                                             const GradientCheckOptions& options = {}) {
    const AnyRegularizer any(std::move(regularizer));
    Tensor<double> at = w, dw = w;
    dw.fill(0);
    any.add_gradient(std::as_const(at).matrix(), dw.matrix());
    GradientReport report(options.tolerance);
    report.compare("weight", at.matrix(), std::as_const(dw).matrix(), options.step,
                   [&] { return any.penalty(std::as_const(at).matrix()); });
    return report;
}

/// The same for a loss, in its predictions.
template <Loss L>
[[nodiscard]] GradientReport check_gradients(L loss, const Tensor<double>& y_true,
                                             const Tensor<double>& y_pred,
                                             const GradientCheckOptions& options = {}) {
    const AnyLoss any(std::move(loss));
    const In<double> wanted = y_true.matrix();
    if (wanted.rows() != y_pred.matrix().rows())
        check::fail<ShapeError>("check_gradients",
                                Text("as many rows of y_true as of y_pred, ") << y_pred.matrix().rows(),
                                Text() << wanted.rows());
    any.check_targets(wanted, y_pred.matrix().cols());
    Tensor<double> at = y_pred, gradient = y_pred, values(Shape{wanted.rows(), 1});
    any.gradient(wanted, std::as_const(at).matrix(), gradient.matrix());
    GradientReport report(options.tolerance);
    report.compare("prediction", at.matrix(), std::as_const(gradient).matrix(), options.step, [&] {
        any.value(wanted, std::as_const(at).matrix(), values.matrix());
        return kernels::sum(
            values.size(), [](double v) { return v; }, values.data());
    });
    return report;
}

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/training/trainer.hpp>

namespace ockham {

OCKHAM_FUNC std::string GradientReport::to_string() const {
    Text text("gradient check ");
    text << (passed() ? "passed: " : "FAILED: ") << entries_ << " entries";
    if (kinks_ > 0) text << " (" << kinks_ << " at a kink)";
    text << ", worst error " << worst_error_ << " in " << worst_entry_;
    (text << ": analytic ").print(analytic_, 9);
    (text << ", numeric ").print(numeric_, 9);
    return text.string();
}

template <std::floating_point Scalar>
OCKHAM_FUNC GradientReport check_gradients(Sequential<Scalar> model,
                                           const std::type_identity_t<Tensor<Scalar>>& x,
                                           const std::type_identity_t<Tensor<Scalar>>& y,
                                           const GradientCheckOptions& options) {
    static_assert(std::same_as<Scalar, double>, "gradients are checked in double: write Dense<double>(...)");
    using T = Trainer<Scalar>;
    const Batch<Scalar> batch{x, y, {}};
    T::check_compiled(model, "check_gradients");
    T::check_data(model, batch, T::output_shape(model, x), "");
    T::prepare(model, x);
    const std::vector<Parameter<Scalar>*>& parameters = T::workspace(model).parameters;
    const auto loss = [&] {
        Random random(0);
        LossParts parts = T::forward_loss(model, batch, T::workspace(model), &random);
        parts.activity = activity_penalty(model.layers(), T::workspace(model));
        add_weight_penalties(parameters, parts);
        return parts.total();
    };
    Random random(0);
    T::compute_gradients(model, batch, random);
    GradientReport report(options.tolerance);
    for (const AnyLayer<Scalar>& layer : model.layers())
        for (Parameter<Scalar>* parameter : const_cast<AnyLayer<Scalar>&>(layer).parameters())
            if (parameter->is_trained())
                report.compare((Text(parameter->name) << " of " << layer.name()).string(),
                               parameter->value.matrix(), std::as_const(parameter->gradient).matrix(),
                               options.step, loss);
    return report;
}

template <std::same_as<AnyLayer<double>> Any>
OCKHAM_FUNC GradientReport check_gradients(Any layer, const Tensor<double>& x,
                                           const GradientCheckOptions& options) {
    Random random(0);
    layer.build(x.shape().sample(), random);
    Tensor<double> input = x, y(layer.output_shape().batch(x.samples())), dy = y, dx = x;
    for (Index i = 0; i < dy.size(); ++i) dy.data()[i] = random.uniform(-1, 1);
    const auto run = [&](Pass<double>& pass) {
        Random same(1);
        pass.training = true;
        pass.random = &same;
        layer.forward(input, y, pass);
    };
    const auto value = [&] {
        Pass<double> pass;
        run(pass);
        return kernels::sum(
            y.size(), [](double a, double b) { return a * b; }, y.data(), dy.data());
    };
    for (Parameter<double>* parameter : layer.parameters()) {
        parameter->gradient.resize(parameter->value.shape());
        parameter->gradient.fill(0);
    }
    Pass<double> pass;
    run(pass);
    layer.backward(input, dy, dx, pass);

    GradientReport report(options.tolerance);
    report.compare("input", input.matrix(), std::as_const(dx).matrix(), options.step, value);
    for (Parameter<double>* parameter : layer.parameters())
        if (parameter->trainable)
            report.compare(parameter->name, parameter->value.matrix(),
                           std::as_const(parameter->gradient).matrix(), options.step, value);
    return report;
}

OCKHAM_INSTANTIATE(GradientReport check_gradients(Sequential<double>, const Tensor<double>&,
                                                  const Tensor<double>&, const GradientCheckOptions&));
OCKHAM_INSTANTIATE(GradientReport check_gradients(AnyLayer<double>, const Tensor<double>&,
                                                  const GradientCheckOptions&));

}  // namespace ockham

#endif
