// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/models/sequential.hpp>
#include <ockham/preprocessing/k_fold.hpp>
#include <ockham/training/history.hpp>
#include <ockham/training/options.hpp>

namespace ockham {

/// How to cross-validate.
template <std::floating_point Scalar>
struct CrossValidateOptions {
    std::vector<RowSplit> folds =
        {};  ///< from `k_fold` or `stratified_k_fold`; nothing: five, shuffled with seed 0
    FitOptions<Scalar> fit = {};  ///< how to train on each, silently; without `validation_data`
    int threads = 0;              ///< how many models are trained at a time; 0: as many as there are cores
};

/// What `cross_validate` returns. Of everything there is one for each fold.
struct CrossValidation {
    std::vector<Results> scores =
        {};  ///< what `evaluate` says of the rows for training, and with `val_` of the others
    std::vector<History> histories = {};  ///< how training went

    /// The score `name` of every fold. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] std::vector<double> operator[](std::string_view name) const;

    /// sum score / folds
    [[nodiscard]] double mean(std::string_view name) const;

    /// The standard deviation of the folds' scores: sqrt(sum (score - mean)^2 / (folds - 1)); 0 for a single fold.
    [[nodiscard]] double deviation(std::string_view name) const;

    /// A table of the data loss and the metrics: a line for each fold, then the means and the deviations.
    [[nodiscard]] std::string summary() const;
};

namespace detail {

void check_rows(const std::vector<Index>& rows, Index all);

}  // namespace detail

/// Trains a copy of `model` on each of several parts of the data, and sees how good it is on the rest.
///
///     const CrossValidation scores = cross_validate(
///         model, x, y, {.folds = stratified_k_fold(labels, {.n_splits = 10, .shuffle = true}), .fit = {.epochs = 100}});
///     std::printf("%.3f +- %.3f\n", scores.mean("val_accuracy"), scores.deviation("val_accuracy"));
///
/// `model` is compiled and not trained; it stays as it is. Unless it is built it starts from the same seed, and so
/// from the same weights, for each fold. `fit` is silent whatever its `verbose` is, and its `sample_weight` is one
/// for all samples. The rows of a fold's other part are the `validation_data`, unless there is a
/// `validation_split`; a callback that stops by them has seen what is to judge it.
///
/// Models are trained in several threads at a time. What comes out is the same, bit for bit, for any number of
/// them. Callbacks are copied for each model; those that share something (by `std::ref`, or by writing to one file)
/// need `.threads = 1`.
///
/// Errors: those of `fit`, a model that has been trained, `validation_data`, folds of rows that are not there or
/// without any, `threads` out of [0, 1024].
template <std::floating_point Scalar>
[[nodiscard]] CrossValidation cross_validate(
    const Sequential<Scalar>& model, const std::type_identity_t<Tensor<Scalar>>& x,
    const std::type_identity_t<Tensor<Scalar>>& y,
    const std::type_identity_t<CrossValidateOptions<Scalar>>& options = {});

}  // namespace ockham

#if OCKHAM_BODIES

#include <cmath>

#include <ockham/analysis/in_parallel.hpp>
#include <ockham/analysis/scores.hpp>
#include <ockham/preprocessing/train_test_split.hpp>
#include <ockham/training/trainer.hpp>

namespace ockham {

OCKHAM_FUNC std::vector<double> CrossValidation::operator[](std::string_view name) const {
    return detail::column(scores, name);
}

OCKHAM_FUNC double CrossValidation::mean(std::string_view name) const {
    double sum = 0;
    for (const Results& fold : scores) sum += fold[name];
    return sum / static_cast<double>(scores.size());
}

OCKHAM_FUNC double CrossValidation::deviation(std::string_view name) const {
    const double center = mean(name);
    if (scores.size() < 2) return 0;
    double squares = 0;
    for (const Results& fold : scores) squares += (fold[name] - center) * (fold[name] - center);
    return std::sqrt(squares / (static_cast<double>(scores.size()) - 1));
}

OCKHAM_FUNC std::string CrossValidation::summary() const {
    const std::vector<std::string> names =
        scores.empty() ? std::vector<std::string>() : detail::compared_names(scores[0]);
    detail::Table table(std::string(names.size() + 1, 'r'), false);
    detail::add_head(table, "Fold", names);
    for (std::size_t i = 0; i < scores.size(); ++i)
        detail::add_line(table, Text() << i, names, [&](const std::string& name) { return scores[i][name]; });
    detail::add_line(table, "mean", names, [&](const std::string& name) { return mean(name); });
    detail::add_line(table, "deviation", names, [&](const std::string& name) { return deviation(name); });
    Text text;
    table.write(text);
    return text.string();
}

}  // namespace ockham

