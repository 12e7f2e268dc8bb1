// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/activations/threshold.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("threshold replaces what is not above it", "[activations]") {
    using namespace activations_contract;
    const AnyActivation threshold = activations::Threshold(0.5, -1);
    require_contract(threshold, "threshold(0.5, -1)", 0.013);
    REQUIRE(at(threshold, 0.75) == std::pair(0.75, 1.0));
    REQUIRE(at(threshold, 0.5) == std::pair(-1.0, 0.0));
    REQUIRE(activations::Threshold(0.5, -1).threshold() == 0.5);
    REQUIRE(activations::Threshold(0.5, -1).default_value() == -1);
    REQUIRE_THROWS_WITH(activations::Threshold(0, std::numeric_limits<double>::infinity()),
                        "threshold: expected default_value to be finite, got inf");
    REQUIRE_THROWS_WITH(activations::Threshold(std::numeric_limits<double>::quiet_NaN(), 0),
                        "threshold: expected threshold to be finite, got nan");
}
