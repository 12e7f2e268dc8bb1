// SPDX-License-Identifier: MIT
// Every recorded training run of the real Keras, run again.
#include "parity/replay.hpp"

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
void replay(const parity::Case& recorded) {
    Sequential<Scalar> model;
    for (const parity::Item& item : recorded.layers) model.add(layer<Scalar>(item));
    CompileOptions options{.optimizer = optimizer(recorded.optimizer), .loss = loss(recorded.loss)};
    for (const std::string& name : recorded.metrics) options.metrics.push_back(metric(name));
    model.compile(options);
    model.build(Shape(recorded.input_shape));
    parity::train_and_compare(std::move(model), recorded);
}

}  // namespace keras_test

TEST_CASE("training equals the recorded runs of Keras", "[parity]") {
    const std::size_t cases = parity::replay_all("parity/cases", [](const parity::Case& recorded) {
        recorded.dtype == "float32" ? keras_test::replay<float>(recorded)
                                    : keras_test::replay<double>(recorded);
    });
    REQUIRE(cases > 100);
}
