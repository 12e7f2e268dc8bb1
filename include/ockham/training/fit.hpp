// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <ockham/training/history.hpp>
#include <ockham/training/options.hpp>

// `Sequential::fit`, which models/sequential.hpp declares.

#if OCKHAM_BODIES

#include <ockham/training/progress.hpp>
#include <ockham/training/trainer.hpp>

namespace ockham {

namespace detail {

/// The samples of one batch after the other: views of the data, or in a shuffled order copies.
template <std::floating_point Scalar>
class Batches final {
public:
    Batches(const Batch<Scalar>& data, Index batch_size) : data_{data}, batch_size_{batch_size} {}

    [[nodiscard]] Index count() const { return (data_.x.samples() - 1) / batch_size_ + 1; }

    /// Puts the samples into an order that depends on `random` alone, not on the one before: so training that
    /// was interrupted can go on as if nothing had been.
    void shuffle(Random& random) {
        order_.resize(static_cast<std::size_t>(data_.x.samples()));
        std::iota(order_.begin(), order_.end(), Index{0});
        random.shuffle(order_);
    }

    Batch<Scalar> operator[](Index number) {
        const Index first = number * batch_size_, samples = std::min(batch_size_, data_.x.samples() - first);
        if (order_.empty()) return data_.rows(first, samples);
        return {gather(data_.x, x_, first, samples), gather(data_.y, y_, first, samples),
                data_.weight ? gather(data_.weight, weight_, first, samples) : data_.weight};
    }

private:
    TensorIn<Scalar> gather(TensorIn<Scalar> from, Tensor<Scalar>& to, Index first, Index samples) const {
        const Shape sample = from.shape().sample();
        const Index size = sample.size();
        to.resize(sample.batch(samples));
        for (Index i = 0; i < samples; ++i)
            std::copy_n(from.data() + order_[static_cast<std::size_t>(first + i)] * size, size,
                        to.data() + i * size);
        return std::as_const(to).view();
    }

