// SPDX-License-Identifier: MIT
#include <utility>

#include <ockham/layers/core/dense.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/models/workspace.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

TEST_CASE("a workspace keeps its memory from batch to batch, and no copy takes it along", "[models]") {
    std::vector<AnyLayer<double>> layers{Dense<double>(3), Dense<double>(2)};
    Random random(3);
    layers[0].build({4}, random);
    layers[1].build({3}, random);
    const Tensor<double> x = fixtures::numbers<double>(Shape{5, 4});
    Workspace<double> workspace;
    const double* memory = forward(layers, x.view(), workspace).data();
    REQUIRE(forward(layers, x.view().rows(0, 2), workspace).data() == memory);
    REQUIRE(workspace.nodes[1].output.shape() == Shape{2, 2});
    REQUIRE(forward(layers, x.view(), workspace).data() == memory);
    workspace.parameters = layers[0].parameters();

    const Workspace<double> copy = workspace;
    REQUIRE_FALSE(static_cast<bool>(copy.nodes));
    REQUIRE(copy.parameters.empty());
    Workspace<double> moved = std::move(workspace);
    REQUIRE(forward(layers, x.view(), moved).data() == memory);
    moved = copy;
    REQUIRE_FALSE(static_cast<bool>(moved.nodes));
}
