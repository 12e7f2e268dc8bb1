// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace any_layer_test {

/// The least that a layer is made of: y = 2 x.
struct Double {
    using Scalar = float;
    static constexpr std::string_view class_name = "Double";
    void forward(TensorIn<float> x, TensorOut<float> y, Pass<float>&) const {
        for (Index i = 0; i < x.size(); ++i) y.data()[i] = 2 * x.data()[i];
    }
    void backward(TensorIn<float>, TensorIn<float> dy, TensorOut<float> dx, Pass<float>&) {
        if (!dx) return;
        for (Index i = 0; i < dy.size(); ++i) dx.data()[i] = 2 * dy.data()[i];
    }
};

struct Scaled : Double {};

struct Relu {
    const char* name = "relu";
    template <class Scalar>
    void forward(In<Scalar>, InOut<Scalar>) const {}
    template <class Scalar>
    void backward(In<Scalar>, In<Scalar>, In<Scalar>, InOut<Scalar>) const {}
};

/// A penalty for outputs of at most three features.
struct UpToThree {
    template <class Scalar>
    double penalty(In<Scalar>) const {
        return 0;
    }
    template <class Scalar>
    void add_gradient(In<Scalar>, InOut<Scalar>, Scalar) const {}
    void check_shape(const Shape& shape) const {
        if (shape.last() > 3) check::fail<ShapeError>("up to three", "three", shape.to_string());
    }
};

struct Ones {
    void fill(const Shape&, std::span<double> values, Random& random) const {
        random.uniform();
        for (double& value : values) value = 1;
    }
};

struct Options {
    std::string name = "";
    bool trainable = true;
    Shape input_shape = {};
    AnyActivation activation = {};
    AnyRegularizer activity_regularizer = {};
    AnyRegularizer bias_regularizer = {};
};

/// y_j = s x_j + b_j for the first `units` features, with everything that a layer may have.
struct Affine {
    using Scalar = double;
    static constexpr const char* class_name = "Affine";

    explicit Affine(Index count, Options options = {}) : units{count}, given{std::move(options)} {
        bias.regularizer = given.bias_regularizer;
    }
    const Options& options() const { return given; }
    LayerSettings settings() const {
        return {.name = given.name,
                .trainable = given.trainable,
                .input_shape = given.input_shape,
                .activation = given.activation,
                .activity_regularizer = given.activity_regularizer};
    }
    bool is_identity() const { return units == 0; }
    std::vector<Parameter<double>*> parameters() { return {&scale, &bias}; }
    Shape output_shape(const Shape& input) const {
        if (input.last() < units)
            check::fail<ShapeError>("", Text("at least ") << units << " features",
                                    input.to_string_of_batch());
        if (input.rank() > 3) check::fail("", "few dimensions", "many");
        return input.with_last(units);
    }
    void build(const Shape&, Random& random) {
        scale.initialize({1}, Ones(), random);
        bias.initialize({units}, Ones(), random);
    }
    void forward(TensorIn<double> x, TensorOut<double> y, Pass<double>&) const {
        for (Index i = 0; i < y.shape().rows(); ++i)
            for (Index j = 0; j < units; ++j)
                y.matrix()(i, j) = scale.value.data()[0] * x.matrix()(i, j) + bias.value.data()[j];
    }
    void backward(TensorIn<double>, TensorIn<double>, TensorOut<double>, Pass<double>&) {}

    Index units;
    Options given;
    Parameter<double> scale{.name = "scale"}, bias{.name = "bias", .kind = PenaltyKind::bias};
};

}  // namespace any_layer_test

TEST_CASE("a user's layer of two functions has what every layer has", "[core]") {
    using namespace any_layer_test;
    AnyLayer<float> layer = Double();
    REQUIRE(layer.class_name() == "Double");
    REQUIRE(layer.name() == "");
    REQUIRE(layer.trainable());
    REQUIRE(layer.input_shape().empty());
    REQUIRE(layer.activation().is_linear());
    REQUIRE_FALSE(static_cast<bool>(layer.activity_regularizer()));
    REQUIRE_FALSE(layer.hands_on());
    REQUIRE(layer.parameters().empty());
    REQUIRE(layer.output_shape_for({3, 4}) == Shape{3, 4});
    Random random(0);
    layer.build({2}, random);
    REQUIRE(layer.is_built());
    REQUIRE(layer.input_shape() == Shape{2});
    REQUIRE(layer.output_shape() == Shape{2});
    REQUIRE(random == Random(0));

    Tensor<float> x(Shape{1, 2}), y = x, dx = x;
    x.fill(3);
    Pass<float> pass;
    layer.forward(x, y, pass);
    REQUIRE(y.data()[1] == 6);
    layer.backward(x, y, dx, pass);
    REQUIRE(dx.data()[0] == 12);
    layer.backward(x, y, {}, pass);
}

