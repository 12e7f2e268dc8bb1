// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace compiled_test {

/// Adds its numbers up, to see what an optimizer is given: value += 100 learning_rate + iteration, and counts in its
/// first slot.
struct Counting {
    const char* name = "counting";
    double learning_rate = 0.5;
    int slots = 1;
    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        REQUIRE(u.slots.size() == static_cast<std::size_t>(slots));
        u.value.array() += static_cast<Scalar>(100 * u.learning_rate + static_cast<double>(u.iteration));
        for (int i = 0; i < slots; ++i) {
            REQUIRE(u.slots[static_cast<std::size_t>(i)].shape().size() == u.value.size());
            u.slots[static_cast<std::size_t>(i)].matrix().array() += Scalar(1);
        }
    }
};

inline Parameter<double> parameter(const char* name, std::initializer_list<double> gradient) {
    Parameter<double> made{.name = name};
    made.value.resize({static_cast<Index>(gradient.size())});
    made.gradient = made.value;
    made.value.fill(0);
    std::copy(gradient.begin(), gradient.end(), made.gradient.data());
    return made;
}

inline std::vector<double> values(const Tensor<double>& tensor) {
    return {tensor.data(), tensor.data() + tensor.size()};
}

/// What gradients {3, 4} and {0, -12} become.
inline std::vector<double> clipped(const SGDOptions& options) {
    Compiled<double> compiled({.optimizer = SGD(options), .loss = MeanSquaredError()});
    Parameter<double> a = parameter("a", {3, 4}), b = parameter("b", {0, -12}),
                      frozen = parameter("c", {1e6}), fixed = parameter("d", {1e6});
    frozen.frozen = true;
    fixed.trainable = false;
    compiled.update({&a, &frozen, &b, &fixed});
    REQUIRE(frozen.gradient.data()[0] == 1e6);
    REQUIRE(fixed.gradient.data()[0] == 1e6);
    return {a.gradient.data()[0], a.gradient.data()[1], b.gradient.data()[0], b.gradient.data()[1]};
}

}  // namespace compiled_test

TEST_CASE("a compiled model begins with the optimizer's learning rate and no updates", "[models]") {
    const Compiled<float> compiled({.optimizer = SGD({.learning_rate = 0.125}), .loss = MeanSquaredError()});
    REQUIRE(compiled.learning_rate == 0.125);
    REQUIRE(compiled.iterations == 0);
    REQUIRE(compiled.optimizer.name() == "sgd");
    REQUIRE(compiled.logits_node == no_node);
    REQUIRE_FALSE(compiled.loss_from_logits);
    const Compiled<float> by_default({.loss = MeanSquaredError()});
    REQUIRE(by_default.learning_rate == 0.01);
    REQUIRE(by_default.metrics.empty());
}

TEST_CASE("metrics need names of their own", "[models]") {
    using Made = Compiled<double>;
    REQUIRE_NOTHROW(Made({.loss = MeanSquaredError(), .metrics = {MeanSquaredError(), accuracy}}));
    REQUIRE_THROWS_AS(Made({.loss = MeanSquaredError(), .metrics = {accuracy, accuracy}}), ArgumentError);
    REQUIRE_THROWS_WITH(
        Made({.loss = MeanSquaredError(),
              .metrics = {accuracy, MeanSquaredError(), BinaryAccuracy({.name = "accuracy"})}}),
        "compile: expected metrics with different names, got 'accuracy' twice");
    for (const std::string name :
         {"loss", "data_loss", "kernel_penalty", "bias_penalty", "activity_penalty", "val_accuracy"})
        REQUIRE_THROWS_WITH(Made({.loss = MeanSquaredError(), .metrics = {Accuracy({.name = name})}}),
                            "compile: expected a metric whose name is not one of the loss, nor begins with "
                            "val_, got '" +
                                name + "'");
}

TEST_CASE("an optimizer has four slots at most", "[models]") {
    using compiled_test::Counting;
    using Made = Compiled<double>;
    REQUIRE_NOTHROW(Made({.optimizer = Counting{.slots = 4}, .loss = MeanSquaredError()}));
    REQUIRE_THROWS_AS(Made({.optimizer = Counting{.slots = 5}, .loss = MeanSquaredError()}), ArgumentError);
    REQUIRE_THROWS_WITH(Made({.optimizer = Counting{.slots = 5}, .loss = MeanSquaredError()}),
                        "counting: expected at most 4 slots, got 5");
    REQUIRE_THROWS_WITH(Made({.optimizer = Counting{.slots = -1}, .loss = MeanSquaredError()}),
                        "counting: expected at most 4 slots, got -1");
}

