// SPDX-License-Identifier: MIT
#include <ockham/models/propagation.hpp>
#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace compiled_test {

/// Adds its numbers up, to see what an optimizer is given: value += 100 learning_rate + iteration, and counts in its
/// first slot.
struct Counting {
    const char* name = "counting";
    AnySchedule learning_rate = 0.5;
    int slots = 1;
    UpdateOptions shared = {};
    bool applies_decay = false, proximal_l1 = false;
    double initial(int slot) const { return 10 * slot; }
    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        REQUIRE(u.slots.size() == static_cast<std::size_t>(slots));
        u.value.array() += static_cast<Scalar>(100 * u.learning_rate + static_cast<double>(u.iteration) +
                                               1e4 * u.decay + 1e6 * u.l1);
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

/// The values of {0, 0} after each of so many steps, as that optimizer moves them.
inline std::vector<double> path(const AnyOptimizer& optimizer, int steps,
                                Parameter<double>* moved = nullptr) {
    Compiled<double> compiled({.optimizer = optimizer, .loss = MeanSquaredError()});
    Parameter<double> a = parameter("a", {1, 1});
    std::vector<double> path;
    for (int step = 0; step < steps; ++step) {
        a.gradient.fill(step + 1);
        compiled.update({&a});
        REQUIRE(a.value.data()[0] == a.value.data()[1]);
        path.push_back(a.value.data()[0]);
    }
    if (moved) *moved = a;
    return path;
}

/// Keeps weights in [-100, 60].
struct Between {
    template <class Scalar>
    void apply(TensorOut<Scalar> w) const {
        for (Index i = 0; i < w.size(); ++i)
            w.data()[i] = std::min(std::max(w.data()[i], Scalar(-100)), Scalar(60));
    }
};

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
         {"loss", "data_loss", "kernel_penalty", "bias_penalty", "activity_penalty", "epoch", "val_accuracy"})
        REQUIRE_THROWS_WITH(
            Made({.loss = MeanSquaredError(), .metrics = {Accuracy({.name = name})}}),
            "compile: expected a metric whose name is not one of the loss, nor epoch, nor begins "
            "with val_, got '" +
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
    REQUIRE(values(trained.slots[1]) == std::vector<double>{12, 12});
    REQUIRE(trained.slots[2].empty());
    REQUIRE(values(trained.gradient) == std::vector<double>{1, 2});
    for (const Parameter<double>* other : {&frozen, &fixed}) {
        REQUIRE(values(other->value) == std::vector<double>{0});
        REQUIRE(other->slots[0].empty());
    }
}

TEST_CASE("a schedule gives the rate of each step", "[models]") {
    using namespace compiled_test;
    const auto falling = [](std::int64_t step) { return 1.0 / static_cast<double>(step + 1); };
    REQUIRE(path(Counting{.learning_rate = falling}, 2) == std::vector<double>{100, 100 + 50 + 1});
    Compiled<double> compiled({.optimizer = Counting{.learning_rate = falling}, .loss = MeanSquaredError()});
    compiled.iterations = 3;
    REQUIRE(compiled.rate() == 0.25);
    // Batches count, not updates.
    REQUIRE(path(Counting{.learning_rate = falling, .shared = {.gradient_accumulation_steps = 2}}, 4) ==
            std::vector<double>{0, 50, 50, 50 + 25 + 1});
}

TEST_CASE("a schedule has to give learning rates, and otherwise nothing changes", "[models]") {
    using namespace compiled_test;
    const auto wrong = [](std::int64_t step) { return 1.0 - static_cast<double>(step); };
    Compiled<double> compiled({.optimizer = Counting{.learning_rate = wrong}, .loss = MeanSquaredError()});
    Parameter<double> a = parameter("a", {1});
    compiled.update({&a});
    compiled.update({&a});
    const std::vector<double> before = values(a.value);
    REQUIRE_THROWS_WITH(
        compiled.update({&a}),
        "counting: expected the learning rate of step 2 to be non-negative and finite, got -1");
    REQUIRE(compiled.iterations == 2);
    REQUIRE(values(a.value) == before);
}

