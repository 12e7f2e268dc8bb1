// SPDX-License-Identifier: MIT
// What a model refuses, in which words, and that it is as before. What training refuses: training/fit_refusals_test.cpp.
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;
using fixtures::require_refused;

namespace sequential_refusals_test {

using Model = Sequential<double>;

/// As `fixtures::compiled_model`, built, and with a state of the optimizer.
inline Model trained() {
    Model model = fixtures::compiled_model();
    model.fit(fixtures::numbers(10, 4), fixtures::one_hot(10), {.epochs = 2, .batch_size = 4, .verbose = 0});
    return model;
}

}  // namespace sequential_refusals_test

TEST_CASE("a layer is refused if its name is taken, or the model built", "[models]") {
    using namespace sequential_refusals_test;
    REQUIRE_THROWS_AS((Model{Dense<double>(2, {.name = "a"}), Dropout<double>(0, {.name = "a"})}),
                      ArgumentError);
    REQUIRE_THROWS_WITH((Model{Dense<double>(2, {.name = "a"}), Dropout<double>(0, {.name = "a"})}),
                        "Sequential 'sequential': expected layers with different names, got 'a' twice");
    Model model = fixtures::model();
    require_refused<ArgumentError>(
        model, "Sequential 'classifier': expected layers with different names, got 'hidden' twice",
        [](Model& m) { m.add(Dense<double>(3, {.name = "hidden"})); });
    Model built = trained();
    require_refused<ArgumentError>(
        built,
        "Sequential 'classifier': expected all layers to be added before the model is "
        "built, got another Dense",
        [](Model& m) { m.add(Dense<double>(3)); });
}

TEST_CASE("an unknown layer is refused with what there is", "[models]") {
    using namespace sequential_refusals_test;
    Model model = fixtures::model();
    require_refused<ArgumentError>(
        model,
        "Sequential 'classifier': expected the name of a layer: 'hidden', 'dropout', 'output', got 'dense'",
        [](Model& m) { (void)m.layer("dense"); });
    require_refused<ArgumentError>(
        model, "Sequential 'classifier': expected the name of a layer: 'hidden', 'dropout', 'output', got ''",
        [](const Model& m) { (void)m.layer(""); });
    require_refused<ArgumentError>(model, "Sequential 'classifier': expected a layer number below 3, got 3",
                                   [](Model& m) { (void)m.layer(3); });
    require_refused<ArgumentError>(model, "Sequential 'classifier': expected a layer number below 3, got -1",
                                   [](const Model& m) { (void)m.layer(-1); });
    require_refused<ArgumentError>(
        model, "Dense 'hidden': expected the name of a parameter: 'kernel', 'bias', got 'weight'",
        [](const Model& m) { (void)m.layer(0).parameter("weight"); });
}

TEST_CASE("a model without layers cannot be built or trained", "[models]") {
    using namespace sequential_refusals_test;
    Model model;
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    require_refused<ArgumentError>(model, "Sequential 'sequential': expected at least one layer, got none",
                                   [](Model& m) { m.build({4}); });
    require_refused<ArgumentError>(model, "Sequential 'sequential': expected a layer number below 0, got 0",
                                   [](Model& m) { (void)m.layer(0); });
    model.compile({.loss = MeanSquaredError()});
    require_refused<ArgumentError>(model, "Sequential 'sequential': expected at least one layer, got none",
                                   [&](Model& m) { m.fit(x, y); });
    require_refused<ArgumentError>(model, "Sequential 'sequential': expected at least one layer, got none",
                                   [&](Model& m) { m.train_on_batch(x.view(), y.view()); });
    require_refused<ArgumentError>(model,
                                   "Sequential 'sequential': expected a built model for predict; call "
                                   "build() or fit() first, got an unbuilt one",
                                   [&](const Model& m) { (void)m.predict(x); });
}

