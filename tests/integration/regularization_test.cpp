// SPDX-License-Identifier: MIT
// What penalties are for, on Iris.
#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace regularization_test {

struct Outcome {
    History history;
    Sequential<float> model;
    double train_loss, test_loss, activity, kernel, cosines;
};

/// A hidden layer of 32 units on Iris, with the penalties of `options` on it.
inline Outcome trained(DenseOptions options, double dropout = 0) {
    const auto iris = datasets::load_iris();
    const auto [train, test] =
        train_test_split(StandardScaler().fit_transform(iris.x), to_categorical(iris.y));
    options.activation = activations::tanh;
    options.name = "hidden";
    Sequential<float> model(
        {Dense(32, std::move(options)), Dropout(dropout), Dense(3, {.activation = activations::softmax})},
        {.seed = 1});
    model.compile({.optimizer = SGD({.learning_rate = 0.2, .momentum = 0.9}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {accuracy}});
    History history = model.fit(train.x, train.y, {.epochs = 60, .validation_data = test, .verbose = 0});

    Sequential<float> hidden{model.layer("hidden")};
    hidden.build({4});
    const Matrix<float> kernel = model.get_weights()[0];
    return {std::move(history),
            model,
            model.evaluate(train.x, train.y)["data_loss"],
            model.evaluate(test.x, test.y)["data_loss"],
            static_cast<double>(hidden.predict(train.x).cwiseAbs().mean()),
            static_cast<double>(kernel.norm()),
            orthogonal(1).penalty(In<float>(kernel.data(), kernel.rows(), kernel.cols()))};
}

}  // namespace regularization_test

TEST_CASE("each penalty makes small what it is a penalty on, and the flowers are still told apart",
          "[integration]") {
    using namespace regularization_test;
    const Outcome plain = trained({});
    REQUIRE(plain.history.last("accuracy") > 0.95);
    REQUIRE(plain.history.last("loss") == plain.history.last("data_loss"));

    const Outcome activity = trained({.activity_regularizer = l1(0.01)}),
                  kernel = trained({.kernel_regularizer = l2(0.01)}),
                  lasso = trained({.kernel_regularizer = l1(0.005)}),
                  apart = trained({.kernel_regularizer = orthogonal(1)});
    REQUIRE(activity.activity < 0.5 * plain.activity);
    REQUIRE(kernel.kernel < 0.7 * plain.kernel);
    REQUIRE(apart.cosines < 0.5 * plain.cosines);
    const auto near_zero = [](const Outcome& outcome) {
        return (outcome.model.get_weights()[0].array().abs() < 0.01F).count();
    };
    REQUIRE(near_zero(lasso) > 4 * near_zero(plain));
    for (const Outcome* outcome : {&activity, &kernel, &lasso, &apart}) {
        REQUIRE(outcome->history.last("val_accuracy") > 0.9);
        REQUIRE(outcome->history.last("loss") > outcome->history.last("data_loss"));
    }
    // What draws towards zero keeps from fitting; directions that are apart need not.
    for (const Outcome* outcome : {&activity, &kernel, &lasso})
        REQUIRE(outcome->train_loss > plain.train_loss);
}

TEST_CASE("dropout trains on less than it predicts with", "[integration]") {
    using namespace regularization_test;
    const Outcome plain = trained({}), dropped = trained({}, 0.5);
    REQUIRE(dropped.history.last("loss") > 1.2 * dropped.train_loss);
    REQUIRE(dropped.history.last("loss") > 1.2 * plain.history.last("loss"));
    REQUIRE(dropped.history.last("val_accuracy") > 0.9);
}