TEST_CASE("an update changes what is trained, and nothing else", "[models]") {
    using namespace compiled_test;
    Compiled<double> compiled({.optimizer = Counting{.slots = 2}, .loss = MeanSquaredError()});
    Parameter<double> trained = parameter("a", {1, 2}), frozen = parameter("b", {3}),
                      fixed = parameter("c", {4});
    frozen.frozen = true;
    fixed.trainable = false;
    compiled.update({&trained, &frozen, &fixed});
    REQUIRE(compiled.iterations == 1);
    REQUIRE(values(trained.value) == std::vector<double>{50, 50});
    compiled.learning_rate = 0.25;
    compiled.update({&trained, &frozen, &fixed});
    REQUIRE(compiled.iterations == 2);
    REQUIRE(values(trained.value) == std::vector<double>{76, 76});
    REQUIRE(values(trained.slots[0]) == std::vector<double>{2, 2});
    REQUIRE(values(trained.slots[1]) == std::vector<double>{2, 2});
    REQUIRE(trained.slots[2].empty());
    REQUIRE(values(trained.gradient) == std::vector<double>{1, 2});
    for (const Parameter<double>* other : {&frozen, &fixed}) {
        REQUIRE(values(other->value) == std::vector<double>{0});
        REQUIRE(other->slots[0].empty());
    }
}

TEST_CASE("a gradient is clipped by value, by its norm, or by the norm of all", "[models]") {
    using compiled_test::clipped;
    REQUIRE(clipped({}) == std::vector<double>{3, 4, 0, -12});
    REQUIRE(clipped({.clipvalue = 3.5}) == std::vector<double>{3, 3.5, 0, -3.5});
    REQUIRE(clipped({.clipvalue = 12}) == std::vector<double>{3, 4, 0, -12});
    REQUIRE(clipped({.clipnorm = 6}) == std::vector<double>{3, 4, 0, -6});
    REQUIRE(clipped({.clipnorm = 2.5}) == std::vector<double>{1.5, 2, 0, -2.5});
    REQUIRE(clipped({.clipnorm = 12}) == std::vector<double>{3, 4, 0, -12});
    REQUIRE(clipped({.global_clipnorm = 13}) == std::vector<double>{3, 4, 0, -12});
    REQUIRE(clipped({.global_clipnorm = 6.5}) == std::vector<double>{1.5, 2, 0, -6});
}

TEST_CASE("loss and metrics are computed from logits as far as they can", "[models]") {
    const auto fused = [](AnyLoss loss, std::vector<AnyMetric> metrics, const char* activation) {
        Compiled<double> compiled({.loss = std::move(loss), .metrics = std::move(metrics)});
        compiled.fuse(7, activation);
        REQUIRE(compiled.metrics.size() == 1);
        return std::array{compiled.loss_from_logits, compiled.metrics[0].from_logits(),
                          compiled.logits_node == 7};
    };
    using Fused = std::array<bool, 3>;
    REQUIRE(fused(CategoricalCrossentropy(), {accuracy}, "softmax") == Fused{true, false, true});
    REQUIRE(fused(BinaryCrossentropy(), {BinaryCrossentropy()}, "sigmoid") == Fused{true, true, true});
    REQUIRE(fused(MeanSquaredError(), {CategoricalCrossentropy()}, "softmax") == Fused{false, true, true});
    REQUIRE(fused(MeanSquaredError(), {accuracy}, "softmax") == Fused{false, false, false});
    REQUIRE(fused(CategoricalCrossentropy(), {CategoricalCrossentropy()}, "relu") ==
            Fused{false, false, false});

    Compiled<double> compiled({.loss = MeanSquaredError(), .metrics = {accuracy}});
    compiled.fuse(7, "softmax");
    REQUIRE(compiled.logits_node == no_node);

    // Each time from what was given.
    Compiled<double> again({.loss = CategoricalCrossentropy(), .metrics = {CategoricalCrossentropy()}});
    again.fuse(7, "softmax");
    again.fuse(3, "relu");
    REQUIRE_FALSE(again.loss_from_logits);
    REQUIRE_FALSE(again.metrics[0].from_logits());
    REQUIRE(again.logits_node == no_node);
    again.fuse(2, "sigmoid");
    REQUIRE(again.loss_from_logits);
    REQUIRE(again.logits_node == 2);
}
