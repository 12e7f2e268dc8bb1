// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/models/table.hpp>
#include <ockham/training/callbacks/backup_and_restore.hpp>
#include <ockham/training/evaluate.hpp>
#include <ockham/training/fit.hpp>

namespace ockham::detail {

/// How training went, and how good the model then was.
struct JudgedRun {
    History history;
    Results scores;
};

/// Fails if one of several models that are trained alike would go on from where another one ended.
template <std::floating_point Scalar>
void check_callbacks(std::string_view who, const FitOptions<Scalar>& options) {
    using Backup = BackupAndRestore;
    for (const AnyCallback<Scalar>& callback : options.callbacks)
        if (callback.template as<Backup>() || callback.template as<std::reference_wrapper<Backup>>())
            check::fail(who, "callbacks without BackupAndRestore, whose file is for one model", "one");
}

/// Trains `model`, and has it judged by `evaluate`: on what it was trained on, and, with `val_` before the names, on
/// `validation`, if there is any.
template <std::floating_point Scalar>
JudgedRun fit_and_judge(Sequential<Scalar>& model, const Tensor<Scalar>& x, const Tensor<Scalar>& y,
                        const FitOptions<Scalar>& options, const Samples<Scalar>& validation) {
    JudgedRun run{model.fit(x, y, options), {}};
    run.scores =
        model.evaluate(x, y, {.batch_size = options.batch_size, .sample_weight = options.sample_weight});
    if (validation.x.empty()) return run;
    const Index batch_size =
        options.validation_batch_size == 0 ? options.batch_size : options.validation_batch_size;
    const Results judged = model.evaluate(
        validation.x, validation.y, {.batch_size = batch_size, .sample_weight = validation.sample_weight});
    for (const auto& [name, value] : judged) {
        const std::string full = "val_" + name;
        run.scores.set(full, value);
        run.scores.set_mode(full, judged.mode(name));
    }
    return run;
}

/// `scores[i][name]` for all i.
[[gnu::noinline]] inline std::vector<double> column(const std::vector<Results>& scores,
                                                    std::string_view name) {
    std::vector<double> values;
    for (const Results& each : scores) values.push_back(each[name]);
    return values;
}

/// The names by which models are compared: the data loss, metrics, and what else there is but losses with penalties
/// and the penalties; each followed by its `val_` twin.
[[gnu::cold]] inline std::vector<std::string> compared_names(const Results& scores) {
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
        names.push_back(name);
        if (scores.contains("val_" + name)) names.push_back("val_" + name);
    };
    add("data_loss");
    for (const auto& [name, value] : scores)
        if (name != "loss" && name != "data_loss" && !name.starts_with("val_") && !name.ends_with("_penalty"))
            add(name);
    return names;
}

/// The head of a table of such names.
[[gnu::cold]] inline void add_head(Table& table, std::string_view first,
                                   const std::vector<std::string>& names) {
    table.add(first);
    for (const std::string& name : names) table.add(name);
}

/// A line of it: `value(name)` for each of them.
template <class Value>
[[gnu::cold]] void add_line(Table& table, std::string_view first, const std::vector<std::string>& names,
                            Value value) {
    table.add(first);
    for (const std::string& name : names) table.add(Text().print(value(name), 4));
}

}  // namespace ockham::detail
