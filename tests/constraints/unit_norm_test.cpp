// SPDX-License-Identifier: MIT
#include <ockham/constraints/unit_norm.hpp>

#include "constraints/contract.hpp"

using namespace ockham;

TEST_CASE("unit norm makes every column as long as one", "[constraints]") {
    using namespace constraints_contract;
    Matrix<double> w(2, 3), wanted(2, 3);
    w << 3, 0.3, 0, -4, 0.4, 0;
    wanted << 3 / (5 + 1e-7), 0.3 / (0.5 + 1e-7), 0, -4 / (5 + 1e-7), 0.4 / (0.5 + 1e-7), 0;
    require_close(applied<double>(unit_norm(), w), wanted);
    require_close(applied<double>(unit_norm(-1), w.row(0)), w.row(0) / (std::sqrt(9.09) + 1e-7));
    require_contract(unit_norm());
    REQUIRE(UnitNorm().options().axis == Axes(0));
    REQUIRE_THROWS_WITH(AnyConstraint(unit_norm(-2)).check_shape({4}),
                        "UnitNorm: expected an axis of a tensor of shape (4,), got -2");
}
