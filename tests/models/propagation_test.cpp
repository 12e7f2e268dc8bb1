// SPDX-License-Identifier: MIT
#include <ockham/models/propagation.hpp>
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "support/finite_differences.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace propagation_test {

using Layers = std::vector<AnyLayer<double>>;

inline Layers built(Layers layers, Shape input) {
    Random random(3);
    for (AnyLayer<double>& layer : layers) {
        layer.build(input, random);
        input = layer.output_shape();
    }
    return layers;
}

inline std::vector<Parameter<double>*> parameters(Layers& layers) {
    std::vector<Parameter<double>*> all;
    for (AnyLayer<double>& layer : layers)
        for (Parameter<double>* parameter : layer.parameters()) {
            parameter->gradient.resize(parameter->value.shape());
            parameter->gradient.fill(0);
            all.push_back(parameter);
        }
    return all;
}

/// A user's activation, for which nothing is promised: f(z) = z^2.
struct Square {
    const char* name = "square";
    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        y = z.cwiseAbs2();
    }
    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        dz = 2 * z.cwiseProduct(dy);
    }
};

}  // namespace propagation_test

TEST_CASE("a chain puts out what its last layer makes of the others' outputs", "[models]") {
    using namespace propagation_test;
    Layers layers = built({Dense<double>(3, {.activation = activations::tanh}), Dense<double>(2)}, {4});
    const Tensor<double> x = fixtures::numbers<double>(Shape{5, 4});
    Workspace<double> workspace;
    const TensorIn<double> y = forward(layers, x.view(), workspace);
    const auto first = layers[0].get_weights(), second = layers[1].get_weights();
    const Matrix<double> hidden = (x.matrix() * first[0]).rowwise() + Eigen::RowVectorXd(first[1].row(0));
    const Matrix<double> wanted =
        (hidden.array().tanh().matrix() * second[0]).rowwise() + Eigen::RowVectorXd(second[1].row(0));
    REQUIRE(y.shape() == Shape{5, 2});
    REQUIRE(y.matrix().isApprox(wanted, 1e-14));
    REQUIRE(y.data() == workspace.nodes[1].output.data());
}

TEST_CASE("a pass keeps z where the activation or the loss needs it, and else works in place", "[models]") {
    using namespace propagation_test;
    Layers layers = built(
        {Dense<double>(3, {.activation = activations::tanh}), Dense<double>(3, {.activation = Square()}),
         Dense<double>(2, {.activation = activations::softmax})},
        {4});
    const Tensor<double> x = fixtures::numbers<double>(Shape{5, 4});
    Workspace<double> workspace;
    forward(layers, x.view(), workspace);
    REQUIRE_FALSE(workspace.nodes[0].keeps_linear);
    REQUIRE(workspace.nodes[1].keeps_linear);
    REQUIRE_FALSE(workspace.nodes[2].keeps_linear);
    REQUIRE(workspace.nodes[2].linear.empty());
    forward(layers, x.view(), workspace, {.logits_node = 2});
    REQUIRE(workspace.nodes[2].keeps_linear);
    const Matrix<double> exponentials = workspace.nodes[2].linear.matrix().array().exp();
    for (Index row = 0; row < 5; ++row)
        REQUIRE((exponentials.row(row) / exponentials.row(row).sum())
                    .isApprox(workspace.nodes[2].output.matrix().row(row), 1e-14));
}

TEST_CASE("layers know whether they are in training, and whether they are frozen", "[models]") {
    using namespace propagation_test;
    Layers layers = built({Dropout<double>(0.5), Dense<double>(2, {.trainable = false})}, {100});
    Tensor<double> ones(Shape{1, 100});
    ones.fill(1);
    const Tensor<double> x = ones;
    Workspace<double> workspace;
    forward(layers, x.view(), workspace);
    REQUIRE_FALSE(workspace.nodes[0].pass.training);
    REQUIRE(workspace.nodes[0].output.matrix() == x.matrix());
    REQUIRE(workspace.nodes[0].pass.trainable);
    REQUIRE_FALSE(workspace.nodes[1].pass.trainable);
    Random random(0);
    forward(layers, x.view(), workspace, {.random = &random});
    REQUIRE(workspace.nodes[0].pass.training);
    REQUIRE(workspace.nodes[0].pass.random == &random);
    REQUIRE(workspace.nodes[0].output.matrix() != x.matrix());
    REQUIRE_FALSE(random == Random(0));
}

