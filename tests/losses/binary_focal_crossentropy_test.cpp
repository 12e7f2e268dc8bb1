// SPDX-License-Identifier: MIT
#include <ockham/losses/binary_focal_crossentropy.hpp>

#include "losses/contract.hpp"

using namespace ockham;

namespace binary_focal_crossentropy_test {

inline Matrix<double> targets() {
    Matrix<double> y(5, 3);
    y << 1, 0, 0.5, 0, 0, 1, 0.2, 0.7, 1, 1, 1, 1, 0, 0, 0;
    return y;
}

}  // namespace binary_focal_crossentropy_test

TEST_CASE("binary focal crossentropy plays down what is easy", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(1, 2), p(1, 2);
    y << 1, 0;
    p << 0.9, 0.4;
    const double sure = -std::log(0.9), unsure = -std::log(0.6);
    REQUIRE(value(BinaryFocalCrossentropy(), y, p)(0, 0) ==
            Approx((0.01 * sure + 0.16 * unsure) / 2).epsilon(1e-13));
    REQUIRE(value(BinaryFocalCrossentropy({.apply_class_balancing = true, .alpha = 0.3}), y, p)(0, 0) ==
            Approx((0.3 * 0.01 * sure + 0.7 * 0.16 * unsure) / 2).epsilon(1e-13));
    REQUIRE(value(BinaryFocalCrossentropy({.gamma = 0}), y, p)(0, 0) ==
            Approx((sure + unsure) / 2).epsilon(1e-13));
}

TEST_CASE("binary focal crossentropy's gradient is that of central differences", "[losses]") {
    using namespace losses_contract;
    using binary_focal_crossentropy_test::targets;
    for (const double gamma : {0.0, 0.5, 1.0, 2.0, 3.5}) {
        const BinaryFocalCrossentropyOptions options{
            .apply_class_balancing = gamma > 1, .alpha = 0.3, .gamma = gamma, .label_smoothing = gamma / 10};
        const BinaryFocalCrossentropy loss(options);
        require_derivative(loss, targets(), probabilities());
        require_derivative(loss.from_logits(Logits::sigmoid), targets(), logits());
        require_derivative(loss.from_logits(Logits::softmax), targets(), logits());
        require_finite(loss.from_logits(Logits::sigmoid), targets(), logits() * 100);
        require_finite(loss.from_logits(Logits::softmax), targets(), logits() * 100);
    }
}

TEST_CASE("binary focal crossentropy is as in Keras", "[losses]") {
    using namespace losses_contract;
    require_as_in_keras("binary_focal_crossentropy", [](const recorded_functions::Call& call) {
        return BinaryFocalCrossentropy({.apply_class_balancing = call.number("apply_class_balancing") != 0,
                                        .alpha = call.number("alpha", 0.25),
                                        .gamma = call.number("gamma", 2),
                                        .from_logits = call.number("from_logits") != 0,
                                        .label_smoothing = call.number("label_smoothing")});
    });
    require_options<BinaryFocalCrossentropy>("binary_focal_crossentropy");
}

TEST_CASE("binary focal crossentropy looks through a sigmoid, unless it has logits", "[losses]") {
    using namespace losses_contract;
    const AnyLoss loss = BinaryFocalCrossentropy({.reduction = Reduction::sum});
    const AnyLoss fused = loss.of(Logits::sigmoid);
    REQUIRE(static_cast<bool>(fused));
    REQUIRE(fused.reduction() == Reduction::sum);
    REQUIRE_FALSE(static_cast<bool>(loss.of(Logits::none)));
    REQUIRE_FALSE(
        static_cast<bool>(AnyLoss(BinaryFocalCrossentropy({.from_logits = true})).of(Logits::sigmoid)));
    const Matrix<double> y = binary_focal_crossentropy_test::targets(), z = logits();
    const Matrix<double> p = (1 + (-z.array()).exp()).inverse();
    REQUIRE(value(fused, y, z).isApprox(value(loss, y, p), 1e-12));
}

TEST_CASE("binary focal crossentropy refuses what makes no sense", "[losses]") {
    using namespace losses_contract;
    REQUIRE_THROWS_WITH(BinaryFocalCrossentropy({.alpha = 2}),
                        "BinaryFocalCrossentropy: expected alpha to be in [0, 1], got 2");
    REQUIRE_THROWS_WITH(BinaryFocalCrossentropy({.gamma = -1}),
                        "BinaryFocalCrossentropy: expected gamma to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(BinaryFocalCrossentropy({.label_smoothing = 2}),
                        "BinaryFocalCrossentropy: expected label_smoothing to be in [0, 1], got 2");
    const AnyLoss loss = BinaryFocalCrossentropy();
    REQUIRE_THROWS_AS(loss.check_targets(in(logits()), 3), ArgumentError);
    REQUIRE_THROWS_AS(loss.check_targets(in(one_hot()), 2), ShapeError);
}