TEST_CASE("gradients are gathered over several batches, and then clipped", "[models]") {
    using namespace compiled_test;
    Parameter<double> a;
    REQUIRE(path(SGD({.learning_rate = 1, .gradient_accumulation_steps = 3}), 7, &a) ==
            std::vector<double>{0, 0, -2, -2, -2, -7, -7});
    REQUIRE(values(a.slots[Parameter<double>::gathered_slot]) == std::vector<double>{7, 7});
    REQUIRE(a.slots[Parameter<double>::average_slot].empty());
    REQUIRE(path(SGD({.learning_rate = 1, .clipvalue = 1.75, .gradient_accumulation_steps = 2}), 4) ==
            std::vector<double>{0, -1.5, -1.5, -1.5 - 1.75});
    // The optimizer counts updates.
    REQUIRE(path(Counting{.shared = {.gradient_accumulation_steps = 2}}, 6) ==
            std::vector<double>{0, 50, 50, 101, 101, 153});
    Compiled<double> compiled(
        {.optimizer = SGD({.gradient_accumulation_steps = 3}), .loss = MeanSquaredError()});
    compiled.iterations = 8;
    REQUIRE(compiled.updates() == 2);
}

TEST_CASE("weights decay before an update, unless they are excluded", "[models]") {
    using namespace compiled_test;
    // By a share of 0.5 * 0.25 each time.
    REQUIRE(path(Counting{.shared = {.weight_decay = 0.25}}, 2) == std::vector<double>{50, 50 - 6.25 + 51});
    REQUIRE(path(Counting{.shared = {.weight_decay = 0.25}, .applies_decay = true}, 1) ==
            std::vector<double>{50 + 1250});

    Compiled<double> compiled(
        {.optimizer =
             Counting{.shared = {.weight_decay = 0.25, .exclude_from_weight_decay = {"bias", "b/k"}}},
         .loss = MeanSquaredError()});
    REQUIRE(compiled.decays("a/kernel"));
    REQUIRE_FALSE(compiled.decays("b/kernel"));
    REQUIRE_FALSE(compiled.decays("a/bias"));
    Parameter<double> a = parameter("a", {1});
    a.decayed = false;
    compiled.update({&a});
    compiled.update({&a});
    REQUIRE(values(a.value) == std::vector<double>{101});
}

TEST_CASE("weights are averaged after every step, and replaced as often as wanted", "[models]") {
    using namespace compiled_test;
    constexpr std::size_t slot = Parameter<double>::average_slot;
    const auto falling = [](double momentum, int frequency, int batches = 1) {
        return SGD({.learning_rate = 1,
                    .use_ema = true,
                    .ema_momentum = momentum,
                    .ema_overwrite_frequency = frequency,
                    .gradient_accumulation_steps = batches});
    };
    Parameter<double> a;
    REQUIRE(path(falling(0.5, 0), 3, &a) == std::vector<double>{-1, -3, -6});
    REQUIRE(values(a.slots[slot]) == std::vector<double>{-4, -4});  // -1, -2, -4
    REQUIRE(path(falling(0.5, 2), 3, &a) == std::vector<double>{-1, -2, -5});
    REQUIRE(values(a.slots[slot]) == std::vector<double>{-3.5, -3.5});
    // Between updates the average moves on: 0, -1.5, -1.5; -1.5, -5; and -5 once more.
    REQUIRE(path(falling(0.5, 2, 2), 4, &a) == std::vector<double>{0, -1.5, -1.5, -3.25});
    REQUIRE(values(a.slots[slot]) == std::vector<double>{-3.25, -3.25});

    Compiled<double> compiled({.optimizer = falling(0.5, 0), .loss = MeanSquaredError()});
    Parameter<double> b = parameter("b", {1}), frozen = parameter("c", {1}), never = parameter("d", {1});
    frozen.frozen = true;
    for (int step = 0; step < 3; ++step) compiled.update({&b, &frozen});
    compiled.finish({&b, &frozen, &never});
    REQUIRE(values(b.value) == std::vector<double>{-2.25});  // -1, -1.5, -2.25
    REQUIRE(values(frozen.value) == std::vector<double>{0});
    REQUIRE(values(never.value) == std::vector<double>{0});
    // A parameter that is trained later begins with itself.
    frozen.frozen = false;
    frozen.value.fill(5);
    compiled.update({&frozen});
    REQUIRE(values(frozen.slots[slot]) == std::vector<double>{4});
}

