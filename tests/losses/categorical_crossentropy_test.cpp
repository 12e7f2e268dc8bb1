// SPDX-License-Identifier: MIT
#include <ockham/losses/categorical_crossentropy.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("categorical crossentropy by hand", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(1, 3), p(1, 3), slope(1, 3);
    y << 0, 1, 0;
    p << 0.25, 0.25, 0.5;
    slope << 1, -3, 1;  // -1 / 0.25 for the hit, and +1 for all: the total of p may change as well
    REQUIRE(value(CategoricalCrossentropy(), y, p)(0, 0) == Approx(std::log(4)).epsilon(1e-14));
    REQUIRE(gradient(CategoricalCrossentropy(), y, p).isApprox(slope, 1e-14));
    const Matrix<double> zero = Matrix<double>::Zero(1, 3);
    slope << 1 / 3.0, -2 / 3.0, 1 / 3.0;
    const CategoricalCrossentropy from_logits({.from_logits = true});
    REQUIRE(value(from_logits, y, zero)(0, 0) == Approx(std::log(3)).epsilon(1e-14));
    REQUIRE(gradient(from_logits, y, zero).isApprox(slope, 1e-14));
}

TEST_CASE("categorical crossentropy's gradient is that of central differences", "[losses]") {
    using namespace losses_contract;
    Matrix<double> no_distribution(1, 3), unnormalized(1, 3);
    no_distribution << 0.5, 0, 0.25;
    unnormalized << 3, 1, 0.5;
    for (const double smoothing : {0.0, 0.3, 1.0}) {
        const CategoricalCrossentropy loss({.label_smoothing = smoothing});
        require_derivative(loss, one_hot(), probabilities());
        require_derivative(loss, no_distribution, unnormalized);
        require_derivative(loss.from_logits(), one_hot(), logits());
        require_derivative(loss.from_logits(), no_distribution, unnormalized);
    }
}

TEST_CASE("categorical crossentropy from logits is that of their softmax", "[losses]") {
    using namespace losses_contract;
    Matrix<double> p = logits().array().exp();
    const CategoricalCrossentropy loss;
    REQUIRE(value(loss.from_logits(), one_hot(), logits()).isApprox(value(loss, one_hot(), p), 1e-9));
    for (Index i = 0; i < p.rows(); ++i) p.row(i) /= p.row(i).sum();
    REQUIRE(value(loss.from_logits(), one_hot(), logits()).isApprox(value(loss, one_hot(), p), 1e-9));
}

TEST_CASE("categorical crossentropy smooths targets towards all columns", "[losses]") {
    using namespace losses_contract;
    const Matrix<double> smooth = 0.7 * one_hot().array() + 0.3 / 3;
    const CategoricalCrossentropy smoothing({.label_smoothing = 0.3}), plain;
    REQUIRE(
        value(smoothing, one_hot(), probabilities()).isApprox(value(plain, smooth, probabilities()), 1e-14));
    REQUIRE(gradient(smoothing, one_hot(), probabilities())
                .isApprox(gradient(plain, smooth, probabilities()), 1e-13));
}

TEST_CASE("categorical crossentropy is finite however sure and wrong", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(3, 3), p(3, 3), z(3, 3);
    y << 1, 0, 0, 0, 1, 0, 0.5, 0.5, 0;
    p << 0, 0, 1, 0, 1, 0, 1e-300, 1, 0;
    z << -1e6, 0, 1e6, -1e6, 1e6, 0, -800, 800, 0;
    const CategoricalCrossentropy loss;
    require_finite(loss, y, p);
    require_finite(loss.from_logits(), y, z);
    REQUIRE(gradient(loss, y, p).row(0) == Matrix<double>::Zero(1, 3));  // clipped: no way back
    Matrix<double> slope(1, 3);
    slope << -1, 0, 1;
    REQUIRE(gradient(loss.from_logits(), y, z).row(0) == slope);
    REQUIRE(value(loss.from_logits(), y, z)(0, 0) == 2e6);
    REQUIRE(value(loss, y, p)(0, 0) == Approx(-std::log(1e-7)).epsilon(1e-12));
}

TEST_CASE("categorical crossentropy gives the numbers of Keras", "[losses]") {
    losses_contract::require_as_in_keras(
        "categorical_crossentropy",
        [](const auto& call) {
            return CategoricalCrossentropy({.from_logits = call.number("from_logits") != 0,
                                            .label_smoothing = call.number("label_smoothing")});
        },
        // TensorFlow's gradient from logits takes it for granted that the targets of a row add up to 1.
        [](const auto& call, Index row) {
            return call.number("from_logits") == 0 || call.arrays.at("y").row(row).sum() == 1;
        });
}

TEST_CASE("categorical crossentropy is computed from logits where it can be", "[losses]") {
    const CategoricalCrossentropy loss({.label_smoothing = 0.25, .name = "c"});
    for (const Logits logits : {Logits::sigmoid, Logits::softmax}) REQUIRE(loss.fuses_with(logits));
    REQUIRE_FALSE(loss.fuses_with(Logits::none));
    REQUIRE(loss.from_logits().options().from_logits);
    REQUIRE(loss.from_logits().options().label_smoothing == 0.25);
    REQUIRE(loss.from_logits().name() == "c");
    REQUIRE_FALSE(CategoricalCrossentropy().options().from_logits);
    REQUIRE(CategoricalCrossentropy().options().label_smoothing == 0);
}

TEST_CASE("categorical crossentropy refuses what it cannot use", "[losses]") {
    using namespace losses_contract;
    const AnyLoss loss = CategoricalCrossentropy();
    REQUIRE_NOTHROW(loss.check_targets(in(one_hot()), 3));
    const Matrix<double> labels = Matrix<double>::Ones(4, 1);
    REQUIRE_THROWS_WITH(loss.check_targets(in(labels), 1),
                        "CategoricalCrossentropy: expected predictions with a column for each class, got 1 "
                        "column; use BinaryCrossentropy, with a sigmoid, to tell two classes apart");
    REQUIRE_THROWS_AS(loss.check_targets(in(labels), 3), ShapeError);
    REQUIRE_THROWS_WITH(loss.check_targets(in(labels), 3),
                        "CategoricalCrossentropy: expected one-hot targets with 3 columns, got 1 column; "
                        "use to_categorical(y), or SparseCategoricalCrossentropy for labels");
    REQUIRE_THROWS_WITH(
        loss.check_targets(in(one_hot()), 4),
        "CategoricalCrossentropy: expected targets with 4 columns, as many as the model's output, got 3");
    REQUIRE_THROWS_WITH(loss.check_targets(in(logits()), 3),
                        "CategoricalCrossentropy: expected targets in [0, 1], got -2 in row 0");
    REQUIRE_THROWS_WITH(CategoricalCrossentropy({.label_smoothing = 1.5}),
                        "CategoricalCrossentropy: expected label_smoothing to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(CategoricalCrossentropy({.label_smoothing = not_a_number}),
                        "CategoricalCrossentropy: expected label_smoothing to be in [0, 1], got nan");
}
