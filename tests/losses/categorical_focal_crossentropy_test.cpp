// SPDX-License-Identifier: MIT
#include <ockham/losses/categorical_focal_crossentropy.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("categorical focal crossentropy plays down what is easy", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(1, 3), p(1, 3);
    y << 0, 1, 0;
    p << 0.1, 0.8, 0.1;
    REQUIRE(value(CategoricalFocalCrossentropy(), y, p)(0, 0) ==
            Approx(-0.25 * 0.04 * std::log(0.8)).epsilon(1e-13));
    REQUIRE(value(CategoricalFocalCrossentropy({.alpha = 1, .gamma = 0}), y, p * 5)(0, 0) ==
            Approx(-std::log(0.8)).epsilon(1e-13));
}

TEST_CASE("categorical focal crossentropy's gradient is that of central differences", "[losses]") {
    using namespace losses_contract;
    for (const double gamma : {0.0, 0.5, 1.0, 2.0, 3.5}) {
        for (const bool from_logits : {false, true}) {
            const CategoricalFocalCrossentropy loss(
                {.alpha = 0.7, .gamma = gamma, .from_logits = from_logits, .label_smoothing = gamma / 10});
            require_derivative(loss, one_hot(), from_logits ? logits() : probabilities());
            if (from_logits) require_finite(loss, one_hot(), logits() * 100);
        }
    }
}

TEST_CASE("categorical focal crossentropy is as in Keras, and does not look through a softmax", "[losses]") {
    using namespace losses_contract;
    require_as_in_keras("categorical_focal_crossentropy", [](const recorded_functions::Call& call) {
        return CategoricalFocalCrossentropy({.alpha = call.number("alpha", 0.25),
                                             .gamma = call.number("gamma", 2),
                                             .from_logits = call.number("from_logits") != 0,
                                             .label_smoothing = call.number("label_smoothing")});
    });
    require_options<CategoricalFocalCrossentropy>("categorical_focal_crossentropy");
    REQUIRE_FALSE(static_cast<bool>(AnyLoss(CategoricalFocalCrossentropy()).of(Logits::softmax)));
}

TEST_CASE("categorical focal crossentropy refuses what makes no sense", "[losses]") {
    using namespace losses_contract;
    REQUIRE_THROWS_WITH(CategoricalFocalCrossentropy({.alpha = not_a_number}),
                        "CategoricalFocalCrossentropy: expected alpha to be finite, got nan");
    REQUIRE_THROWS_WITH(CategoricalFocalCrossentropy({.gamma = -1}),
                        "CategoricalFocalCrossentropy: expected gamma to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(CategoricalFocalCrossentropy({.label_smoothing = 2}),
                        "CategoricalFocalCrossentropy: expected label_smoothing to be in [0, 1], got 2");
    const AnyLoss loss = CategoricalFocalCrossentropy();
    REQUIRE_THROWS_AS(loss.check_targets(in(logits()), 3), ArgumentError);
    REQUIRE_THROWS_AS(loss.check_targets(in(one_hot()), 2), ShapeError);
}