    Batch<Scalar> data_;
    Index batch_size_;
    std::vector<Index> order_;
    Tensor<Scalar> x_, y_, weight_;
};

/// The class of a row of targets: the position of the largest, or the rounded target if there is one column.
template <std::floating_point Scalar>
int class_of(const Scalar* row, Index columns) {
    return columns == 1 ? static_cast<int>(std::lround(row[0]))
                        : static_cast<int>(std::max_element(row, row + columns) - row);
}

/// The weight of each sample by its class, for outputs of `outputs` columns.
template <std::floating_point Scalar>
Tensor<Scalar> class_weights(const std::vector<std::pair<int, double>>& weights, TensorIn<Scalar> y,
                             Index outputs, const std::string& who) {
    const Index columns = y.shape().sample().size(), classes = std::max(columns, outputs);
    Tensor<Scalar> result(Shape{y.samples(), 1});
    result.fill(1);
    std::vector<int> labels;
    for (const auto& [label, weight] : weights) {
        check::non_negative(who, Text("class_weight of ") << label, weight);
        if (std::find(labels.begin(), labels.end(), label) != labels.end())
            check::fail(who, "one class_weight for a class", Text("two for ") << label);
        labels.push_back(label);
        bool found = label >= 0 && label < std::max(classes, Index{2});  // a sigmoid tells two classes apart
        for (Index i = 0; i < y.samples(); ++i)
            if (class_of(y.data() + i * columns, columns) == label) {
                result.data()[i] = static_cast<Scalar>(weight);
                found = true;
            }
        if (!found)
            check::fail(who, Text("class_weight for classes from 0 to ") << std::max(classes, Index{2}) - 1,
                        Text("one for ") << label);
    }
    return result;
}

}  // namespace detail

template <std::floating_point Scalar>
OCKHAM_FUNC History Sequential<Scalar>::fit(const Tensor<Scalar>& x, const Tensor<Scalar>& y,
                                            const FitOptions<Scalar>& options) {
    using T = Trainer<Scalar>;
    (void)compiled("fit");

    // Everything is checked before anything is changed.
    const Index validation_batch_size =
        options.validation_batch_size == 0 ? options.batch_size : options.validation_batch_size;
    check::positive(title(), "batch_size", options.batch_size);
    check::positive(title(), "validation_batch_size", validation_batch_size);
    check::non_negative(title(), "initial_epoch", options.initial_epoch);
    check::non_negative(title(), "epochs", options.epochs);
    check::value(options.verbose >= 0 && options.verbose <= 2, title(), "verbose", "0, 1 or 2",
                 options.verbose);
    check::value(options.validation_split >= 0 && options.validation_split < 1, title(), "validation_split",
                 "in [0, 1)", options.validation_split);
    const Samples<Scalar>& given = options.validation_data;
    const bool is_given = !given.x.shape().empty() || !given.y.shape().empty();
    if (is_given && options.validation_split > 0)
        check::fail(title(), "validation_data or validation_split", "both");
    if (!options.class_weight.empty() && !options.sample_weight.empty())
        check::fail(title(), "class_weight or sample_weight", "both");
    T::check_finite(*this, x, "x");
    T::check_finite(*this, y, "y");

    Batch<Scalar> training{x, y, options.sample_weight}, validation{given.x, given.y, given.sample_weight};
    const Shape output = T::output_shape(*this, training.x);
    T::check_data(*this, training, output, "");
    if (options.validation_split > 0) {
        const Index kept = detail::kept_by_split(x.samples(), options.validation_split);
        if (kept == 0 || kept == x.samples())
            check::fail(title(), "validation_split to leave samples on both sides",
                        Text() << options.validation_split << " of " << x.samples() << " samples");
        validation = training.rows(kept, x.samples() - kept);
        training = training.rows(0, kept);
    } else if (is_given) {
        T::check_finite(*this, validation.x, "validation x");
        T::check_finite(*this, validation.y, "validation y");
        if (validation.x.shape().sample() != x.shape().sample())
            check::fail<ShapeError>(
                title(), Text("validation x with samples like those of x, ") << x.shape().to_string(),
                Text("shape ") << validation.x.shape().to_string());
        T::check_data(*this, validation, output, "validation ");
    }
    Tensor<Scalar> weights;
    if (!options.class_weight.empty()) {
        if (output.rank() > 1)
            check::fail<ShapeError>(title(), "outputs of rank 2 for class_weight",
                                    Text("shape ") << output.to_string_of_batch());
        weights = detail::class_weights(options.class_weight, training.y, output.last(), title());
        training.weight = std::as_const(weights).view();
    }

    // What is thrown before the first step leaves the model as it was.
    const Random random = random_;
    std::vector<AnyLayer<Scalar>> unbuilt;
    if (!built_) unbuilt = std::vector<AnyLayer<Scalar>>(layers_);
    bool stepped = false;
    T::prepare(*this, training.x);
    detail::Batches<Scalar> batches(training, options.batch_size);
    std::vector<AnyCallback<Scalar>> callbacks;
    for (const int order : {0, 1, 2})
        for (const AnyCallback<Scalar>& callback : options.callbacks)
            if (callback.order() == order) callbacks.push_back(callback);
    if (options.verbose > 0)
        callbacks.emplace_back(
            Progress(options.verbose == 1 ? Progress::Style::bar : Progress::Style::lines));
    Training<Scalar> run(*this, &callbacks);
    run.epochs = options.epochs;
    run.batches = batches.count();
    const auto tell = [&](auto hook) {
        for (AnyCallback<Scalar>& callback : callbacks) (callback.*hook)(run);
    };

    // Metrics count for this run alone, and are those of the last `compile`.
    std::vector<AnyMetric> metrics;
    std::vector<std::string> names, validation_names;
    std::uint64_t compiled_as = 0;
    const auto follow_compile = [&] {
        const Compiled<Scalar>& now = *compiled_;
        if (now.stamp.number() == compiled_as) return;
        compiled_as = now.stamp.number();
        metrics = now.metrics;
        for (AnyMetric& metric : metrics) metric.reset();
        names = T::names(run.logs, "", metrics);
        if (validation.x) validation_names = T::names(run.logs, "val_", metrics);
    };
    follow_compile();
    History history;
    RunningLoss loss;
    run.epoch = options.initial_epoch;
    try {
        tell(&AnyCallback<Scalar>::on_train_begin);
        for (; run.epoch < options.epochs && !run.stopping; ++run.epoch) {
            run.logs.clear_values();
            loss.reset();
            for (AnyMetric& metric : metrics) metric.reset();
            if (options.shuffle) batches.shuffle(random_);
            tell(&AnyCallback<Scalar>::on_epoch_begin);
            for (Index number = 0; number < batches.count(); ++number) {
                run.batch = number;
                tell(&AnyCallback<Scalar>::on_batch_begin);
                const Batch<Scalar> batch = batches[number];
                T::prepare_again(*this, batch);
                follow_compile();
                stepped = true;
                loss.add(T::step(*this, batch, metrics), batch.x.samples());
                T::report(run.logs, names, loss.mean(), metrics);
                tell(&AnyCallback<Scalar>::on_batch_end);
                if (run.stopping) break;
            }
            if (validation.x) {
                T::prepare_again(*this, validation);
                follow_compile();
                const LossParts parts =
                    T::evaluate(*this, validation, validation_batch_size, metrics, workspace_);
                T::report(run.logs, validation_names, parts, metrics);
            }
            tell(&AnyCallback<Scalar>::on_epoch_end);
            history.append(run.epoch, run.logs);
        }
    } catch (...) {
        if (!stepped) random_ = random;
        if (!stepped && !unbuilt.empty()) {
            layers_ = std::move(unbuilt);
            built_ = false;
            workspace_ = {};
        }
        throw;
    }
    if (history.epoch.empty())
        for (const auto& [name, value] : run.logs) history.set(name, {});
    if (!workspace_.lists(layers_)) workspace_.list(layers_);
    compiled("fit").finish(workspace_.parameters);
    tell(&AnyCallback<Scalar>::on_train_end);
    return history;
}

OCKHAM_INSTANTIATE(History Sequential<float>::fit(const Tensor<float>&, const Tensor<float>&,
                                                  const FitOptions<float>&));
OCKHAM_INSTANTIATE(History Sequential<double>::fit(const Tensor<double>&, const Tensor<double>&,
                                                   const FitOptions<double>&));

}  // namespace ockham

#endif