TEST_CASE("a layer says by its options what every layer has", "[core]") {
    using namespace any_layer_test;
    const AnyLayer<double> layer = Affine(3, {.name = "hidden",
                                              .trainable = false,
                                              .input_shape = {4},
                                              .activation = any_layer_test::Relu(),
                                              .activity_regularizer = UpToThree()});
    REQUIRE(layer.name() == "hidden");
    REQUIRE(layer.title() == "Affine 'hidden'");
    REQUIRE_FALSE(layer.trainable());
    REQUIRE(layer.input_shape() == Shape{4});
    REQUIRE(layer.activation().name() == "relu");
    REQUIRE(layer.activity_regularizer().description() == "custom");
    REQUIRE_FALSE(layer.is_built());
    AnyLayer<double> other = layer;
    other.set_name("other");
    other.set_trainable(true);
    REQUIRE(other.title() == "Affine 'other'");
    REQUIRE(other.trainable());
    REQUIRE(layer.name() == "hidden");
}

TEST_CASE("a frozen layer's parameters know it, before and after it is built", "[core]") {
    using namespace any_layer_test;
    AnyLayer<double> layer = Affine(2, {.trainable = false});
    Random random(0);
    layer.build({2}, random);
    REQUIRE(layer.parameter("bias").frozen);
    layer.set_trainable(true);
    REQUIRE_FALSE(layer.parameter("bias").frozen);
    layer.set_trainable(false);
    REQUIRE_FALSE(layer.parameter("scale").is_trained());
}

TEST_CASE("a layer hands its input on if it is the identity without an activation", "[core]") {
    using namespace any_layer_test;
    REQUIRE(AnyLayer<double>(Affine(0)).hands_on());
    REQUIRE_FALSE(AnyLayer<double>(Affine(0, {.activation = any_layer_test::Relu()})).hands_on());
    REQUIRE_FALSE(AnyLayer<double>(Affine(1)).hands_on());
}

