// SPDX-License-Identifier: MIT
#pragma once

// Longer than 250 lines: what is reported, and how it is found.

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/models/sequential.hpp>

namespace ockham {

struct SparsityReportOptions {
    double threshold = 1e-3;  ///< numbers of at most this size are near zero
    Index batch_size = 32;    ///< samples that go through the model at a time
};

/// What `sparsity_report` tells about one parameter, or about what one layer puts out.
///
/// A norm of outputs is that of a sample, and averaged as its penalty is: sum |y| / samples, and the root of sum
/// y^2 / samples. So `l1(f)` adds f times the L1 norm to the loss, be it on weights or outputs, and `l2(f)` adds f
/// times the square of the L2 norm.
struct SparsityRow {
    /// A kernel (and what else has its penalty counted with those of kernels), a bias, statistics that no gradient
    /// moves, or what the layer puts out.
    enum class Kind { kernel, bias, statistic, output };

    std::string layer = {};  ///< its name: `dense`
    std::string type = {};   ///< `Dense`
    std::string part = {};   ///< the name of the parameter: `kernel`; or `output`
    Kind kind = Kind::kernel;
    Index size = 0;                ///< how many numbers; of outputs, for one sample
    double zeros = 0;              ///< the share of them that is zero, from 0 to 1
    double near_zeros = 0;         ///< the share of which the size is `threshold` or less: zeros count
    double l1_norm = 0;            ///< sum |w|
    double l2_norm = 0;            ///< sqrt(sum w^2)
    std::string regularizer = {};  ///< as `summary` shows it: `l1(0.001)`; nothing if there is none
    double penalty = 0;            ///< what it adds to the loss; nothing if the layer is frozen
};

/// What `sparsity_report` returns: a row for each parameter and for the output of each layer, in order.
struct SparsityReport {
    std::vector<SparsityRow> rows = {};
    double threshold = 0;        ///< what counted as near zero
    double loss = std::nan("");  ///< with penalties; NaN if the report was made without targets

    /// The row of a layer's parameter, or of its `output`. An unknown one is an `ArgumentError` that lists the
    /// known ones.
    [[nodiscard]] const SparsityRow& row(std::string_view layer, std::string_view part) const;

    /// All rows of a kind as if they were one.
    [[nodiscard]] SparsityRow all(SparsityRow::Kind kind) const;

    /// What all penalties together add to the loss.
    [[nodiscard]] double penalties() const;

    /// The rows as a table, and a line about all kernels. With targets there is a column with the share of the loss.
    [[nodiscard]] std::string summary() const;

private:
    [[gnu::cold]] static Text percent(double share) {
        return Text(Text().print(100 * share, 1, 'f') << " %");
    }
};

/// Looks for zeros in a model: how many of its weights, and of the numbers that its layers put out for `x`, are
/// zero or nearly so, how large they are, and what each penalty adds to the loss.
///
///     std::cout << sparsity_report(model, x).summary();
///     const double share = sparsity_report(model, x, {.threshold = 0}).row("dense", "kernel").zeros;
///
/// Layers put out what they do in `predict`, after their activations. Penalties are those of `evaluate`.
///
/// Errors: a model that is not built, no samples or samples of another shape, a threshold that is negative or not
/// finite, a `batch_size` that is not positive.
template <std::floating_point Scalar>
[[nodiscard]] SparsityReport sparsity_report(const Sequential<Scalar>& model,
                                             const std::type_identity_t<Tensor<Scalar>>& x,
                                             const SparsityReportOptions& options = {});

/// The same with the loss, for targets `y` of which the model is compiled to have one: its `summary` then shows
/// each penalty's share.
template <std::floating_point Scalar>
[[nodiscard]] SparsityReport sparsity_report(const Sequential<Scalar>& model,
                                             const std::type_identity_t<Tensor<Scalar>>& x,
                                             const std::type_identity_t<Tensor<Scalar>>& y,
                                             const SparsityReportOptions& options = {});

}  // namespace ockham

#if OCKHAM_BODIES

#include <algorithm>
#include <cmath>

