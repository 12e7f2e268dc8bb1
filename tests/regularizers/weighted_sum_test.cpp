// SPDX-License-Identifier: MIT
#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/regularizers/orthogonal.hpp>
#include <ockham/regularizers/weighted_sum.hpp>

#include "regularizers/contract.hpp"

using namespace ockham;

namespace weighted_sum_test {

inline Matrix<double> weights() {
    Matrix<double> w(2, 3);
    w << 1, -2, 0.25, 0.5, -0.25, 3;
    return w;
}

inline double penalty(const AnyRegularizer& regularizer) {
    const Matrix<double> w = weights();
    return regularizer.penalty(finite_differences::in(w));
}

}  // namespace weighted_sum_test

TEST_CASE("a weighted sum of regularizers is one", "[regularizers]") {
    using namespace weighted_sum_test;
    using regularizers_contract::gradient;
    const AnyRegularizer a = l1(0.5), b = orthogonal(0.25), sum = weighted_sum({{2, a}, {0.5, b}});
    REQUIRE(penalty(sum) == Approx(2 * penalty(a) + 0.5 * penalty(b)).epsilon(1e-15));
    REQUIRE(
        gradient(sum, weights()).isApprox(2 * gradient(a, weights()) + 0.5 * gradient(b, weights()), 1e-14));
    regularizers_contract::require_derivative(sum, weights());
    regularizers_contract::require_float_agrees(sum, weights());
}

TEST_CASE("a weighted sum of nothing, or of none, is no penalty", "[regularizers]") {
    using namespace weighted_sum_test;
    for (const AnyRegularizer& nothing :
         {AnyRegularizer(weighted_sum({})), AnyRegularizer(weighted_sum({{1, {}}}))}) {
        REQUIRE(penalty(nothing) == 0);
        REQUIRE(regularizers_contract::gradient(nothing, weights()) == Matrix<double>::Zero(2, 3));
        REQUIRE(nothing.description().empty());
    }
}

TEST_CASE("a weighted sum knows its part of absolute values", "[regularizers]") {
    using namespace weighted_sum_test;
    const AnyRegularizer sum = weighted_sum({{2, l1(0.5)}, {3, l1_l2(0.25, 0.125)}, {1, orthogonal(0.25)}});
    REQUIRE(sum.l1_factor() == 1.75);
    const Matrix<double> w = weights();
    Matrix<double> smooth = Matrix<double>::Zero(2, 3);
    REQUIRE(sum.add_smooth_gradient(finite_differences::in(w), finite_differences::out(smooth)) ==
            Approx(penalty(sum)));
    const AnyRegularizer rest = weighted_sum({{3, l2(0.125)}, {1, orthogonal(0.25)}});
    REQUIRE(smooth.isApprox(regularizers_contract::gradient(rest, w), 1e-14));
}

TEST_CASE("a weighted sum says what it is, and asks its parts about shapes", "[regularizers]") {
    const AnyRegularizer sum = weighted_sum({{1, l1(0.5)}, {0.5, orthogonal(0.25)}});
    REQUIRE(sum.description() == "l1(0.5) + 0.5 orthogonal(0.25)");
    REQUIRE_THROWS_WITH(sum.check_shape({3}), "orthogonal: expected a tensor of rank 2, got shape (3,)");
    REQUIRE(weighted_sum({{2, l1(0.5)}}).terms().size() == 1);
    REQUIRE_THROWS_WITH(weighted_sum({{-1, l1(0.5)}}),
                        "weighted_sum: expected weight to be non-negative and finite, got -1");
}
