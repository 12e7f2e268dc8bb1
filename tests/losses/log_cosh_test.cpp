// SPDX-License-Identifier: MIT
#include <ockham/losses/log_cosh.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("log-cosh is the logarithm of the hyperbolic cosine", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(3, 2), p(3, 2);
    y << 0, 0, 1, 1, -1e4, 1e4;
    p << 0, -0.0, 1.5, -1, 1e4, -1e4;
    const Matrix<double> values = value(LogCosh(), y, p);
    REQUIRE(values(0, 0) == 0);
    REQUIRE(values(1, 0) == Approx((std::log(std::cosh(0.5)) + std::log(std::cosh(2.0))) / 2).epsilon(1e-15));
    REQUIRE(values(2, 0) == Approx(2e4 - std::log(2.0)).epsilon(1e-15));
    const Matrix<double> slopes = gradient(LogCosh(), y, p);
    REQUIRE(slopes(0, 0) == 0);
    REQUIRE(slopes(1, 1) == Approx(std::tanh(-2.0) / 2));
    REQUIRE(slopes(2, 0) == 0.5);
    REQUIRE(slopes(2, 1) == -0.5);
    require_derivative(LogCosh(), one_hot(), logits());
    require_options<LogCosh>("log_cosh");
}

TEST_CASE("log-cosh keeps the digits of small errors", "[losses]") {
    using namespace losses_contract;
    const Matrix<double> y = Matrix<double>::Zero(1, 1), p = Matrix<double>::Constant(1, 1, 1e-3);
    REQUIRE(value(LogCosh(), y, p)(0, 0) == Approx(0.5e-6 - 1e-12 / 12).epsilon(1e-9));
}