TEST_CASE("a shape that a layer cannot take is refused, and the model stays unbuilt", "[models]") {
    using namespace sequential_refusals_test;
    Model model = fixtures::model();
    require_refused<ArgumentError>(
        model,
        "Sequential 'classifier': expected an input shape, as in build({4}) or in the "
        "first layer's options, got none",
        [](Model& m) { m.build(); });
    Model told{Dense<double>(3, {.input_shape = {4}, .name = "first"})};
    require_refused<ShapeError>(told, "Dense 'first': expected input of shape (None, 4), got (None, 5)",
                                [](Model& m) { m.build({5}); });
    Model inside{Dense<double>(3), Dense<double>(3, {.input_shape = {4}, .name = "second"})};
    inside.compile(fixtures::how());
    REQUIRE_THROWS_WITH(inside.build({4}),
                        "Dense 'second': expected input of shape (None, 4), got (None, 3)");
    REQUIRE_FALSE(inside.is_built());
    // The first layer has drawn its weights when the second refuses: the next draw is the same all the same.
    Model rank{Dense<double>(3), Dense<double>(3, {.activity_regularizer = orthogonal(), .name = "second"})};
    Model before = rank;
    REQUIRE_THROWS_WITH(rank.build({2, 4}),
                        "Dense 'second': orthogonal: expected a tensor of rank 2, got shape (1, 2, 3)");
    REQUIRE_FALSE(rank.is_built());
    rank.build({4});
    before.build({4});
    REQUIRE(fixtures::same_weights(rank, before));
    Model built = trained();
    require_refused<ShapeError>(built, "Dense 'hidden': expected input of shape (None, 4), got (None, 5)",
                                [](Model& m) { m.build({5}); });
}

TEST_CASE("a model cannot be used before it is built or compiled", "[models]") {
    using namespace sequential_refusals_test;
    Model model = fixtures::model();
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    const auto uncompiled = [](const std::string& caller) {
        return "Sequential 'classifier': expected a compiled model for " + caller +
               "; call compile() first, got an uncompiled one";
    };
    require_refused<ArgumentError>(model, uncompiled("fit"), [&](Model& m) { m.fit(x, y); });
    require_refused<ArgumentError>(model, uncompiled("train_on_batch"),
                                   [&](Model& m) { m.train_on_batch(x.view(), y.view()); });
    require_refused<ArgumentError>(model, uncompiled("evaluate"),
                                   [&](const Model& m) { (void)m.evaluate(x, y); });
    require_refused<ArgumentError>(model, uncompiled("learning_rate"),
                                   [](const Model& m) { (void)m.learning_rate(); });
    require_refused<ArgumentError>(model, uncompiled("set_learning_rate"),
                                   [](Model& m) { m.set_learning_rate(1); });
    require_refused<ArgumentError>(model, uncompiled("iterations"),
                                   [](const Model& m) { (void)m.iterations(); });
    require_refused<ArgumentError>(model, uncompiled("check_gradients"),
                                   [&](const Model& m) { (void)check_gradients(m, x, y); });

    const auto unbuilt = [](const std::string& caller, const std::string& how) {
        return "Sequential 'classifier': expected a built model for " + caller + "; call " + how +
               " first, got an unbuilt one";
    };
    model.compile(fixtures::how());
    require_refused<ArgumentError>(model, unbuilt("evaluate", "build() or fit()"),
                                   [&](const Model& m) { (void)m.evaluate(x, y); });
    require_refused<ArgumentError>(model, unbuilt("predict", "build() or fit()"),
                                   [&](const Model& m) { (void)m.predict(x); });
    require_refused<ArgumentError>(model, unbuilt("predict", "build() or fit()"),
                                   [&](const Model& m) { (void)m.predict(x.matrix()); });
    require_refused<ArgumentError>(model, unbuilt("get_weights", "build()"),
                                   [](const Model& m) { (void)m.get_weights(); });
    require_refused<ArgumentError>(model, unbuilt("set_weights", "build()"),
                                   [](Model& m) { m.set_weights({}); });
}

TEST_CASE("compile needs a loss, and leaves a compiled model as it was if it refuses", "[models]") {
    using namespace sequential_refusals_test;
    for (const bool is_compiled : {false, true}) {
        Model model = is_compiled ? trained() : fixtures::model();
        require_refused<ArgumentError>(model,
                                       "Sequential 'classifier': expected a loss to compile with, as in "
                                       "{.loss = MeanSquaredError()}, got none",
                                       [](Model& m) { m.compile({.optimizer = SGD()}); });
        require_refused<ArgumentError>(
            model, "compile: expected metrics with different names, got 'accuracy' twice", [](Model& m) {
                m.compile({.loss = MeanSquaredError(), .metrics = {accuracy, accuracy}});
            });
    }
}

