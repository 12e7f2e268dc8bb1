// SPDX-License-Identifier: MIT
#include <ockham/losses/poisson.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("poisson is smallest at the expectation", "[losses]") {
    using namespace losses_contract;
    const Poisson loss;
    Matrix<double> y(1, 2), p(1, 2);
    y << 3, 0;
    p << 3 - 1e-7, 2;
    REQUIRE(value(loss, y, p)(0, 0) == Approx((3 - 1e-7 - 3 * std::log(3.0) + 2) / 2).epsilon(1e-15));
    REQUIRE(gradient(loss, y, p)(0, 0) == Approx(0).margin(1e-15));
    REQUIRE(gradient(loss, y, p)(0, 1) == 0.5);
    require_derivative(loss, one_hot().array() * 4, probabilities());
    require_as_in_keras("poisson", [loss](const auto&) { return loss; });
    require_options<Poisson>("poisson");
}
