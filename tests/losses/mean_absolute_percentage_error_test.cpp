// SPDX-License-Identifier: MIT
#include <ockham/losses/mean_absolute_percentage_error.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("mean absolute percentage error is relative to the target", "[losses]") {
    using namespace losses_contract;
    const MeanAbsolutePercentageError loss;
    Matrix<double> y(2, 2), p(2, 2), slope(2, 2);
    y << 2, -4, 0, 1;
    p << 3, -4, 1e-7, 0.5;
    slope << 25, 0, 5e8, -50;
    REQUIRE(value(loss, y, p).isApprox(Eigen::Vector2d(25, 75), 1e-15));
    REQUIRE(gradient(loss, y, p).isApprox(slope, 1e-15));
    require_derivative(loss, probabilities(), logits());
    require_as_in_keras("mean_absolute_percentage_error", [loss](const auto&) { return loss; });
    require_options<MeanAbsolutePercentageError>("mean_absolute_percentage_error");
}