#include <ockham/models/propagation.hpp>
#include <ockham/models/summary.hpp>
#include <ockham/training/evaluate.hpp>
#include <ockham/training/trainer.hpp>

namespace ockham {

OCKHAM_FUNC const SparsityRow& SparsityReport::row(std::string_view layer, std::string_view part) const {
    Text known("one of ");
    for (const SparsityRow& each : rows) {
        if (each.layer == layer && each.part == part) return each;
        known << (&each == rows.data() ? "'" : ", '") << each.layer << "' '" << each.part << "'";
    }
    check::fail("SparsityReport", known, Text("'") << layer << "' '" << part << "'");
}

OCKHAM_FUNC SparsityRow SparsityReport::all(SparsityRow::Kind kind) const {
    SparsityRow all{.kind = kind};
    double zeros = 0, near_zeros = 0, squares = 0;
    for (const SparsityRow& each : rows) {
        if (each.kind != kind) continue;
        const auto size = static_cast<double>(each.size);
        all.size += each.size;
        zeros += each.zeros * size;
        near_zeros += each.near_zeros * size;
        all.l1_norm += each.l1_norm;
        squares += each.l2_norm * each.l2_norm;
        all.penalty += each.penalty;
    }
    if (all.size > 0) {
        all.zeros = zeros / static_cast<double>(all.size);
        all.near_zeros = near_zeros / static_cast<double>(all.size);
    }
    all.l2_norm = std::sqrt(squares);
    return all;
}

OCKHAM_FUNC double SparsityReport::penalties() const {
    double sum = 0;
    for (const SparsityRow& each : rows) sum += each.penalty;
    return sum;
}

OCKHAM_FUNC std::string SparsityReport::summary() const {
    const bool judged = std::isfinite(loss) && loss != 0;
    detail::Table table(judged ? "llrrrrrlrr" : "llrrrrrlr");
    for (const char* title : {"Layer (type)", "Part", "Numbers", "Zero"}) table.add(title);
    table.add(Text("<= ") << threshold);
    for (const char* title : {"L1 norm", "L2 norm", "Penalty", "Adds"}) table.add(title);
    if (judged) table.add("Of the loss");
    const SparsityRow* before = nullptr;
    for (const SparsityRow& row : rows) {
        const bool first = before == nullptr || before->layer != row.layer;
        table.add(first ? Text(row.layer) << " (" << row.type << ")" : Text());
        table.add(row.part);
        table.add(detail::with_commas(row.size));
        table.add(percent(row.zeros));
        table.add(percent(row.near_zeros));
        table.add(Text().print(row.l1_norm, 4));
        table.add(Text().print(row.l2_norm, 4));
        table.add(row.regularizer);
        table.add(row.regularizer.empty() ? Text() : Text().print(row.penalty, 4));
        if (judged) table.add(row.regularizer.empty() ? Text() : percent(row.penalty / loss));
        before = &row;
    }
    Text text;
    table.write(text);
    const SparsityRow kernels = all(SparsityRow::Kind::kernel);
    text << " Kernels: " << percent(kernels.near_zeros) << " of " << detail::with_commas(kernels.size)
         << " numbers near zero, L2 norm ";
    text.print(kernels.l2_norm, 4) << "\n";
    if (judged) {
        (text << " Loss: ").print(loss, 4);
        (text << ", of which penalties ").print(penalties(), 4)
            << " (" << percent(penalties() / loss) << ")\n";
    }
    return text.string();
}

}  // namespace ockham

namespace ockham::detail {

/// Sums over numbers, of which shares and norms are made.
struct SparsitySums {
    double count = 0, zeros = 0, near_zeros = 0, sizes = 0, squares = 0;

    template <std::floating_point Scalar>
    void add(TensorIn<Scalar> numbers, double threshold) {
        for (Index i = 0; i < numbers.size(); ++i) {
            const double size = std::abs(static_cast<double>(numbers.data()[i]));
            zeros += size == 0 ? 1 : 0;
            near_zeros += size <= threshold ? 1 : 0;
            sizes += size;
            squares += size * size;
        }
        count += static_cast<double>(numbers.size());
    }