namespace ockham::detail {

OCKHAM_FUNC void check_rows(const std::vector<Index>& rows, Index all) {
    if (rows.empty()) check::fail("cross_validate", "rows in both parts of a fold", "none");
    for (const Index row : rows)
        if (row < 0 || row >= all)
            check::fail("cross_validate", Text("rows of folds to be below the number of samples, ") << all,
                        Text() << row);
}

}  // namespace ockham::detail

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC CrossValidation
cross_validate(const Sequential<Scalar>& model, const std::type_identity_t<Tensor<Scalar>>& x,
               const std::type_identity_t<Tensor<Scalar>>& y,
               const std::type_identity_t<CrossValidateOptions<Scalar>>& options) {
    const char* who = "cross_validate";
    Trainer<Scalar>::check_compiled(model, who);
    if (model.iterations() > 0)
        check::fail(who, "a model that has not been trained",
                    Text("one after ") << model.iterations() << " updates");
    check::between(who, "threads", options.threads, 0, 1024);
    const FitOptions<Scalar>& given = options.fit;
    detail::check_callbacks(who, given);
    if (!given.validation_data.x.shape().empty() || !given.validation_data.y.shape().empty())
        check::fail(who, "fit without validation_data, which the folds are to give", "some");
    if (x.samples() != y.samples() ||
        (!given.sample_weight.empty() && given.sample_weight.samples() != x.samples()))
        check::fail<ShapeError>(
            who, Text("as many samples in y and sample_weight as in x, ") << x.samples(),
            Text() << (x.samples() != y.samples() ? y.samples() : given.sample_weight.samples()));
    const std::vector<RowSplit> folds =
        options.folds.empty() ? k_fold(x.samples(), {.shuffle = true}) : options.folds;
    for (const RowSplit& fold : folds) {
        detail::check_rows(fold.train, x.samples());
        detail::check_rows(fold.test, x.samples());
    }

    CrossValidation result{std::vector<Results>(folds.size()), std::vector<History>(folds.size())};
    detail::in_parallel(folds.size(), options.threads, [&](std::size_t number) {
        const std::vector<Index>&train = folds[number].train, &test = folds[number].test;
        FitOptions<Scalar> fit = given;
        fit.verbose = 0;
        Samples<Scalar> validation(detail::take_rows(x, test), detail::take_rows(y, test));
        if (!given.sample_weight.empty()) {
            fit.sample_weight = detail::take_rows(given.sample_weight, train);
            validation.sample_weight = detail::take_rows(given.sample_weight, test);
        }
        if (given.validation_split == 0) fit.validation_data = validation;
        Sequential<Scalar> copy = model;
        detail::JudgedRun run = detail::fit_and_judge(copy, detail::take_rows(x, train),
                                                      detail::take_rows(y, train), fit, validation);
        result.scores[number] = std::move(run.scores);
        result.histories[number] = std::move(run.history);
    });
    return result;
}

OCKHAM_INSTANTIATE(CrossValidation cross_validate(const Sequential<float>&, const Tensor<float>&,
                                                  const Tensor<float>&, const CrossValidateOptions<float>&));
OCKHAM_INSTANTIATE(CrossValidation cross_validate(const Sequential<double>&, const Tensor<double>&,
                                                  const Tensor<double>&,
                                                  const CrossValidateOptions<double>&));

}  // namespace ockham

#endif
