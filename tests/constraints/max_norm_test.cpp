// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/constraints/max_norm.hpp>

#include "constraints/contract.hpp"

using namespace ockham;

TEST_CASE("max norm shortens columns that are too long", "[constraints]") {
    using namespace constraints_contract;
    Matrix<double> w(2, 3), wanted(2, 3);
    w << 3, 0.3, 0, -4, 0.4, 0;
    wanted << 3 * 2 / (5 + 1e-7), 0.3 * 0.5 / (0.5 + 1e-7), 0, -4 * 2 / (5 + 1e-7), 0.4 * 0.5 / (0.5 + 1e-7),
        0;
    require_close(applied<double>(max_norm(), w), wanted);
    require_close(applied<double>(max_norm(0), w), Matrix<double>::Zero(2, 3));
    wanted << 3 / (3 + 1e-7) * 0.5, 0, 0, -4 / (4 + 1e-7) * 0.5, 0, 0;
    Matrix<double> diagonal(2, 3);
    diagonal << 3, 0, 0, -4, 0, 0;
    require_close(applied<double>(max_norm(0.5, 1), diagonal), wanted);
    require_close(applied<double>(max_norm(2.5, Axes::all()), diagonal), diagonal / (5 + 1e-7) * 2.5);
}

TEST_CASE("max norm keeps the contract of constraints", "[constraints]") {
    constraints_contract::require_contract(max_norm(0.5));
    constraints_contract::require_contract(max_norm(0.5, Axes::all()));
    REQUIRE(MaxNorm().options().max_value == 2);
    REQUIRE(max_norm().options().axis == Axes(0));
    REQUIRE_THROWS_WITH(AnyConstraint(max_norm(1, {0, 1})).check_shape({4}),
                        "MaxNorm: expected an axis of a tensor of shape (4,), got 1");
    REQUIRE_THROWS_WITH(max_norm(-1), "MaxNorm: expected max_value to be non-negative and finite, got -1");
    REQUIRE_THROWS_AS(max_norm(std::numeric_limits<double>::infinity()), ArgumentError);
}
