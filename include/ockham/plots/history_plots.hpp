// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/plots/plot.hpp>
#include <ockham/training/history.hpp>

namespace ockham {

namespace plots {

/// `kernel_penalty` as people write it: `kernel penalty`.
std::string words(std::string_view name);

/// The number of finished epochs behind each value: 1, 2, 3, ...
std::vector<double> finished_epochs(const History& history);

}  // namespace plots

/// A quantity against the number of finished epochs: `plot(history, "accuracy").save("iris.svg")`.
///
/// Draws `name` as "training" and, where the history has it, `val_name` as "validation". A name that is not
/// in the history is an `ArgumentError` that lists the known ones.
Plot plot(const History& history, std::string_view name);

/// Several quantities of one history in one panel: `plot(history, {"data_loss", "kernel_penalty"})`.
Plot plot(const History& history, std::initializer_list<std::string_view> names);

/// The loss taken apart, as stacked areas: the data loss and the kernel, bias and activity penalties, without
/// those that are zero throughout; and their sum, `loss`, as a thin line.
///
/// The history must have `loss` and `data_loss`. A loss that can be negative is an `ArgumentError`.
Plot plot_loss_parts(const History& history);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::plots {

OCKHAM_FUNC std::string words(std::string_view name) {
    std::string text{name};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

OCKHAM_FUNC std::vector<double> finished_epochs(const History& history) {
    std::vector<double> finished;
    for (const int epoch : history.epoch) finished.push_back(epoch + 1.0);
    return finished;
}

}  // namespace ockham::plots

namespace ockham {

OCKHAM_FUNC Plot plot(const History& history, std::string_view name) {
    const std::vector<double> epochs = plots::finished_epochs(history);
    const bool of_validation = name.substr(0, 4) == "val_";
    Plot plot;
    plot.x_label("epoch").y_label(plots::words(of_validation ? name.substr(4) : name));
    plot.line(of_validation ? "validation" : "training", epochs, history[name]);
    const std::string validation = "val_" + std::string(name);
    if (history.contains(validation)) plot.line("validation", epochs, history[validation]);
    return plot;
}

OCKHAM_FUNC Plot plot(const History& history, std::initializer_list<std::string_view> names) {
    const std::vector<double> epochs = plots::finished_epochs(history);
    Plot plot;
    plot.x_label("epoch");
    for (const std::string_view name : names) plot.line(plots::words(name), epochs, history[name]);
    return plot;
}

OCKHAM_FUNC Plot plot_loss_parts(const History& history) {
    std::vector<std::string> labels;
    std::vector<std::vector<double>> parts;
    for (const std::string_view name : {"data_loss", "kernel_penalty", "bias_penalty", "activity_penalty"}) {
        if (name != "data_loss" && !history.contains(name)) continue;
        const std::vector<double>& part = history[name];
        if (std::all_of(part.begin(), part.end(), [](double value) { return value == 0; })) continue;
        labels.push_back(plots::words(name));
        parts.push_back(part);
    }
    const std::vector<double> epochs = plots::finished_epochs(history);
    Plot plot;
    plot.x_label("epoch").y_label("loss").stacked(labels, epochs, parts);
    plot.line("loss", epochs, history["loss"], {.width = 1, .color = 0x000000});
    return plot;
}

}  // namespace ockham

#endif
