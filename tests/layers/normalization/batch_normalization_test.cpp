// SPDX-License-Identifier: MIT
#include <ockham/constraints/non_neg.hpp>
#include <ockham/initializers/random.hpp>
#include <ockham/layers/convolutional/conv.hpp>
#include <ockham/layers/normalization/batch_normalization.hpp>
#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/training/evaluate.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace batch_normalization_test {

/// With statistics and parameters that differ from channel to channel, and all penalties.
inline auto make(BatchNormalizationOptions options) {
    options.gamma_initializer = random_uniform(0.5, 1.5);
    options.beta_initializer = random_uniform(0.2, 1);
    options.moving_mean_initializer = random_uniform(-0.5, 0.5);
    options.moving_variance_initializer = random_uniform(0.5, 2);
    options.gamma_regularizer = l1_l2(0.1, 0.2);
    options.beta_regularizer = l1_l2(0.3, 0.4);
    options.activity_regularizer = l1_l2(0.1, 0.2);
    return [options](auto scalar) { return BatchNormalization<decltype(scalar)>(options); };
}

template <class Layer>
Matrix<double> value(const Layer& layer, const char* name) {
    return layer.parameter(name).value.matrix();
}

}  // namespace batch_normalization_test

TEST_CASE("BatchNormalization keeps the contract of layers", "[layers]") {
    using batch_normalization_test::make;
    layers_contract::require_contract(make({}), {3});
    layers_contract::require_contract(make({.scale = false}), {3});
    layers_contract::require_contract(make({.center = false}), {2, 3});
    layers_contract::require_contract(make({.axis = 1, .epsilon = 0.1}), {2, 3});
    layers_contract::require_contract(make({.axis = 2}), {2, 3, 2});
    layers_contract::require_contract(make({.momentum = 0}), {2, 2, 3});
    layers_contract::require_contract(make({.trainable = false}), {3});
}

TEST_CASE("BatchNormalization's statistics move in training only", "[layers]") {
    using batch_normalization_test::value;
    Sequential<double> model{BatchNormalization<double>({.momentum = 0.75, .epsilon = 0, .name = "n"})};
    model.compile({.optimizer = SGD({.learning_rate = 0}), .loss = MeanSquaredError()});
    Matrix<double> x(4, 2);
    x << 1, -2, 3, -2, 5, -2, 7, 6;  // means 4 and 0, variances 5 and 12
    const Matrix<double> y = Matrix<double>::Zero(4, 2);
    model.build({2});
    REQUIRE(model.predict(x) == x);
    model.train_on_batch(x, y);
    REQUIRE(value(model.layer("n"), "moving_mean").isApprox((Matrix<double>(1, 2) << 1, 0).finished()));
    REQUIRE(
        value(model.layer("n"), "moving_variance").isApprox((Matrix<double>(1, 2) << 2, 3.75).finished()));
    const Matrix<double> predicted = model.predict(x);
    REQUIRE(predicted(0, 0) == Approx(0).margin(1e-15));
    REQUIRE(predicted(3, 1) == Approx(6 / std::sqrt(3.75)));
    const auto before = model.get_weights();
    REQUIRE(model.evaluate(x, y)["loss"] > 0);
    REQUIRE(model.get_weights() == before);
    REQUIRE(model.layer("n").parameter("gamma").is_trained());
    REQUIRE_FALSE(model.layer("n").parameter("moving_mean").is_trained());
}

TEST_CASE("a frozen BatchNormalization uses its moving statistics in training, too", "[layers]") {
    Sequential<double> model{Dense<double>(2), BatchNormalization<double>({.name = "n", .trainable = false}),
                             Dense<double>(1)};
    model.compile({.optimizer = SGD(), .loss = MeanSquaredError()});
    model.build({3});
    const auto before = model.layer("n").get_weights();
    const Tensor<double> x = layers_contract::numbers({5, 3}), y = layers_contract::numbers({5, 1}, 2);
    const double loss = model.evaluate(x, y)["loss"];
    REQUIRE(model.train_on_batch(x, y)["loss"] == Approx(loss));
    REQUIRE(model.layer("n").get_weights() == before);
}

TEST_CASE("BatchNormalization's penalties are counted, and constraints hold", "[layers]") {
    Sequential<double> model{BatchNormalization<double>({.beta_regularizer = l2(0.25),
                                                         .gamma_regularizer = l1(0.5),
                                                         .beta_constraint = non_neg(),
                                                         .gamma_constraint = non_neg(),
                                                         .name = "n"})};
    model.compile({.optimizer = SGD({.learning_rate = 100}), .loss = MeanSquaredError()});
    model.build({3});
    const Tensor<double> x = layers_contract::numbers({5, 3});
    const Results& results = model.train_on_batch(x, layers_contract::numbers({5, 3}, 2));
    REQUIRE(results["kernel_penalty"] == Approx(1.5));
    REQUIRE(results["bias_penalty"] == 0);
    REQUIRE(model.layer("n").parameter("gamma").value.matrix().minCoeff() >= 0);
    REQUIRE(model.layer("n").parameter("beta").value.matrix().minCoeff() >= 0);
}

TEST_CASE("BatchNormalization refuses what cannot be", "[layers]") {
    REQUIRE_THROWS_WITH(BatchNormalization({.momentum = 1.5}),
                        "BatchNormalization: expected momentum to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(BatchNormalization({.epsilon = -1}),
                        "BatchNormalization: expected epsilon to be non-negative and finite, got -1");
    Random random(0);
    for (const int axis : {0, 2, -3}) {
        AnyLayer<float> layer = BatchNormalization({.axis = axis, .name = "n"});
        REQUIRE_THROWS_WITH(layer.build({4}, random),
                            "BatchNormalization 'n': expected input whose samples have axis " +
                                std::to_string(axis) + ", got shape (None, 4)");
    }
    AnyLayer<float> layer = BatchNormalization({.name = "n"});
    layer.build({4, 3}, random);
    REQUIRE_THROWS_WITH(layer.output_shape_for({4, 2}),
                        "BatchNormalization 'n': expected input of shape (None, 4, 3), got (None, 4, 2)");
}
