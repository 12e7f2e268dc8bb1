// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/layers/regularization/dropout.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace dropout_test {

inline AnyLayer<double> dropout(double rate, const Shape& sample) {
    return layers_contract::built<double>([rate](auto scalar) { return Dropout<decltype(scalar)>(rate); },
                                          sample);
}

/// The factors by which a training pass multiplies 20000 entries.
inline Tensor<double> factors(double rate, Random& random) {
    Tensor<double> x(Shape{100, 200});
    x.fill(1);
    Pass<double> pass;
    return layers_contract::forward(dropout(rate, {200}), x, pass, &random);
}

}  // namespace dropout_test

TEST_CASE("dropout keeps the contract of layers", "[layers]") {
    for (const double rate : {0.0, 0.3, 0.5, 1.0}) {
        const auto layer = [rate](auto scalar) { return Dropout<decltype(scalar)>(rate); };
        layers_contract::require_contract(layer, {5});
        layers_contract::require_contract(layer, {2, 3});
    }
    layers_contract::require_contract(
        [](auto scalar) { return Dropout<decltype(scalar)>(0.5, {.activity_regularizer = l2(0.1)}); }, {5});
}

TEST_CASE("dropout drops its share and keeps the expectation", "[layers]") {
    Random random(1);
    for (const double rate : {0.1, 0.5, 0.75}) {
        const Tensor<double> y = dropout_test::factors(rate, random);
        double dropped = 0, total = 0;
        for (Index i = 0; i < y.size(); ++i) {
            const double factor = y.data()[i];
            if (factor != 0 && factor != 1 / (1 - rate)) FAIL("a factor of " << factor);
            dropped += factor == 0;
            total += factor;
        }
        REQUIRE(dropped / 20000 == Approx(rate).margin(0.015));
        REQUIRE(total / 20000 == Approx(1).margin(0.04));
    }
}

TEST_CASE("dropout at the rate 0 does nothing, at 1 nothing is left", "[layers]") {
    Random random(1);
    REQUIRE(dropout_test::factors(0, random).matrix() == Matrix<double>::Ones(100, 200));
    REQUIRE(random == Random(1));
    REQUIRE(dropout_test::factors(1, random).matrix() == Matrix<double>::Zero(100, 200));
}

TEST_CASE("dropout is the identity in inference", "[layers]") {
    const Tensor<double> x = layers_contract::numbers({4, 5});
    for (const double rate : {0.0, 0.5, 1.0})
        REQUIRE(layers_contract::forward(dropout_test::dropout(rate, {5}), x).matrix() == x.matrix());
}

TEST_CASE("dropout's gradient has the mask of its pass", "[layers]") {
    AnyLayer<double> layer = dropout_test::dropout(0.5, {50});
    Tensor<double> x(Shape{4, 50}), dx(x.shape());
    x.fill(1);
    Pass<double> first, second, inference;
    Random random(2);
    const Tensor<double> y = layers_contract::forward(layer, x, first, &random);
    const Tensor<double> other = layers_contract::forward(layer, x, second, &random);
    REQUIRE(y.matrix() != other.matrix());
    layer.backward(x, x, dx, first);
    REQUIRE(dx.matrix() == y.matrix());
    layer.backward(x, x, dx, second);
    REQUIRE(dx.matrix() == other.matrix());
    layers_contract::forward(layer, x, inference);
    layer.backward(x, x, dx, inference);
    REQUIRE(dx.matrix() == x.matrix());
}

TEST_CASE("dropout draws from the generator that it is given", "[layers]") {
    Random a(7), b(7), c(8);
    const Matrix<double> y = dropout_test::factors(0.5, a).matrix();
    REQUIRE(dropout_test::factors(0.5, b).matrix() == y);
    REQUIRE(dropout_test::factors(0.5, c).matrix() != y);
    REQUIRE(a == b);
    const auto losses = [](std::uint32_t seed) {
        Sequential<double> model({Dropout<double>(0.5), Dense<double>(1, {.kernel_initializer = ones()})},
                                 {.seed = seed});
        model.compile({.optimizer = SGD({.learning_rate = 0}), .loss = MeanSquaredError()});
        model.build({20});
        const Tensor<double> x = layers_contract::numbers({3, 20}), y_true = layers_contract::numbers({3, 1});
        const double first = model.train_on_batch(x, y_true)["loss"];
        return std::pair(first, model.train_on_batch(x, y_true)["loss"]);
    };
    REQUIRE(losses(1) == losses(1));
    REQUIRE(losses(1) != losses(2));
    REQUIRE(losses(1).first != losses(1).second);
}

TEST_CASE("dropout hands its options on, and refuses what is no rate", "[layers]") {
    const AnyLayer<float> layer =
        Dropout(0.25, {.activity_regularizer = l1(0.5), .input_shape = {4}, .name = "d"});
    REQUIRE(layer.title() == "Dropout 'd'");
    REQUIRE(layer.activity_regularizer().description() == "l1(0.5)");
    REQUIRE(layer.input_shape() == Shape{4});
    REQUIRE(layer.as<Dropout<float>>()->rate() == 0.25);
    REQUIRE_FALSE(layer.hands_on());
    REQUIRE(AnyLayer<float>(Dropout(0)).hands_on());
    REQUIRE_THROWS_WITH(Dropout(1.5), "Dropout: expected rate to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(Dropout(-0.5), "Dropout: expected rate to be in [0, 1], got -0.5");
    REQUIRE_THROWS_WITH(Dropout(std::numeric_limits<double>::quiet_NaN()),
                        "Dropout: expected rate to be in [0, 1], got nan");
}
