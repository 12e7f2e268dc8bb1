// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/constraints/min_max_norm.hpp>

#include "constraints/contract.hpp"

using namespace ockham;

TEST_CASE("min-max norm brings norms within bounds", "[constraints]") {
    using namespace constraints_contract;
    Matrix<double> w(2, 3), wanted(2, 3);
    w << 3, 0.3, 0, -4, 0.4, 1.5;
    wanted << 3 * 2 / (5 + 1e-7), 0.3 / (0.5 + 1e-7), 0, -4 * 2 / (5 + 1e-7), 0.4 / (0.5 + 1e-7),
        1.5 * 1.5 / (1.5 + 1e-7);
    require_close(applied<double>(min_max_norm(1, 2), w), wanted);
    wanted << 3 * 4.4 / (5 + 1e-7), 0.3 * 0.6 / (0.5 + 1e-7), 0, -4 * 4.4 / (5 + 1e-7),
        0.4 * 0.6 / (0.5 + 1e-7), 1.5 * 1.5 / (1.5 + 1e-7);
    require_close(applied<double>(min_max_norm(1, 2, 0.2), w), wanted);
    require_close(applied<double>(min_max_norm(0, 1, 1, 1), Matrix<double>(w.row(0))),
                  w.row(0) / (std::sqrt(9.09) + 1e-7));
}

TEST_CASE("min-max norm keeps the contract of constraints", "[constraints]") {
    constraints_contract::require_contract(min_max_norm(0.2, 0.5, 0.5));
    const MinMaxNormOptions defaults;
    REQUIRE(defaults.min_value == 0);
    REQUIRE(defaults.max_value == 1);
    REQUIRE(defaults.rate == 1);
    REQUIRE(defaults.axis == Axes(0));
    REQUIRE_THROWS_WITH(AnyConstraint(min_max_norm(0, 1, 1, 2)).check_shape({4, 3}),
                        "MinMaxNorm: expected an axis of a tensor of shape (4, 3), got 2");
    REQUIRE_THROWS_WITH(min_max_norm(-1),
                        "MinMaxNorm: expected min_value to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(min_max_norm(2, 1),
                        "MinMaxNorm: expected max_value to be finite and at least min_value, 2, got 1");
    REQUIRE_THROWS_AS(min_max_norm(0, std::numeric_limits<double>::infinity()), ArgumentError);
    REQUIRE_THROWS_WITH(min_max_norm(0, 1, 1.5), "MinMaxNorm: expected rate to be in [0, 1], got 1.5");
}
