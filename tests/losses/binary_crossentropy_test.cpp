// SPDX-License-Identifier: MIT
#include <ockham/losses/binary_crossentropy.hpp>

#include "losses/contract.hpp"

using namespace ockham;

namespace binary_crossentropy_test {

/// Yes, no, and in between.
inline Matrix<double> answers() {
    Matrix<double> y(5, 3);
    y << 1, 0, 1, 0, 1, 0.5, 1, 1, 1, 0, 0, 0, 0.25, 1, 0;
    return y;
}

}  // namespace binary_crossentropy_test

TEST_CASE("binary crossentropy by hand", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(1, 2), p(1, 2), slope(1, 2);
    y << 1, 0;
    p << 0.8, 0.4;
    slope << -1 / 0.8 / 2, 1 / 0.6 / 2;
    REQUIRE(value(BinaryCrossentropy(), y, p)(0, 0) ==
            Approx(-(std::log(0.8) + std::log(0.6)) / 2).epsilon(1e-14));
    REQUIRE(gradient(BinaryCrossentropy(), y, p).isApprox(slope, 1e-14));
    const Matrix<double> zero = Matrix<double>::Zero(1, 2);
    slope << -0.25, 0.25;
    REQUIRE(value(BinaryCrossentropy({.from_logits = true}), y, zero)(0, 0) ==
            Approx(std::log(2)).epsilon(1e-14));
    REQUIRE(gradient(BinaryCrossentropy({.from_logits = true}), y, zero) == slope);
}

TEST_CASE("binary crossentropy's gradient is that of central differences", "[losses]") {
    using namespace losses_contract;
    const Matrix<double> y = binary_crossentropy_test::answers();
    for (const double smoothing : {0.0, 0.3, 1.0}) {
        require_derivative(BinaryCrossentropy({.label_smoothing = smoothing}), y, probabilities());
        require_derivative(BinaryCrossentropy({.from_logits = true, .label_smoothing = smoothing}), y,
                           logits());
    }
}

TEST_CASE("binary crossentropy from logits is that of their sigmoid", "[losses]") {
    using namespace losses_contract;
    const Matrix<double> y = binary_crossentropy_test::answers(), z = logits();
    const Matrix<double> p = 1 / (1 + (-z.array()).exp());
    REQUIRE(value(BinaryCrossentropy({.from_logits = true}), y, z)
                .isApprox(value(BinaryCrossentropy(), y, p), 1e-9));
}

TEST_CASE("binary crossentropy smooths answers towards one half", "[losses]") {
    using namespace losses_contract;
    const Matrix<double> y = binary_crossentropy_test::answers(), p = probabilities();
    const Matrix<double> smooth = 0.7 * y.array() + 0.15;
    const BinaryCrossentropy smoothing({.label_smoothing = 0.3}), plain;
    REQUIRE(value(smoothing, y, p).isApprox(value(plain, smooth, p), 1e-14));
    REQUIRE(gradient(smoothing, y, p).isApprox(gradient(plain, smooth, p), 1e-13));
}

TEST_CASE("binary crossentropy is finite however sure and wrong", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(2, 4), p(2, 4), z(2, 4);
    y << 0, 1, 0, 1, 1, 0, 0.5, 0.5;
    p << 1, 0, 0, 1, 1e-300, 1 - 1e-16, 0, 1;
    z << 1e6, -1e6, -1e6, 1e6, -800, 800, 1e6, -1e6;
    require_finite(BinaryCrossentropy(), y, p);
    require_finite(BinaryCrossentropy({.from_logits = true}), y, z);
    REQUIRE(gradient(BinaryCrossentropy(), y, p) == Matrix<double>::Zero(2, 4));  // what is clipped
    Matrix<double> slope(1, 4);
    slope << 0.25, -0.25, 0, 0;
    REQUIRE(gradient(BinaryCrossentropy({.from_logits = true}), y, z).row(0) == slope);
    REQUIRE(value(BinaryCrossentropy({.from_logits = true}), y, z)(0, 0) == 5e5);
}

TEST_CASE("binary crossentropy gives the numbers of Keras", "[losses]") {
    losses_contract::require_as_in_keras("binary_crossentropy", [](const auto& call) {
        return BinaryCrossentropy({.from_logits = call.number("from_logits") != 0,
                                   .label_smoothing = call.number("label_smoothing")});
    });
}

TEST_CASE("binary crossentropy is computed from logits where it can be", "[losses]") {
    const BinaryCrossentropy loss({.label_smoothing = 0.25, .name = "b"});
    for (const Logits logits : {Logits::sigmoid, Logits::softmax}) REQUIRE(loss.fuses_with(logits));
    REQUIRE_FALSE(loss.fuses_with(Logits::none));
    REQUIRE(loss.from_logits().options().from_logits);
    REQUIRE(loss.from_logits().options().label_smoothing == 0.25);
    REQUIRE(loss.from_logits().name() == "b");
    REQUIRE_FALSE(BinaryCrossentropy().options().from_logits);
    REQUIRE(BinaryCrossentropy().options().label_smoothing == 0);
}

TEST_CASE("binary crossentropy refuses what it cannot use", "[losses]") {
    using namespace losses_contract;
    const AnyLoss loss = BinaryCrossentropy();
    REQUIRE_NOTHROW(loss.check_targets(in(one_hot()), 3));
    REQUIRE_THROWS_AS(loss.check_targets(in(one_hot()), 2), ShapeError);
    REQUIRE_THROWS_WITH(
        loss.check_targets(in(one_hot()), 2),
        "BinaryCrossentropy: expected targets with 2 columns, as many as the model's output, got 3");
    REQUIRE_THROWS_WITH(loss.check_targets(in(logits()), 3),
                        "BinaryCrossentropy: expected targets in [0, 1], got -2 in row 0");
    REQUIRE_THROWS_WITH(BinaryCrossentropy({.label_smoothing = 1.5}),
                        "BinaryCrossentropy: expected label_smoothing to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(BinaryCrossentropy({.label_smoothing = -0.1}),
                        "BinaryCrossentropy: expected label_smoothing to be in [0, 1], got -0.1");
}
