// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/regularizers/group_lasso.hpp>

#include "regularizers/contract.hpp"

using namespace ockham;

namespace group_lasso_test {

/// Rows of lengths 5, 0 and 1; columns of lengths sqrt(10), 4 and 0.
inline Matrix<double> weights() {
    Matrix<double> w(3, 3);
    w << 3, -4, 0, 0, -0.0, 0, -1, 0, 0;
    return w;
}

inline double penalty(const AnyRegularizer& regularizer, const Matrix<double>& w) {
    return regularizer.penalty(finite_differences::in(w));
}

}  // namespace group_lasso_test

TEST_CASE("group lasso is the sum of the lengths of rows or columns", "[regularizers]") {
    using namespace group_lasso_test;
    REQUIRE(penalty(group_lasso(0.5), weights()) == 3);
    REQUIRE(penalty(group_lasso(0.5, GroupLassoMode::columns), weights()) ==
            Approx(0.5 * (std::sqrt(10.0) + 4)).epsilon(1e-15));
    Matrix<double> slope(3, 3);
    slope << 0.3, -0.4, 0, 0, 0, 0, -0.5, 0, 0;
    REQUIRE((regularizers_contract::gradient(group_lasso(0.5), weights()) - slope).isZero(1e-15));
    const double third = 0.5 / std::sqrt(10.0);
    slope << 3 * third, -0.5, 0, 0, 0, 0, -third, 0, 0;
    REQUIRE((regularizers_contract::gradient(group_lasso(0.5, GroupLassoMode::columns), weights()) - slope)
                .isZero(1e-15));
}

TEST_CASE("a group of zeros has no slope", "[regularizers]") {
    const Matrix<double> zeros = Matrix<double>::Zero(3, 2);
    for (const GroupLassoMode mode : {GroupLassoMode::rows, GroupLassoMode::columns}) {
        REQUIRE(group_lasso_test::penalty(group_lasso(1, mode), zeros) == 0);
        REQUIRE(regularizers_contract::gradient(group_lasso(1, mode), zeros) == zeros);
    }
}

TEST_CASE("group lasso's gradient is that of central differences", "[regularizers]") {
    using namespace regularizers_contract;
    Matrix<double> w(3, 4);
    w << 1, -2, 0, 0.5, -0.25, 3, 0, 0, 0.125, -1, 1, 2;
    for (const GroupLassoMode mode : {GroupLassoMode::rows, GroupLassoMode::columns}) {
        const AnyRegularizer each = group_lasso(0.3, mode);
        require_derivative(each, w);
        require_derivative(each, group_lasso_test::weights());  // with groups at the kink
        require_derivative(each, Matrix<double>(w.row(0)));
        require_derivative(each, Matrix<double>(w.col(1)));
        require_float_agrees(each, w);
    }
}

TEST_CASE("group lasso says what it is, and refuses what is no factor", "[regularizers]") {
    REQUIRE(GroupLasso().options().factor == 0.01);
    REQUIRE(GroupLasso().options().mode == GroupLassoMode::rows);
    REQUIRE(AnyRegularizer(group_lasso(0.5)).description() == "group_lasso(0.5)");
    REQUIRE_NOTHROW(AnyRegularizer(group_lasso()).check_shape({1, 2, 3}));
    REQUIRE_THROWS_WITH(group_lasso(-1),
                        "group_lasso: expected factor to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(group_lasso(std::numeric_limits<double>::quiet_NaN()),
                        "group_lasso: expected factor to be non-negative and finite, got nan");
}