TEST_CASE("a layer is built once", "[core]") {
    using namespace any_layer_test;
    AnyLayer<double> layer = Affine(2, {.name = "a"});
    Random random(0);
    layer.build({5, 3}, random);
    REQUIRE(layer.is_built());
    REQUIRE(layer.input_shape() == Shape{5, 3});
    REQUIRE(layer.output_shape() == Shape{5, 2});
    REQUIRE(layer.parameter("bias").value.data()[1] == 1);
    layer.set_weights({Matrix<double>::Constant(1, 1, 3), Matrix<double>::Constant(1, 2, 4)});
    const Random after = random;
    layer.build({5, 3}, random);
    REQUIRE(layer.parameter("bias").value.data()[1] == 4);
    REQUIRE(random == after);
    REQUIRE_THROWS_AS(layer.build({4, 3}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({4, 3}, random),
                        "Affine 'a': expected input of shape (None, 5, 3), got (None, 4, 3)");
}

TEST_CASE("what a layer refuses is said with its name, and it stays unbuilt", "[core]") {
    using namespace any_layer_test;
    Random random(0);
    AnyLayer<double> layer = Affine(3, {.name = "a"});
    REQUIRE_THROWS_AS(layer.build({2}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({2}, random), "Affine 'a': expected at least 3 features, got (None, 2)");
    REQUIRE_THROWS_AS(layer.output_shape_for({1, 1, 1, 3}), ArgumentError);
    REQUIRE_THROWS_WITH(layer.output_shape_for({1, 1, 1, 3}),
                        "Affine 'a': expected few dimensions, got many");
    REQUIRE_FALSE(layer.is_built());

    AnyLayer<double> penalized = Affine(4, {.name = "a", .activity_regularizer = UpToThree()});
    REQUIRE_THROWS_WITH(penalized.build({4}, random), "Affine 'a': up to three: expected three, got (1, 4)");
    REQUIRE_FALSE(penalized.is_built());
    REQUIRE(random == Random(0));

    AnyLayer<double> half = Affine(4, {.name = "a", .bias_regularizer = UpToThree()});
    REQUIRE_THROWS_WITH(half.build({4}, random), "Affine 'a': up to three: expected three, got (4,)");
    REQUIRE_FALSE(half.is_built());
    REQUIRE(half.parameter("scale").value.empty());

    const AnyLayer<double> told = Affine(3, {.name = "a", .input_shape = {7}});
    REQUIRE_THROWS_WITH(told.output_shape_for({8}),
                        "Affine 'a': expected input of shape (None, 7), got (None, 8)");
}

TEST_CASE("parameters are found by their names", "[core]") {
    using namespace any_layer_test;
    AnyLayer<double> layer = Affine(2, {.name = "a"});
    REQUIRE(layer.parameters().size() == 2);
    REQUIRE(layer.parameters()[0]->name == std::string("scale"));
    REQUIRE(&layer.parameter("scale") == layer.parameters()[0]);
    std::string names;
    std::as_const(layer).look_at_parameters([&](const Parameter<double>& each) { names += each.name; });
    REQUIRE(names == "scalebias");
    REQUIRE(layer.parameter("bias").kind == PenaltyKind::bias);
    REQUIRE(layer.parameter("bias").value.matrix().size() == 0);
    REQUIRE_THROWS_AS(layer.parameter("kernel"), ArgumentError);
    REQUIRE_THROWS_WITH(layer.parameter("kernel"),
                        "Affine 'a': expected the name of a parameter: 'scale', 'bias', got 'kernel'");
    AnyLayer<float> without = Double();
    without.set_name("d");
    REQUIRE_THROWS_WITH(without.parameter("kernel"),
                        "Double 'd': expected no name, having no parameters, got 'kernel'");
}

TEST_CASE("a layer's weights come out and go in", "[core]") {
    using namespace any_layer_test;
    AnyLayer<double> layer = Affine(2, {.name = "a"});
    REQUIRE_THROWS_WITH(layer.get_weights(),
                        "Affine 'a': expected a built layer for get_weights, got an unbuilt one");
    REQUIRE_THROWS_WITH(layer.set_weights({Matrix<double>::Ones(1, 1), Matrix<double>::Ones(1, 1)}),
                        "Affine 'a': expected a built layer for set_weights, got an unbuilt one");
    Random random(0);
    layer.build({2}, random);
    std::vector<Matrix<double>> weights = layer.get_weights();
    REQUIRE(weights.size() == 2);
    weights[1](0, 1) = 5;
    layer.set_weights(weights);
    REQUIRE(layer.parameter("bias").value.data()[1] == 5);
    REQUIRE_THROWS_WITH(layer.set_weights({}), "Affine 'a': expected 2 weight matrices, got 0");
}

TEST_CASE("a copy of a layer is deep, and a moved layer is whole", "[core]") {
    using namespace any_layer_test;
    AnyLayer<double> layer =
        Affine(2, {.name = "a", .trainable = false, .activation = any_layer_test::Relu()});
    Random random(0);
    layer.build({3}, random);
    AnyLayer<double> copy = layer;
    copy.set_weights({Matrix<double>::Constant(1, 1, 9), Matrix<double>::Constant(1, 2, 9)});
    REQUIRE(layer.parameter("bias").value.data()[0] == 1);
    REQUIRE(copy.parameter("bias").value.data()[0] == 9);
    REQUIRE(copy.is_built());
    REQUIRE(copy.name() == "a");
    REQUIRE_FALSE(copy.trainable());
    REQUIRE(copy.input_shape() == Shape{3});
    REQUIRE(copy.output_shape() == Shape{2});
    REQUIRE(copy.activation().name() == "relu");

    layer = copy;
    copy.set_weights({Matrix<double>::Zero(1, 1), Matrix<double>::Zero(1, 2)});
    REQUIRE(layer.parameter("bias").value.data()[0] == 9);
    const AnyLayer<double>& itself = layer;
    layer = itself;
    REQUIRE(layer.parameter("bias").value.data()[0] == 9);
    const double* data = layer.parameter("bias").value.data();
    const AnyLayer<double> moved = std::move(layer);
    REQUIRE(moved.parameter("bias").value.data() == data);
    REQUIRE(moved.name() == "a");
}

TEST_CASE("what is in a layer can be looked at", "[core]") {
    using namespace any_layer_test;
    const AnyLayer<double> layer = Affine(2);
    REQUIRE(layer.as<Affine>() != nullptr);
    REQUIRE(layer.as<Affine>()->units == 2);
    const AnyLayer<float> other = Double();
    REQUIRE(other.as<Double>() != nullptr);
    REQUIRE(other.as<Scaled>() == nullptr);
}
