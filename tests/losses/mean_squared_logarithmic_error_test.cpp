// SPDX-License-Identifier: MIT
#include <ockham/losses/mean_squared_logarithmic_error.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("mean squared logarithmic error compares orders of magnitude", "[losses]") {
    using namespace losses_contract;
    const MeanSquaredLogarithmicError loss;
    Matrix<double> y(2, 2), p(2, 2);
    y << 0, 3, 7, 1;
    p << 1, 0, 7, -5;  // what is negative counts as 1e-7
    const double small = std::log1p(1e-7), half = std::log(2.0);
    REQUIRE(value(loss, y, p)
                .isApprox(Eigen::Vector2d(std::pow(half - small, 2) + std::pow(small - 2 * half, 2),
                                          std::pow(small - half, 2)) /
                              2,
                          1e-14));
    const Matrix<double> slopes = gradient(loss, y, p);
    REQUIRE(slopes(0, 0) == Approx((half - small) / 2));
    REQUIRE(slopes(0, 1) == 0);
    REQUIRE(slopes(1, 1) == 0);
    require_derivative(loss, probabilities(), one_hot().array() + 0.5);
    require_as_in_keras("mean_squared_logarithmic_error", [loss](const auto&) { return loss; });
    require_options<MeanSquaredLogarithmicError>("mean_squared_logarithmic_error");
}
