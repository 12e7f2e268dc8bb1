// SPDX-License-Identifier: MIT
// Every recorded training run of the real Keras, run again.
#include <algorithm>
#include <filesystem>

#include "parity/case.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace keras_test {

inline AnyActivation activation(const std::string& name) {
    if (name == "linear") return activations::linear;
    if (name == "relu") return activations::relu;
    if (name == "tanh") return activations::tanh;
    if (name == "sigmoid") return activations::sigmoid;
    if (name == "softmax") return activations::softmax;
    throw std::runtime_error("unknown activation " + name);
}

inline AnyRegularizer regularizer(const std::string& text) {
    if (text.empty()) return {};
    const std::string kind = text.substr(0, text.find(':')), rest = text.substr(text.find(':') + 1);
    const auto comma = rest.find(',');
    const double first = std::stod(rest);
    if (kind == "l1") return l1(first);
    if (kind == "l2") return l2(first);
    if (kind == "l1_l2") return l1_l2(first, std::stod(rest.substr(comma + 1)));
    if (kind == "orthogonal")
        return orthogonal(first,
                          rest.substr(comma + 1) == "rows" ? OrthogonalMode::rows : OrthogonalMode::columns);
    throw std::runtime_error("unknown regularizer " + text);
}

template <class Scalar>
AnyLayer<Scalar> layer(const parity::Item& item) {
    const AnyRegularizer activity = regularizer(item.text("activity_regularizer", ""));
    const std::string name = item.text("name", "");
    if (item.kind == "Dense")
        return Dense<Scalar>(std::stol(item.options.at("units")),
                             {.activation = activation(item.text("activation", "linear")),
                              .use_bias = item.flag("use_bias", true),
                              .kernel_regularizer = regularizer(item.text("kernel_regularizer", "")),
                              .bias_regularizer = regularizer(item.text("bias_regularizer", "")),
                              .activity_regularizer = activity,
                              .name = name,
                              .trainable = item.flag("trainable", true)});
    if (item.kind == "Activation")
        return Activation<Scalar>(activation(item.options.at("activation")),
                                  {.activity_regularizer = activity, .name = name});
    if (item.kind == "ActivityRegularization")
        return ActivityRegularization<Scalar>(
            {.l1 = item.number("l1"), .l2 = item.number("l2"), .name = name});
    if (item.kind == "Flatten") return Flatten<Scalar>({.activity_regularizer = activity, .name = name});
    if (item.kind == "Dropout") return Dropout<Scalar>(item.number("rate"), {.name = name});
    throw std::runtime_error("unknown layer " + item.kind);
}

inline AnyLoss loss(const parity::Item& item) {
    const bool logits = item.flag("from_logits");
    const double smoothing = item.number("label_smoothing");
    if (item.kind == "categorical_crossentropy")
        return CategoricalCrossentropy({.from_logits = logits, .label_smoothing = smoothing});
    if (item.kind == "sparse_categorical_crossentropy")
        return SparseCategoricalCrossentropy({.from_logits = logits});
    if (item.kind == "binary_crossentropy")
        return BinaryCrossentropy({.from_logits = logits, .label_smoothing = smoothing});
    if (item.kind == "mean_squared_error") return MeanSquaredError();
    if (item.kind == "mean_absolute_error") return MeanAbsoluteError();
    throw std::runtime_error("unknown loss " + item.kind);
}

inline AnyMetric metric(const std::string& name) {
    if (name == "mse") return MeanSquaredError({.name = name});
    if (name == "mae") return MeanAbsoluteError({.name = name});
    if (name == "categorical_crossentropy") return CategoricalCrossentropy();
    if (name == "sparse_categorical_crossentropy") return SparseCategoricalCrossentropy();
    if (name == "binary_crossentropy") return BinaryCrossentropy();
    if (name == "binary_accuracy") return BinaryAccuracy();
    return Accuracy({.name = name});
}

inline SGD optimizer(const parity::Item& item) {
    SGDOptions options{.learning_rate = item.number("learning_rate", 0.01),
                       .momentum = item.number("momentum"),
                       .nesterov = item.flag("nesterov")};
    if (item.options.count("clipvalue")) options.clipvalue = item.number("clipvalue");
    if (item.options.count("clipnorm")) options.clipnorm = item.number("clipnorm");
    if (item.options.count("global_clipnorm")) options.global_clipnorm = item.number("global_clipnorm");
    return SGD(options);
}

template <class Scalar>
AnyCallback<Scalar> callback(const parity::Item& item) {
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
Tensor<Scalar> tensor(const parity::Case& recorded, const std::string& name) {
    const auto found = recorded.arrays.find(name);
    if (found == recorded.arrays.end()) return {};
    std::vector<Scalar> numbers(found->second.values.begin(), found->second.values.end());
    return Tensor<Scalar>(
        Shape(found->second.sizes),
        Eigen::Map<const Eigen::VectorX<Scalar>>(numbers.data(), static_cast<Index>(numbers.size())));
}

/// How far `values` are from what was recorded, in units of the tolerance.
inline double distance(const parity::Case& recorded, const std::vector<double>& values,
                       const parity::Array& wanted) {
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

template <class Scalar>
void train_and_compare(const parity::Case& recorded) {
    Sequential<Scalar> model;
    for (const parity::Item& item : recorded.layers) model.add(layer<Scalar>(item));
    CompileOptions options{.optimizer = optimizer(recorded.optimizer), .loss = loss(recorded.loss)};
    for (const std::string& name : recorded.metrics) options.metrics.push_back(metric(name));
    model.compile(options);
    model.build(Shape(recorded.input_shape));
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
    for (const parity::Item& item : recorded.callbacks) fit.callbacks.push_back(callback<Scalar>(item));
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

}  // namespace keras_test

TEST_CASE("training equals the recorded runs of Keras", "[parity]") {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(OCKHAM_TESTS_DIR "/parity/cases"))
        if (entry.path().stem() != "functions") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    REQUIRE(paths.size() > 100);
    for (const std::string& path : paths) {
        const parity::Case recorded = parity::read_case(path);
        INFO("case " << recorded.name);
        try {
            recorded.dtype == "float32" ? keras_test::train_and_compare<float>(recorded)
                                        : keras_test::train_and_compare<double>(recorded);
        } catch (const std::exception& error) {
            FAIL_CHECK(error.what());
        }
    }
}
