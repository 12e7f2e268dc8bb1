// SPDX-License-Identifier: MIT
#include <ockham/losses/kl_divergence.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("the divergence of a distribution from itself is zero", "[losses]") {
    using namespace losses_contract;
    const KLDivergence loss;
    REQUIRE(value(loss, probabilities(), probabilities()) == Matrix<double>::Zero(5, 1));
    Matrix<double> y(1, 3), p(1, 3);
    y << 0.5, 0.5, 0;
    p << 0.25, 0.75, 2;  // more than 1 counts as 1
    REQUIRE(value(loss, y, p)(0, 0) ==
            Approx(0.5 * std::log(2.0) + 0.5 * std::log(0.5 / 0.75) + 1e-7 * std::log(1e-7)).epsilon(1e-14));
    REQUIRE(gradient(loss, y, p)(0, 0) == -2);
    REQUIRE(gradient(loss, y, p)(0, 2) == 0);
    require_derivative(loss, one_hot(), probabilities());
    require_as_in_keras("kl_divergence", [loss](const auto&) { return loss; });
    require_options<KLDivergence>("kl_divergence");
    REQUIRE_FALSE(static_cast<bool>(AnyLoss(loss).of(Logits::softmax)));
}