TEST_CASE("a learning rate is refused unless it is a number that is not negative", "[models]") {
    using namespace sequential_refusals_test;
    Model model = trained();
    for (const auto& [rate, came] :
         {std::pair(-0.5, "-0.5"), std::pair(double(NAN), "nan"), std::pair(double(INFINITY), "inf")})
        require_refused<ArgumentError>(
            model,
            std::string(
                "Sequential 'classifier': expected learning_rate to be non-negative and finite, got ") +
                came,
            [&, value = rate](Model& m) { m.set_learning_rate(value); });
}

TEST_CASE("weights of another number or shape are refused", "[models]") {
    using namespace sequential_refusals_test;
    Model model = trained();
    require_refused<ShapeError>(model, "Sequential 'classifier': expected 4 weight matrices, got 3",
                                [](Model& m) {
                                    auto weights = m.get_weights();
                                    for (auto& matrix : weights) matrix.setZero();
                                    weights.pop_back();
                                    m.set_weights(weights);
                                });
    require_refused<ShapeError>(
        model, "Sequential 'classifier': expected weight 2 ('kernel') of shape (5, 3), got (3, 5)",
        [](Model& m) {
            auto weights = m.get_weights();
            for (auto& matrix : weights) matrix.setZero();
            weights[2].transposeInPlace();
            m.set_weights(weights);
        });
    require_refused<ShapeError>(
        model, "Sequential 'classifier': expected weight 1 ('bias') of shape (1, 5), got (5, 1)",
        [](Model& m) {
            auto weights = m.get_weights();
            weights[0].setZero();
            weights[1].transposeInPlace();
            m.set_weights(weights);
        });
    require_refused<ShapeError>(model, "Dense 'output': expected 2 weight matrices, got 0",
                                [](Model& m) { m.layer("output").set_weights({}); });
}

TEST_CASE("inputs to predict that do not fit are refused", "[models]") {
    using namespace sequential_refusals_test;
    Model model = trained();
    require_refused<ShapeError>(model,
                                "Dense 'hidden': expected input with last dimension 4, got shape (112, 5)",
                                [](const Model& m) { (void)m.predict(fixtures::numbers(112, 5)); });
    require_refused<ShapeError>(
        model, "Dense 'hidden': expected input of shape (None, 4), got shape (2, 3, 4)", [](const Model& m) {
            (void)m.predict(Tensor<double>(Shape{2, 3, 4}));
        });
    require_refused<ShapeError>(model, "Dense 'hidden': expected input of shape (None, 4), got shape (4,)",
                                [](const Model& m) { (void)m.predict(Tensor<double>(Shape{4})); });
    require_refused<ShapeError>(model,
                                "Sequential 'classifier': expected x with samples, got an empty tensor",
                                [](const Model& m) { (void)m.predict(Tensor<double>()); });
    for (const Index batch_size : {0, -1})
        require_refused<ArgumentError>(
            model,
            "Sequential 'classifier': expected batch_size to be positive and finite, got " +
                std::to_string(batch_size),
            [&](const Model& m) { (void)m.predict(fixtures::numbers(2, 4), batch_size); });
}

TEST_CASE("a layer in another's place is refused if it does not fit", "[models]") {
    using namespace sequential_refusals_test;
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    Model model = trained(), wider{Dense<double>(3, {.name = "wide"})};
    wider.build({6});
    model.layer("output") = wider.layer("wide");
    const std::string wide =
        "Dense 'wide': expected a layer built for inputs of shape (None, 5), got (None, 6)";
    REQUIRE_THROWS_AS(model.predict(x), ShapeError);
    REQUIRE_THROWS_WITH(model.predict(x), wide);
    REQUIRE_THROWS_WITH(model.evaluate(x, y), wide);
    REQUIRE_THROWS_WITH(model.fit(x, y), wide);
    REQUIRE_THROWS_WITH(model.train_on_batch(x.view(), y.view()), wide);
    model.layer("wide") = Dense<double>(3, {.input_shape = {5}, .name = "unbuilt"});
    REQUIRE_THROWS_WITH(
        model.predict(x),
        "Dense 'unbuilt': expected a layer built for inputs of shape (None, 5), got an unbuilt one");
}
