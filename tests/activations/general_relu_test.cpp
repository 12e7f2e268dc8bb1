// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/activations/general_relu.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("relu in general", "[activations]") {
    using namespace activations_contract;
    using activations::GeneralRelu;
    const double none = std::numeric_limits<double>::infinity();
    for (const double most : {6.0, 2.5, none})
        for (const double slope : {0.0, 0.25})
            for (const double threshold : {0.0, 1.0})
                require_derivative(
                    GeneralRelu({.max_value = most, .negative_slope = slope, .threshold = threshold}),
                    many_rows().array() + 0.013);
    require_contract(GeneralRelu({.max_value = 6}), "relu(6, 0, 0)");
    require_contract(GeneralRelu({.max_value = 6, .negative_slope = 0.25}), "relu(6, 0.25, 0)");
    require_contract(GeneralRelu({.max_value = 2.5}), "relu(2.5, 0, 0)");
    require_contract(GeneralRelu({.max_value = 2.5, .negative_slope = 0.25}), "relu(2.5, 0.25, 0)");
    require_contract(GeneralRelu({.negative_slope = 0.25}), "relu(inf, 0.25, 0)");
    require_contract(GeneralRelu({.threshold = 1}), "relu(inf, 0, 1)", 0.013);
    require_contract(GeneralRelu({.negative_slope = 0.25, .threshold = 1}), "relu(inf, 0.25, 1)", 0.013);
    require_contract(GeneralRelu({.max_value = 6, .negative_slope = 0.1, .threshold = 1}), "relu(6, 0.1, 1)",
                     0.013);
    require_contract(GeneralRelu({.max_value = 0.25, .threshold = 1}), "relu(0.25, 0, 1)", 0.013);
}

TEST_CASE("relu's slopes at its kinks", "[activations]") {
    using activations::GeneralRelu;
    using activations_contract::at;
    REQUIRE(at(GeneralRelu(), 0).second == 0);
    REQUIRE(at(GeneralRelu({.negative_slope = 0.25}), 0).second == 0.25);
    REQUIRE(at(GeneralRelu({.max_value = 3, .negative_slope = 0.25}), 0).second == 0);
    REQUIRE(at(GeneralRelu({.max_value = 3}), 3).second == 1);
    REQUIRE(at(GeneralRelu({.max_value = 6}), 6).second == 0);
    REQUIRE(at(GeneralRelu({.max_value = 6, .threshold = 1}), 6).second == 1);
    REQUIRE(at(GeneralRelu({.negative_slope = 0.25, .threshold = 1}), 1).second == 0);
}

TEST_CASE("relu refuses options that make no sense", "[activations]") {
    using activations::GeneralRelu;
    REQUIRE(GeneralRelu({.threshold = 2}).options().threshold == 2);
    REQUIRE_THROWS_WITH(GeneralRelu({.max_value = -1}),
                        "relu: expected max_value to be non-negative, got -1");
    REQUIRE_THROWS_WITH(GeneralRelu({.negative_slope = -1}),
                        "relu: expected negative_slope to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(GeneralRelu({.threshold = -1}),
                        "relu: expected threshold to be non-negative and finite, got -1");
}
