// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/analysis/sparsity_report.hpp>
#include <ockham/core/build.hpp>
#include <ockham/training/callbacks/monitor.hpp>
#include <ockham/training/history.hpp>
#include <ockham/training/options.hpp>

namespace ockham {

/// How to train the models of a `regularization_path`.
template <std::floating_point Scalar>
struct RegularizationPathOptions {
    FitOptions<Scalar> fit = {};  ///< how to train each, silently
    double threshold = 1e-3;      ///< numbers of at most this size are near zero
    int threads = 0;              ///< how many models are trained at a time; 0: as many as there are cores
};

/// What `regularization_path` returns. Of everything there is one for each factor.
struct RegularizationPath {
    std::vector<double> factors = {};

    /// What `evaluate` says of the trained model, on the samples for training, and with `val_` on those for
    /// validation; and
    ///
    ///     kernel_norm        the L2 norm of all kernels together
    ///     kernel_sparsity    the share of their numbers whose size is `threshold` or less
    ///     output_sparsity    the same of what the layers put out for the samples for training
    std::vector<Results> scores = {};

    std::vector<SparsityReport> reports = {};  ///< of the trained models, on the samples for training
    std::vector<History> histories = {};       ///< how training went

    /// The score `name` at every factor. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] std::vector<double> operator[](std::string_view name) const;

    /// The factor whose score `name` is best: least or largest, as `mode` says. Of factors that are equally good it
    /// is the largest, which makes the simplest model.
    [[nodiscard]] double best_factor(std::string_view name = "val_data_loss",
                                     MonitorMode mode = MonitorMode::automatic) const;

    /// A table of the data loss, the metrics, the kernels' norm and the shares of zeros: a line for each factor.
    [[nodiscard]] std::string summary() const;
};

namespace detail {

/// The numbers that a model computes in.
template <class Model>
struct ScalarOf;
template <std::floating_point Scalar>
struct ScalarOf<Sequential<Scalar>> {
    using Type = Scalar;
};

/// Fails unless a path can be trained for these factors and options.
void check_path(const std::vector<double>& factors, double threshold, int threads);

/// Trains `models`, one for each factor.
template <std::floating_point Scalar>
RegularizationPath train_path(std::vector<Sequential<Scalar>>& models, const std::vector<double>& factors,
                              const Tensor<Scalar>& x, const Tensor<Scalar>& y,
                              const RegularizationPathOptions<Scalar>& options);

}  // namespace detail

/// Trains a model for each of several penalty factors, to see what the penalty does: scores in training and
/// validation, norms of the weights, and how many numbers become zero.
///
///     const auto make_model = [](double factor) {
///         Sequential model{Dense(16, {.activation = activations::relu, .kernel_regularizer = l1(factor)}), Dense(3)};
///         model.compile({.loss = MeanSquaredError()});
///         return model;
///     };
///     const RegularizationPath path = regularization_path(make_model, log_space(1e-5, 1, 11), x, y,
///                                                         {.fit = {.epochs = 200, .validation_data = test}});
///     std::cout << path.summary() << path.best_factor();
///     plot(path).save("path.svg");
///
/// `make_model(factor)` returns a compiled `Sequential`, made anew each time; models of one seed start from the
/// same weights, so that they differ by the penalty alone. It is called for one factor after the other, before
/// training begins. `fit` is silent whatever its `verbose` is. Scores are those of `evaluate` after training:
/// unlike those of a history, all of them are of the same weights.
///
/// Models are trained in several threads at a time. What comes out is the same, bit for bit, for any number of
/// them. Callbacks are copied for each model; those that share something (by `std::ref`, or by writing to one file)
/// need `.threads = 1`.
///
/// Errors: those of `fit`, no factors, or factors that are negative or not finite, a `threshold` that is, `threads`
/// out of [0, 1024].
template <class MakeModel, class Scalar = typename detail::ScalarOf<
                               std::remove_cvref_t<std::invoke_result_t<MakeModel&, double>>>::Type>
[[nodiscard]] RegularizationPath regularization_path(
    MakeModel&& make_model, const std::vector<double>& factors, const std::type_identity_t<Tensor<Scalar>>& x,
    const std::type_identity_t<Tensor<Scalar>>& y,
    const std::type_identity_t<RegularizationPathOptions<Scalar>>& options = {}) {
    detail::check_path(factors, options.threshold, options.threads);
    std::vector<Sequential<Scalar>> models;
    for (const double factor : factors) models.push_back(make_model(factor));
    return detail::train_path(models, factors, x, y, options);
}

}  // namespace ockham

#if OCKHAM_BODIES

#include <algorithm>

#include <ockham/analysis/in_parallel.hpp>
#include <ockham/analysis/scores.hpp>
#include <ockham/training/trainer.hpp>

