// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace sequential_test {

inline Sequential<double> regularized() {
    return {Dense<double>(8, {.activation = activations::tanh,
                              .kernel_regularizer = l1(0.001),
                              .bias_regularizer = l2(0.002),
                              .activity_regularizer = l1_l2(0.003, 0.004)}),
            Dense<double>(3, {.activation = activations::softmax, .activity_regularizer = l2(0.01)})};
}

}  // namespace sequential_test

TEST_CASE("the reported loss is the sum of its parts", "[models]") {
    const auto iris = datasets::load_iris();
    const auto [train, test] =
        train_test_split(StandardScaler().fit_transform(iris.x), to_categorical(iris.y));
    auto model = sequential_test::regularized();
    model.compile({.optimizer = SGD({.learning_rate = 0.1, .momentum = 0.9}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {accuracy}});
    const History history =
        model.fit(train.x, train.y, {.epochs = 30, .validation_data = test, .verbose = 0});
    REQUIRE(history.epoch.size() == 30);
    for (const std::string prefix : {"", "val_"})
        for (std::size_t i = 0; i < 30; ++i)
            REQUIRE(history[prefix + "loss"][i] ==
                    Approx(history[prefix + "data_loss"][i] + history[prefix + "kernel_penalty"][i] +
                           history[prefix + "bias_penalty"][i] + history[prefix + "activity_penalty"][i]));
    REQUIRE(history.last("val_accuracy") > 0.8);
    REQUIRE(model.evaluate(test.x, test.y)["loss"] == Approx(history.last("val_loss")));
}

TEST_CASE("a step of plain gradient descent follows the slope of the reported loss", "[models]") {
    const auto iris = datasets::load_iris();
    const Matrix<double> x = StandardScaler().fit_transform(iris.x);
    const Matrix<double> y = to_categorical(iris.y);
    auto model = sequential_test::regularized();
    model.compile({.optimizer = SGD({.learning_rate = 1}), .loss = CategoricalCrossentropy()});
    model.build({4});
    const auto before = model.get_weights();
    auto stepped = model;
    stepped.train_on_batch(x, y);
    const auto after = stepped.get_weights();
    for (std::size_t w = 0; w < before.size(); ++w)
        for (Index i = 0; i < before[w].size(); ++i) {
            const double step = 1e-6;
            double loss[2];
            for (const int side : {0, 1}) {
                auto moved = before;
                moved[w].data()[i] += side == 0 ? step : -step;
                model.set_weights(moved);
                loss[side] = model.evaluate(x, y, {.batch_size = 150})["loss"];
            }
            // A bias that is exactly zero has an L2 penalty only, which is smooth there.
            const double slope = (loss[0] - loss[1]) / (2 * step);
            REQUIRE(before[w].data()[i] - after[w].data()[i] == Approx(slope).epsilon(1e-5).margin(1e-8));
        }
}

TEST_CASE("calls out of order and data that do not fit are refused in one sentence", "[models]") {
    Sequential model{Dense(3, {.activation = activations::softmax, .input_shape = {4}, .name = "hidden"})};
    const Matrix<float> x = Matrix<float>::Ones(5, 4), y = Matrix<float>::Ones(5, 3);
    REQUIRE_THROWS_WITH(model.fit(x, y),
                        "Sequential 'sequential': expected a compiled model for fit; call compile() first, "
                        "got an uncompiled one");
    model.compile({.loss = CategoricalCrossentropy()});
    REQUIRE_THROWS_WITH(model.fit(x, Matrix<float>(Matrix<float>::Ones(4, 3))),
                        "Sequential 'sequential': expected as many samples in y as in x, 5, got 4");
    REQUIRE_THROWS_WITH(model.fit(x, Matrix<float>(Matrix<float>::Ones(5, 1))),
                        "CategoricalCrossentropy: expected one-hot targets with 3 columns, got 1 column; "
                        "use to_categorical(y), or SparseCategoricalCrossentropy for labels");
    REQUIRE_THROWS_WITH(model.fit(x, y, {.batch_size = 0}),
                        "Sequential 'sequential': expected batch_size to be positive and finite, got 0");
    model.build();
    REQUIRE_THROWS_WITH(model.predict(Matrix<float>(Matrix<float>::Ones(112, 5))),
                        "Dense 'hidden': expected input with last dimension 4, got shape (112, 5)");
    REQUIRE_THROWS_WITH(model.add(Dense(1)),
                        "Sequential 'sequential': expected all layers to be added before the model is built, "
                        "got another Dense");
}
