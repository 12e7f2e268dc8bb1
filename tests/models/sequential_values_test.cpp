// SPDX-License-Identifier: MIT
// Models are values: what is copied is a model of its own, what is moved goes on.
#include <memory>
#include <type_traits>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace sequential_values_test {

using Model = Sequential<double>;

using fixtures::x, fixtures::y;
inline const FitOptions<double>& options() {
    static const FitOptions<double> how{.epochs = 3, .batch_size = 4, .verbose = 0};
    return how;
}

inline Model trained() {
    Model model = fixtures::compiled_model();
    model.fit(x(), y(), options());
    return model;
}

inline double loss(const Model& model) {
    return model.evaluate(x(), y())["loss"];
}

}  // namespace sequential_values_test

TEST_CASE("training a copy leaves the original as it was", "[models]") {
    using namespace sequential_values_test;
    Model model = trained();
    const Model kept = model;
    Model copy = model;
    fixtures::require_same(copy, model, x(), y());
    copy.fit(x(), y(), options());
    copy.train_on_batch(x().view(), y().view());
    copy.set_learning_rate(0.001);
    copy.layer("hidden").set_trainable(false);
    copy.layer("output").set_name("other");
    copy.set_seed(99);
    REQUIRE_FALSE(fixtures::same_weights(copy, model));
    fixtures::require_same(model, kept, x(), y());
    // And the other way round.
    const Model copy_kept = copy;
    model.fit(x(), y(), options());
    fixtures::require_same(copy, copy_kept, x(), y());
}

TEST_CASE("a copy takes the momentum along", "[models]") {
    using namespace sequential_values_test;
    const Model model = trained();
    Model with = model, without = model;
    const Tensor<double>& velocity = model.layer("hidden").parameter("kernel").slots[0];
    const Tensor<double>& copied = with.layer("hidden").parameter("kernel").slots[0];
    REQUIRE(copied.data() != velocity.data());
    REQUIRE(copied.matrix() == velocity.matrix());
    without.compile(fixtures::how());
    with.set_seed(1);
    without.set_seed(1);
    with.fit(x(), y(), options());
    without.fit(x(), y(), options());
    REQUIRE_FALSE(fixtures::same_weights(with, without));
}

TEST_CASE("copies of unbuilt and uncompiled models are models, too", "[models]") {
    using namespace sequential_values_test;
    const Model unbuilt = fixtures::model();
    Model a = unbuilt, b = unbuilt;
    REQUIRE_FALSE(a.is_built());
    a.build({4});
    REQUIRE_FALSE(b.is_built());
    b.build({4});
    REQUIRE(fixtures::same_weights(a, b));
    const Model built = a;
    REQUIRE_FALSE(built.is_compiled());
    fixtures::require_same(built, a, x(), y());
}

TEST_CASE("assigning the best model restores it", "[models]") {
    using namespace sequential_values_test;
    Model model = trained();
    const Model best = model;
    const double best_loss = loss(best);
    model.set_learning_rate(100);
    model.fit(x(), y(), options());
    REQUIRE(loss(model) > best_loss);
    model = best;
    REQUIRE(loss(model) == best_loss);
    fixtures::require_same(model, best, x(), y());
    const Model& itself = model;
    model = itself;
    fixtures::require_same(model, best, x(), y());
}

TEST_CASE("a model that has trained can be assigned one of other layers", "[models]") {
    using namespace sequential_values_test;
    Model model = trained();
    Model other({Dense<double>(7, {.activation = activations::relu}), Dense<double>(7), Dense<double>(3)},
                {.name = "other"});
    other.compile({.loss = MeanSquaredError()});
    model = other;
    REQUIRE(model.name() == "other");
    fixtures::require_same(model, other, x(), y());
    model.fit(x(), y(), options());
    REQUIRE_FALSE(other.is_built());
}

TEST_CASE("a moved model goes on, and what it was moved from has no layers", "[models]") {
    using namespace sequential_values_test;
    STATIC_REQUIRE(std::is_nothrow_move_constructible_v<Model>);
    Model model = trained();
    const Model kept = model;
    Model moved = std::move(model);
    fixtures::require_same(moved, kept, x(), y());
    moved.train_on_batch(x().view(), y().view());
    model = Model();
    model = std::move(moved);
    model.train_on_batch(x().view(), y().view());
    Model expected = kept;
    expected.train_on_batch(x().view(), y().view());
    expected.train_on_batch(x().view(), y().view());
    fixtures::require_same(model, expected, x(), y());

    Model from = kept;
    const Model to = std::move(from);
    REQUIRE(from.layers().empty());  // NOLINT: what is left of it is said
    REQUIRE_FALSE(from.is_built());
    REQUIRE_FALSE(from.is_compiled());
    REQUIRE_THROWS_AS(from.predict(x()), ArgumentError);
    REQUIRE_THROWS_AS(from.fit(x(), y()), ArgumentError);
    from.add(Dense<double>(3, {.activation = activations::softmax}));
    from.compile(fixtures::how());
    from.fit(x(), y(), options());
    fixtures::require_same(to, kept, x(), y());
}

TEST_CASE("models live in a vector", "[models]") {
    using namespace sequential_values_test;
    std::vector<Model> models;
    for (std::uint32_t seed = 0; seed < 5; ++seed) {
        models.push_back(fixtures::compiled_model(seed));
        for (Model& model : models) model.fit(x(), y(), options());
    }
    for (std::uint32_t seed = 0; seed < 5; ++seed) {
        Model alone = fixtures::compiled_model(seed);
        for (std::uint32_t fits = seed; fits < 5; ++fits) alone.fit(x(), y(), options());
        fixtures::require_same(models[seed], alone, x(), y());
    }
    const double first = loss(models.front());
    models.erase(models.begin() + 1, models.end() - 1);
    std::swap(models[0], models[1]);
    REQUIRE(loss(models[1]) == first);
    models[1].fit(x(), y(), options());
}

TEST_CASE("models can be returned, held by pointers, and outlive their layers' makers", "[models]") {
    using namespace sequential_values_test;
    const auto made = [] {
        Dense<double> layer(3, {.activation = activations::softmax});
        auto model = std::make_unique<Model>(Model{layer});
        model->compile(fixtures::how());
        return model;
    }();
    made->fit(x(), y(), options());
    REQUIRE(made->iterations() == 9);
    Sequential deduced{Dense<double>(2)};
    STATIC_REQUIRE(std::is_same_v<decltype(deduced), Model>);
    Sequential copied{deduced};
    STATIC_REQUIRE(std::is_same_v<decltype(copied), Model>);
    REQUIRE(copied.layers().size() == 1);
    STATIC_REQUIRE(std::is_same_v<decltype(Sequential{Dense(2), Dropout(0.5)}), Sequential<float>>);
}