namespace ockham::detail {

/// The samples from number `first` on, `count` of them, or nothing of nothing.
template <std::floating_point Scalar>
Tensor<Scalar> some_rows(const Tensor<Scalar>& data, Index first, Index count) {
    if (data.empty()) return {};
    const TensorIn<Scalar> rows = data.view().rows(first, count);
    Tensor<Scalar> copy(rows.shape());
    std::copy_n(rows.data(), rows.size(), copy.data());
    return copy;
}

/// Trains `models` on data of which nothing is to be split off.
template <std::floating_point Scalar>
RegularizationPath train_models(std::vector<Sequential<Scalar>>& models, const std::vector<double>& factors,
                                const Tensor<Scalar>& x, const Tensor<Scalar>& y,
                                const RegularizationPathOptions<Scalar>& options) {
    FitOptions<Scalar> fit = options.fit;
    check_callbacks("regularization_path", fit);
    fit.verbose = 0;
    RegularizationPath path{factors, std::vector<Results>(factors.size()),
                            std::vector<SparsityReport>(factors.size()),
                            std::vector<History>(factors.size())};
    in_parallel(factors.size(), options.threads, [&](std::size_t i) {
        JudgedRun run = fit_and_judge(models[i], x, y, fit, fit.validation_data);
        SparsityReport report = sparsity_report(models[i], x, {.threshold = options.threshold});
        report.loss = run.scores["loss"];
        const SparsityRow kernels = report.all(SparsityRow::Kind::kernel);
        run.scores.set("kernel_norm", kernels.l2_norm);
        run.scores.set("kernel_sparsity", kernels.near_zeros);
        run.scores.set("output_sparsity", report.all(SparsityRow::Kind::output).near_zeros);
        path.scores[i] = std::move(run.scores);
        path.reports[i] = std::move(report);
        path.histories[i] = std::move(run.history);
        models[i] = Sequential<Scalar>();  // its memory may be needed
    });
    return path;
}

OCKHAM_FUNC void check_path(const std::vector<double>& factors, double threshold, int threads) {
    const char* who = "regularization_path";
    if (factors.empty()) check::fail(who, "at least one factor", "none");
    for (const double factor : factors) check::non_negative(who, "factors", factor);
    check::non_negative(who, "threshold", threshold);
    check::between(who, "threads", threads, 0, 1024);
}

template <std::floating_point Scalar>
OCKHAM_FUNC RegularizationPath train_path(std::vector<Sequential<Scalar>>& models,
                                          const std::vector<double>& factors, const Tensor<Scalar>& x,
                                          const Tensor<Scalar>& y,
                                          const RegularizationPathOptions<Scalar>& options) {
    for (const Sequential<Scalar>& model : models)
        Trainer<Scalar>::check_compiled(model, "regularization_path");
    // What fit would split off, so that the trained model can be judged by it. What it would refuse is left to it.
    const FitOptions<Scalar>& fit = options.fit;
    const bool splits = fit.validation_split > 0 && fit.validation_split < 1 &&
                        fit.validation_data.x.shape().empty() && fit.validation_data.y.shape().empty();
    const Index all = x.samples(), kept = splits ? kept_by_split(all, fit.validation_split) : all;
    if (kept == 0 || kept == all || y.samples() != all ||
        (!fit.sample_weight.empty() && fit.sample_weight.samples() != all))
        return train_models(models, factors, x, y, options);
    RegularizationPathOptions<Scalar> split = options;
    split.fit.validation_split = 0;
    split.fit.validation_data = {some_rows(x, kept, all - kept), some_rows(y, kept, all - kept),
                                 some_rows(fit.sample_weight, kept, all - kept)};
    split.fit.sample_weight = some_rows(fit.sample_weight, 0, kept);
    return train_models(models, factors, some_rows(x, 0, kept), some_rows(y, 0, kept), split);
}

OCKHAM_INSTANTIATE(RegularizationPath train_path(std::vector<Sequential<float>>&, const std::vector<double>&,
                                                 const Tensor<float>&, const Tensor<float>&,
                                                 const RegularizationPathOptions<float>&));
OCKHAM_INSTANTIATE(RegularizationPath train_path(std::vector<Sequential<double>>&, const std::vector<double>&,
                                                 const Tensor<double>&, const Tensor<double>&,
                                                 const RegularizationPathOptions<double>&));

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC std::vector<double> RegularizationPath::operator[](std::string_view name) const {
    return detail::column(scores, name);
}

OCKHAM_FUNC double RegularizationPath::best_factor(std::string_view name, MonitorMode mode) const {
    detail::Monitor monitor("RegularizationPath", std::string(name), mode, 0);
    if (!scores.empty()) monitor.find_in(scores[0]);
    double best = std::nan(""), factor = std::nan("");
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const double score = scores[i][name];
        if (std::isnan(score)) continue;
        const bool better = monitor.improves(score, best), worse = monitor.improves(best, score);
        if (std::isnan(factor) || better || (!worse && factors[i] > factor)) {
            best = score;
            factor = factors[i];
        }
    }
    return factor;
}

OCKHAM_FUNC std::string RegularizationPath::summary() const {
    const std::vector<std::string> names =
        scores.empty() ? std::vector<std::string>() : detail::compared_names(scores[0]);
    detail::Table table(std::string(names.size() + 1, 'r'), false);
    detail::add_head(table, "Factor", names);
    for (std::size_t i = 0; i < factors.size(); ++i)
        detail::add_line(table, Text() << factors[i], names,
                         [&](const std::string& name) { return scores[i][name]; });
    Text text;
    table.write(text);
    return text.string();
}

}  // namespace ockham

#endif
