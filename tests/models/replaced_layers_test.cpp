// SPDX-License-Identifier: MIT
// Layers that are assigned others, or whose parameters are changed, through the references that a model gives.
#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace replaced_layers_test {

inline Matrix<float> x() {
    return Matrix<float>::Random(8, 4);
}

inline Matrix<float> y() {
    Matrix<float> y = Matrix<float>::Zero(8, 3);
    for (Index i = 0; i < 8; ++i) y(i, i % 3) = 1;
    return y;
}

}  // namespace replaced_layers_test

TEST_CASE("a layer that is assigned through an old reference is trained", "[models]") {
    using namespace replaced_layers_test;
    Sequential model{Dense(5), Dense(3)};
    model.build({4});
    model.compile({.loss = MeanSquaredError()});
    const Sequential before = model;
    AnyLayer<float>& first = model.layer(0);
    model.train_on_batch(x(), y());
    first = before.layer(0);
    model.train_on_batch(x(), y());
    REQUIRE(model.layer(0).get_weights() != before.layer(0).get_weights());
}

TEST_CASE("the loss is that of the last layer as it is", "[models]") {
    using namespace replaced_layers_test;
    const auto built = [](AnyActivation activation) {
        Sequential model{Dense(3, {.activation = std::move(activation)})};
        model.build({4});
        model.compile({.loss = CategoricalCrossentropy(), .metrics = {CategoricalCrossentropy()}});
        return model;
    };
    const Matrix<float> samples = x();
    Sequential model = built(activations::softmax), squares = built(activations::softplus);
    squares.layer(0).set_weights(model.layer(0).get_weights());
    model.layer(0) = squares.layer(0);
    const double right = squares.evaluate(samples, y())["loss"];
    REQUIRE(std::as_const(model).evaluate(samples, y())["loss"] == right);
    REQUIRE(std::as_const(model).evaluate(samples, y())["categorical_crossentropy"] == Approx(right));
    REQUIRE(model.train_on_batch(samples, y())["loss"] == Approx(right));
    squares.train_on_batch(samples, y());
    REQUIRE(model.get_weights() == squares.get_weights());
}

TEST_CASE("a parameter of another shape is refused", "[models]") {
    using namespace replaced_layers_test;
    Sequential model{Dense(3, {.name = "d"})};
    model.build({4});
    model.compile({.loss = MeanSquaredError()});
    model.train_on_batch(x(), y());
    const char* words = "Dense 'd': expected kernel of shape (4, 3), got shape (2, 2)";
    model.layer(0).parameters()[0]->value = Tensor<float>(Shape{2, 2});
    REQUIRE_THROWS_WITH(model.predict(x()), words);
    REQUIRE_THROWS_WITH(model.evaluate(x(), y()), words);
    REQUIRE_THROWS_WITH(model.train_on_batch(x(), y()), words);
    REQUIRE_THROWS_WITH(model.fit(x(), y(), {.verbose = 0}), words);
}

TEST_CASE("an unbuilt layer in a built model is named", "[models]") {
    using namespace replaced_layers_test;
    Sequential model{Dense(3)};
    REQUIRE_THROWS_WITH(model.build({0}),
                        "Sequential 'sequential': expected an input shape of positive sizes, got (None, 0)");
    model.build({4});
    model.layer(0) = Dense(3, {.name = "new"});
    REQUIRE_THROWS_WITH(model.predict(x()),
                        "Dense 'new': expected a built layer in a built model, got an unbuilt one");
}
