// SPDX-License-Identifier: MIT
#include <ockham/layers/activations/softmax.hpp>
#include <ockham/losses/categorical_crossentropy.hpp>
#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/training/evaluate.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("Softmax keeps the contract of layers, along any axes", "[layers]") {
    const auto layer = [](Axes axis) {
        return [axis](auto scalar) {
            return Softmax<decltype(scalar)>({.axis = axis, .activity_regularizer = l1_l2(0.1, 0.2)});
        };
    };
    layers_contract::require_contract(layer(-1), {3});
    layers_contract::require_contract(layer(1), {3});
    layers_contract::require_contract(layer(-1), {2, 3});
    layers_contract::require_contract(layer(1), {2, 3});
    layers_contract::require_contract(layer({1, 2}), {2, 3});
    layers_contract::require_contract(layer({1, -1}), {2, 2, 3});
}

TEST_CASE("Softmax along an axis makes distributions there", "[layers]") {
    const auto sums = [](const Axes& axis) {
        Sequential<double> model{Softmax<double>({.axis = axis})};
        model.build({4, 3});
        Tensor<double> x = layers_contract::numbers({2, 4, 3});
        x.matrix() *= 1000;
        return model.predict(x);
    };
    const Tensor<double> columns = sums(1), rows = sums(-1), same = sums(2), all = sums({1, 2});
    for (Index i = 0; i < 2; ++i) {
        REQUIRE(columns.view().rows(i, 1).matrix().colwise().sum().isApprox(Eigen::RowVector3d(1, 1, 1)));
        REQUIRE(all.view().rows(i, 1).matrix().sum() == Approx(1));
    }
    REQUIRE(rows.matrix().rowwise().sum().isApprox(Eigen::VectorXd::Ones(8)));
    REQUIRE(same.matrix().isApprox(rows.matrix(), 1e-14));
}

TEST_CASE("crossentropies look through Softmax", "[layers]") {
    Sequential<double> model{Dense<double>(3), Softmax<double>()};
    model.compile({.loss = CategoricalCrossentropy()});
    model.build({2});
    Tensor<double> x = layers_contract::numbers({4, 2});
    x.matrix() *= 1e4;
    Tensor<double> y(Shape{4, 3});
    y.fill(0);
    for (Index i = 0; i < 4; ++i) y.data()[3 * i] = 1;
    REQUIRE(model.evaluate(x, y)["loss"] > 20);  // more than -log(1e-7)
}

TEST_CASE("Softmax hands its options on, and refuses the axis of samples", "[layers]") {
    const AnyLayer<float> layer = Softmax({.activity_regularizer = l1(0.5), .input_shape = {4}, .name = "a"});
    REQUIRE(layer.title() == "Softmax 'a'");
    REQUIRE(layer.activation().name() == "softmax");
    REQUIRE(layer.activity_regularizer().description() == "l1(0.5)");
    REQUIRE(layer.input_shape() == Shape{4});
    const auto error = [](const Axes& axis) {
        (void)AnyLayer<float>(Softmax({.axis = axis, .name = "a"})).output_shape_for({4, 3});
    };
    REQUIRE_THROWS_WITH(error(0),
                        "Softmax 'a': expected an axis of a sample, not that of the samples, got 0");
    REQUIRE_THROWS_WITH(error(Axes::all()),
                        "Softmax 'a': expected an axis of a sample, not that of the samples, got all axes");
    REQUIRE_THROWS_WITH(error(3), "Softmax 'a': expected an axis of a tensor of shape (1, 4, 3), got 3");
}
