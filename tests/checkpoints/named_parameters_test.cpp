// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/checkpoints/named_parameters.hpp>

#include "checkpoints/checkpoint_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("parameters are named by their layers", "[checkpoints]") {
    Sequential<double> model = checkpoint_files::trained();
    const auto named = detail::named_parameters(model, "test");
    REQUIRE(named.size() == 4);
    REQUIRE(named[0].name == "hidden/kernel");
    REQUIRE(named[3].name == "output/bias");
    REQUIRE(named[3].parameter == model.layer("output").parameters()[1]);
    REQUIRE_THROWS_WITH(
        detail::named_parameters(Sequential<double>{Dense<double>(1)}, "test"),
        "Sequential 'sequential': expected a built model for test; call build() or fit() first, "
        "got an unbuilt one");
}

TEST_CASE("one number that is not finite makes a model that is not", "[checkpoints]") {
    Sequential<double> model = checkpoint_files::trained();
    REQUIRE(detail::is_finite(model));
    Parameter<double>& bias = *model.layer("output").parameters()[1];
    bias.value.data()[1] = INFINITY;
    REQUIRE_FALSE(detail::is_finite(model));
    bias.value.data()[1] = 0;
    bias.slots[0].data()[0] = std::nan("");
    REQUIRE_FALSE(detail::is_finite(model));
}
