// SPDX-License-Identifier: MIT
// Runs a recorded training again, and compares.
#pragma once

#include <algorithm>
#include <filesystem>

#include "parity/case.hpp"
#include "support/catch.hpp"

namespace parity {

using namespace ockham;

template <class Scalar>
AnyCallback<Scalar> callback(const Item& item) {
    const std::string mode = item.text("mode", "auto");
    const MonitorMode monitor_mode = mode == "min"   ? MonitorMode::min
                                     : mode == "max" ? MonitorMode::max
                                                     : MonitorMode::automatic;
    if (item.kind == "EarlyStopping") {
        EarlyStoppingOptions options{.monitor = item.text("monitor", "val_loss"),
                                     .min_delta = item.number("min_delta"),
                                     .patience = static_cast<int>(item.number("patience")),
                                     .mode = monitor_mode,
                                     .restore_best_weights = item.flag("restore_best_weights"),
                                     .start_from_epoch = static_cast<int>(item.number("start_from_epoch"))};
        if (item.options.count("baseline")) options.baseline = item.number("baseline");
        return EarlyStopping(options);
    }
    if (item.kind == "ReduceLROnPlateau")
        return ReduceLROnPlateau({.monitor = item.text("monitor", "val_loss"),
                                  .factor = item.number("factor", 0.1),
                                  .patience = static_cast<int>(item.number("patience", 10)),
                                  .mode = monitor_mode,
                                  .min_delta = item.number("min_delta", 1e-4),
                                  .cooldown = static_cast<int>(item.number("cooldown")),
                                  .min_lr = item.number("min_lr")});
    if (item.kind == "LearningRateScheduler") {
        const double factor = std::stod(item.options.at("schedule").substr(std::string("multiply:").size()));
        return LearningRateScheduler([factor](int, double rate) { return rate * factor; });
    }
    throw std::runtime_error("unknown callback " + item.kind);
}

template <class Scalar>
Tensor<Scalar> tensor(const Case& recorded, const std::string& name) {
    const auto found = recorded.arrays.find(name);
    if (found == recorded.arrays.end()) return {};
    std::vector<Scalar> numbers(found->second.values.begin(), found->second.values.end());
    return Tensor<Scalar>(
        Shape(found->second.sizes),
        Eigen::Map<const Eigen::VectorX<Scalar>>(numbers.data(), static_cast<Index>(numbers.size())));
}

/// How far `values` are from what was recorded, in units of the tolerance.
inline double distance(const Case& recorded, const std::vector<double>& values, const Array& wanted) {
    double largest = 1, farthest = 0, sum = 0, squares = 0, sizes = 0;
    for (const double value : wanted.values) largest = std::max(largest, std::abs(value));
    for (std::size_t i = 0; i < wanted.values.size(); ++i) {
        if (i * wanted.step >= values.size()) return INFINITY;
        const double apart = std::abs(values[i * wanted.step] - wanted.values[i]);
        farthest = std::max(farthest, std::isfinite(apart) ? apart : INFINITY);
    }
    if (wanted.step > 1) {
        for (const double value : values) sum += value, squares += value * value, sizes += std::abs(value);
        farthest = std::max({farthest, std::abs(sum - wanted.sum) / std::max(1.0, sizes),
                             std::abs(squares - wanted.squares) / std::max(1.0, squares)});
    } else if (values.size() != wanted.values.size()) {
        return INFINITY;
    }
    return farthest / (recorded.tolerance * largest);
}

template <class Numbers>
std::vector<double> doubles(const Numbers& numbers) {
    return {numbers.data(), numbers.data() + numbers.size()};
}

/// `model` is built and compiled, and gets the recorded weights.
template <class Scalar>
void train_and_compare(Sequential<Scalar> model, const Case& recorded) {
    auto weights = model.get_weights();
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto& start = recorded.arrays.at("w" + std::to_string(i)).values;
        REQUIRE(start.size() == static_cast<std::size_t>(weights[i].size()));
        std::transform(start.begin(), start.end(), weights[i].data(),
                       [](double v) { return static_cast<Scalar>(v); });
    }
    model.set_weights(weights);

    const auto x = tensor<Scalar>(recorded, "x"), y = tensor<Scalar>(recorded, "y");
    const auto x_val = tensor<Scalar>(recorded, "x_val"), y_val = tensor<Scalar>(recorded, "y_val");
    const auto weight_val = tensor<Scalar>(recorded, "sample_weight_val");
    const auto weight = tensor<Scalar>(recorded, "sample_weight");
    FitOptions<Scalar> fit{.epochs = recorded.epochs,
                           .batch_size = recorded.batch_size,
                           .validation_data = {x_val, y_val, weight_val},
                           .validation_split = recorded.validation_split,
                           .shuffle = false,
                           .initial_epoch = recorded.initial_epoch,
                           .class_weight = recorded.class_weight,
                           .sample_weight = weight,
                           .verbose = 0};
    for (const Item& item : recorded.callbacks) fit.callbacks.push_back(callback<Scalar>(item));
    History history;
    for (int i = 0; i < recorded.fits; ++i) history = model.fit(x, y, fit);

    CHECK(history.epoch == recorded.epoch);
    for (const auto& [name, values] : recorded.history) {
        INFO("history of " << name);
        CHECK(distance(recorded, history[name], {.values = values}) <= 1);
    }
    const auto trained = model.get_weights();
    for (std::size_t i = 0; i < trained.size(); ++i) {
        INFO("weight " << i);
        CHECK(distance(recorded, doubles(trained[i]), recorded.arrays.at("t" + std::to_string(i))) <= 1);
    }
    const bool has_validation = !x_val.empty();
    CHECK(distance(recorded, doubles(model.predict(has_validation ? x_val : x)),
                   recorded.arrays.at("predictions")) <= 1);
    const Results results = model.evaluate(
        has_validation ? x_val : x, has_validation ? y_val : y,
        {.batch_size = recorded.batch_size, .sample_weight = has_validation ? weight_val : weight});
    for (const auto& [name, value] : recorded.evaluate.options) {
        INFO("evaluated " << name);
        CHECK(distance(recorded, {results[name]}, {.values = {std::stod(value)}}) <= 1);
    }
}

/// Calls `replay(case)` for each file in a folder beside this one, and returns how many there are.
template <class Replay>
std::size_t replay_all(const std::string& folder, Replay replay) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(OCKHAM_TESTS_DIR "/" + folder))
        if (entry.path().stem() != "functions") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) {
        const Case recorded = read_case(path);
        INFO("case " << recorded.name);
        try {
            replay(recorded);
        } catch (const std::exception& error) {
            FAIL_CHECK(error.what());
        }
    }
    return paths.size();
}

}  // namespace parity
