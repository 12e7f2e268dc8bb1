// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/constraints/non_neg.hpp>

#include "constraints/contract.hpp"

using namespace ockham;

TEST_CASE("non-negative entries stay, others become zero", "[constraints]") {
    using namespace constraints_contract;
    Matrix<double> w(1, 4), wanted(1, 4);
    w << -2, -5e-324, 0, 3;
    wanted << 0, 0, 0, 3;
    require_close(applied<double>(non_neg(), w), wanted, 0);
    require_contract(non_neg());
    w(0, 0) = std::numeric_limits<double>::quiet_NaN();
    REQUIRE(std::isnan(applied<double>(non_neg(), w).data()[0]));
}