TEST_CASE("a constraint comes last, after each batch", "[models]") {
    using namespace compiled_test;
    Compiled<double> compiled(
        {.optimizer =
             Counting{.learning_rate = 0.75,
                      .shared = {.use_ema = true, .ema_momentum = 0, .gradient_accumulation_steps = 2}},
         .loss = MeanSquaredError()});
    Parameter<double> a = parameter("a", {1});
    a.constraint = Between();
    a.value.fill(-200);
    compiled.update({&a});
    REQUIRE(values(a.value) == std::vector<double>{-100});
    compiled.update({&a});
    REQUIRE(values(a.value) == std::vector<double>{-25});
    compiled.update({&a});
    compiled.update({&a});
    REQUIRE(values(a.value) == std::vector<double>{51});
    compiled.update({&a});
    compiled.update({&a});
    REQUIRE(values(a.value) == std::vector<double>{60});
    REQUIRE(values(a.slots[Parameter<double>::average_slot]) == std::vector<double>{51 + 77});
}

TEST_CASE("an optimizer with a proximal step gets the factor of the L1 penalty", "[models]") {
    using namespace compiled_test;
    for (const bool is_proximal : {false, true}) {
        Compiled<double> compiled(
            {.optimizer = Counting{.proximal_l1 = is_proximal}, .loss = MeanSquaredError()});
        Parameter<double> a = parameter("a", {1}), b = a;
        a.regularizer = l1_l2(0.5, 2);
        compiled.update({&a, &b});
        REQUIRE(values(a.value) == std::vector<double>{is_proximal ? 50 + 5e5 : 50});
        REQUIRE(values(b.value) == std::vector<double>{50});
    }
}

TEST_CASE("the slots in use are the optimizer's own, and those that it asks for", "[models]") {
    using namespace compiled_test;
    using Numbers = std::vector<std::size_t>;
    const auto slots = [](const AnyOptimizer& optimizer) {
        return Compiled<float>({.optimizer = optimizer, .loss = MeanSquaredError()}).slots_in_use();
    };
    REQUIRE(slots(SGD()) == Numbers{});
    REQUIRE(slots(Counting{.slots = 4}) == Numbers{0, 1, 2, 3});
    REQUIRE(slots(SGD({.momentum = 0.5, .use_ema = true})) == Numbers{0, 4});
    REQUIRE(slots(SGD({.use_ema = true, .gradient_accumulation_steps = 2})) == Numbers{4, 5});
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
    const auto fused = [](AnyLoss loss, std::vector<AnyMetric> metrics, Logits logits) {
        Compiled<double> compiled({.loss = std::move(loss), .metrics = std::move(metrics)});
        compiled.fuse(7, logits);
        REQUIRE(compiled.metrics.size() == 1);
        return std::array{compiled.loss_from_logits, compiled.metrics[0].from_logits(),
                          compiled.logits_node == 7};
    };
    using Fused = std::array<bool, 3>;
    REQUIRE(fused(CategoricalCrossentropy(), {accuracy}, Logits::softmax) == Fused{true, false, true});
    REQUIRE(fused(BinaryCrossentropy(), {BinaryCrossentropy()}, Logits::sigmoid) == Fused{true, true, true});
    REQUIRE(fused(MeanSquaredError(), {CategoricalCrossentropy()}, Logits::softmax) ==
            Fused{false, true, true});
    REQUIRE(fused(MeanSquaredError(), {accuracy}, Logits::softmax) == Fused{false, false, false});
    REQUIRE(fused(CategoricalCrossentropy(), {CategoricalCrossentropy()}, Logits::none) ==
            Fused{false, false, false});

    Compiled<double> compiled({.loss = MeanSquaredError(), .metrics = {accuracy}});
    compiled.fuse(7, Logits::softmax);
    REQUIRE(compiled.logits_node == no_node);

    // Each time from what was given.
    Compiled<double> again({.loss = CategoricalCrossentropy(), .metrics = {CategoricalCrossentropy()}});
    again.fuse(7, Logits::softmax);
    again.fuse(3, Logits::none);
    REQUIRE_FALSE(again.loss_from_logits);
    REQUIRE_FALSE(again.metrics[0].from_logits());
    REQUIRE(again.logits_node == no_node);
    again.fuse(2, Logits::sigmoid);
    REQUIRE(again.loss_from_logits);
    REQUIRE(again.logits_node == 2);
}
