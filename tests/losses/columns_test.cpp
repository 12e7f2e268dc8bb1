// SPDX-License-Identifier: MIT
#include <ockham/losses/columns.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("a loss by columns is their mean", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(2, 2), p(2, 2), loss(2, 1), d_pred(2, 2), slopes(2, 2);
    y << 1, 2, 3, 4;
    p << 5, 6, 7, 8;
    detail::mean_over_columns(in(y), in(p), out(loss), [](double a, double b) { return 10 * a + b; });
    REQUIRE(loss == Eigen::Vector2d((15 + 26) / 2.0, (37 + 48) / 2.0));
    detail::slopes_of_columns(in(y), in(p), out(d_pred), [](double a, double b) { return 10 * a + b; });
    slopes << 7.5, 13, 18.5, 24;
    REQUIRE(d_pred == slopes);
}
