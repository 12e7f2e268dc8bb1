// SPDX-License-Identifier: MIT
#include <ockham/kernels/strided.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a strided matrix is read as it is or transposed", "[kernels]") {
    const Matrix<double> m = Matrix<double>::Random(3, 5);
    const auto straight = kernels::detail::strided(m), turned = kernels::detail::transposed(m);
    for (Index i = 0; i < m.rows(); ++i)
        for (Index j = 0; j < m.cols(); ++j) {
            REQUIRE(*straight.at(i, j) == m(i, j));
            REQUIRE(*turned.at(j, i) == m(i, j));
        }
}