TEST_CASE("gradients flow back through activations, logits, and activity penalties", "[models]") {
    using namespace propagation_test;
    const Tensor<double> x = fixtures::numbers<double>(Shape{3, 2, 4}, 1);
    const Tensor<double> dy = fixtures::numbers<double>(Shape{3, 2, 2}, 2);
    Layers layers = built(
        {Dense<double>(3, {.activation = Square(), .activity_regularizer = l1_l2(0.1, 0.2)}),
         Dense<double>(3, {.activation = activations::sigmoid}), ActivityRegularization<double>({.l2 = 0.3}),
         Dense<double>(2, {.activation = activations::softmax, .activity_regularizer = l2(5)})},
        {2, 4});
    const std::vector<Parameter<double>*> all = parameters(layers);
    // The loss is computed from what the last layer puts out, or from its z.
    for (const bool from_logits : {false, true}) {
        INFO("from logits: " << from_logits);
        const std::size_t logits_node = from_logits ? 3 : no_node;
        Workspace<double> workspace;
        const auto loss = [&] {
            forward(layers, x.view(), workspace, {.logits_node = logits_node});
            const Node<double>& last = workspace.nodes[3];
            return (from_logits ? last.linear : last.output).matrix().cwiseProduct(dy.matrix()).sum() +
                   activity_penalty(layers, workspace);
        };
        for (Parameter<double>* parameter : all) parameter->gradient.fill(0);
        loss();
        const double penalty = activity_penalty(layers, workspace);
        REQUIRE(backward(layers, x.view(), workspace, dy, logits_node) == Approx(penalty));
        for (Parameter<double>* parameter : all)
            finite_differences::require_gradient(parameter->value.data(), parameter->gradient.data(),
                                                 parameter->value.size(), loss);
        // Gradients are added onto what is there, unless the layer writes them.
        const double kernel = all[0]->gradient.data()[0], bias = all[1]->gradient.data()[0];
        REQUIRE((all[0]->overwritten && !all[1]->overwritten));
        loss();
        backward(layers, x.view(), workspace, dy, logits_node);
        REQUIRE(all[0]->gradient.data()[0] == kernel);
        REQUIRE(all[1]->gradient.data()[0] == Approx(2 * bias));
    }
}

TEST_CASE("an activity penalty is divided by the samples, whatever the rank", "[models]") {
    using namespace propagation_test;
    Layers layers =
        built({ActivityRegularization<double>({.l1 = 1}), ActivityRegularization<double>({.l2 = 1})}, {3, 4});
    Tensor<double> all(Shape{5, 3, 4});
    all.fill(-2);
    const Tensor<double> x = all;
    Workspace<double> workspace;
    forward(layers, x.view(), workspace);
    REQUIRE(activity_penalty(layers, workspace) == 12 * 2 + 12 * 4);
    forward(layers, x.view().rows(0, 1), workspace);
    REQUIRE(activity_penalty(layers, workspace) == 12 * 2 + 12 * 4);
}

TEST_CASE("penalties of parameters are counted by their kind, and only of what is trained", "[models]") {
    using namespace propagation_test;
    std::vector<Parameter<double>> made;
    for (const double value : {1, 20, 300, 4000, 50000}) {
        made.push_back({.name = "w", .regularizer = l1(1)});
        made.back().value.resize({1});
        made.back().value.fill(-value);
    }
    made[1].kind = PenaltyKind::bias;
    made[2].frozen = true;
    made[3].trainable = false;
    made[4].regularizer = {};
    std::vector<Parameter<double>*> listed;
    for (Parameter<double>& parameter : made) listed.push_back(&parameter);
    LossParts parts{.data = 0.25, .kernel = 2, .activity = 0.5};
    add_weight_penalties(listed, parts);
    REQUIRE(parts.data == 0.25);
    REQUIRE(parts.kernel == 3);
    REQUIRE(parts.bias == 20);
    REQUIRE(parts.activity == 0.5);
}