    /// Writes what is known after `samples` samples.
    void write(SparsityRow& row, double samples) const {
        row.size = static_cast<Index>(count / samples);
        if (count == 0) return;
        row.zeros = zeros / count;
        row.near_zeros = near_zeros / count;
        row.l1_norm = sizes / samples;
        row.l2_norm = std::sqrt(squares / samples);
    }
};

}  // namespace ockham::detail

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC SparsityReport sparsity_report(const Sequential<Scalar>& model,
                                           const std::type_identity_t<Tensor<Scalar>>& x,
                                           const SparsityReportOptions& options) {
    const char* who = "sparsity_report";
    check::non_negative(who, "threshold", options.threshold);
    check::positive(who, "batch_size", options.batch_size);
    if (!model.is_built()) check::fail(who, "a built model; call build() or fit() first", "an unbuilt one");
    if (x.samples() == 0) check::fail<ShapeError>(who, "at least one sample in x", "none");
    (void)Trainer<Scalar>::output_shape(model, x);  // fails if the model cannot take x

    const std::vector<AnyLayer<Scalar>>& layers = model.layers();
    const auto samples = static_cast<double>(x.samples());
    std::vector<detail::SparsitySums> sums(layers.size());
    std::vector<double> penalties(layers.size());
    Workspace<Scalar> workspace;
    for (Index first = 0; first < x.samples(); first += options.batch_size) {
        const Index count = std::min(options.batch_size, x.samples() - first);
        forward(layers, x.view().rows(first, count), workspace);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const TensorIn<Scalar> output = std::as_const(workspace.nodes[i].output).view();
            sums[i].add(output, options.threshold);
            // That of a batch is divided by its samples, and weighs as many in the mean over the batches.
            penalties[i] += layers[i].activity_regularizer().penalty(output.matrix()) / samples;
        }
    }

    SparsityReport report{.threshold = options.threshold};
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const SparsityRow layer{.layer = layers[i].name(), .type = layers[i].class_name()};
        layers[i].look_at_parameters([&](const Parameter<Scalar>& parameter) {
            using Kind = SparsityRow::Kind;
            SparsityRow row = layer;
            row.part = parameter.name;
            row.kind = !parameter.trainable                    ? Kind::statistic
                       : parameter.kind == PenaltyKind::kernel ? Kind::kernel
                                                               : Kind::bias;
            row.regularizer = parameter.regularizer.description();
            if (parameter.is_trained()) row.penalty = parameter.regularizer.penalty(parameter.value.matrix());
            detail::SparsitySums of_parameter;
            of_parameter.add(parameter.value.view(), options.threshold);
            of_parameter.write(row, 1);
            report.rows.push_back(row);
        });
        SparsityRow row = layer;
        row.part = "output";
        row.kind = SparsityRow::Kind::output;
        row.regularizer = layers[i].activity_regularizer().description();
        row.penalty = penalties[i];
        sums[i].write(row, samples);
        report.rows.push_back(row);
    }
    return report;
}

template <std::floating_point Scalar>
OCKHAM_FUNC SparsityReport sparsity_report(const Sequential<Scalar>& model,
                                           const std::type_identity_t<Tensor<Scalar>>& x,
                                           const std::type_identity_t<Tensor<Scalar>>& y,
                                           const SparsityReportOptions& options) {
    SparsityReport report = sparsity_report(model, x, options);
    report.loss = model.evaluate(x, y, {.batch_size = options.batch_size})["loss"];
    return report;
}

OCKHAM_INSTANTIATE(SparsityReport sparsity_report(const Sequential<float>&, const Tensor<float>&,
                                                  const SparsityReportOptions&));
OCKHAM_INSTANTIATE(SparsityReport sparsity_report(const Sequential<double>&, const Tensor<double>&,
                                                  const SparsityReportOptions&));
OCKHAM_INSTANTIATE(SparsityReport sparsity_report(const Sequential<float>&, const Tensor<float>&,
                                                  const Tensor<float>&, const SparsityReportOptions&));
OCKHAM_INSTANTIATE(SparsityReport sparsity_report(const Sequential<double>&, const Tensor<double>&,
                                                  const Tensor<double>&, const SparsityReportOptions&));

}  // namespace ockham

#endif
