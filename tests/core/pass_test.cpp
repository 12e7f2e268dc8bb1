// SPDX-License-Identifier: MIT
#include <stdexcept>

#include <ockham/core/pass.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a pass is inference unless it is told otherwise", "[core]") {
    const Pass<float> pass;
    REQUIRE_FALSE(pass.training);
    REQUIRE(pass.trainable);
    REQUIRE(pass.random == nullptr);
}

TEST_CASE("a pass keeps its tensors, and their memory", "[core]") {
    Pass<double> pass;
    for (int slot = 0; slot < Pass<double>::tensors; ++slot) {
        REQUIRE(pass.tensor(slot).empty());
        pass.tensor(slot, {2, 3}).fill(slot);
    }
    for (int slot = 0; slot < 8; ++slot) {
        REQUIRE(pass.tensor(slot).shape() == Shape{2, 3});
        REQUIRE(pass.tensor(slot).data()[5] == slot);
    }
    const double* data = pass.tensor(3).data();
    REQUIRE(pass.tensor(3, {1, 3}).data() == data);
    REQUIRE(pass.tensor(3, {2, 3}).data() == data);
    REQUIRE_THROWS_AS(pass.tensor(8), std::out_of_range);
    REQUIRE_THROWS_AS(pass.tensor(-1, {1}), std::out_of_range);
}
