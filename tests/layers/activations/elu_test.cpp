// SPDX-License-Identifier: MIT
#include <ockham/layers/activations/elu.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

TEST_CASE("ELU keeps the contract of layers", "[layers]") {
    const auto layer = [](auto scalar) {
        return ELU<decltype(scalar)>({.alpha = 0.5, .activity_regularizer = l1_l2(0.1, 0.2)});
    };
    layers_contract::require_contract(layer, {3});
    layers_contract::require_contract(layer, {2, 3});
}

TEST_CASE("ELU has Keras' alpha, or another", "[layers]") {
    REQUIRE(ELU().options().alpha == 1);
    const AnyLayer<double> layer = ELU<double>({.alpha = 2, .input_shape = {1}, .name = "a"});
    REQUIRE(layer.title() == "ELU 'a'");
    REQUIRE(layer.activation().name() == "elu(2)");
    REQUIRE(layer.input_shape() == Shape{1});
    REQUIRE_THROWS_WITH(ELU({.alpha = -1}), "elu: expected alpha to be non-negative and finite, got -1");
}
