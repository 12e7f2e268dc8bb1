// SPDX-License-Identifier: MIT
#include <ockham/core/parameter.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace parameter_test {

/// 0.1, 1.1, 2.1, ...; draws once.
struct Tenths {
    void fill(const Shape&, std::span<double> values, Random& random) const {
        random.uniform();
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i) + 0.1;
    }
};

struct OnlyMatrices {
    template <class Scalar>
    double penalty(In<Scalar>) const {
        return 0;
    }
    template <class Scalar>
    void add_gradient(In<Scalar>, InOut<Scalar>, Scalar) const {}
    void check_shape(const Shape& shape) const {
        if (shape.rank() != 2) check::fail<ShapeError>("only", "a matrix", shape.to_string());
    }
};

}  // namespace parameter_test

TEST_CASE("a parameter is a trainable kernel without a penalty, if nothing else is said", "[core]") {
    const Parameter<float> parameter{.name = "kernel"};
    REQUIRE(parameter.kind == PenaltyKind::kernel);
    REQUIRE(parameter.trainable);
    REQUIRE_FALSE(static_cast<bool>(parameter.regularizer));
    REQUIRE(parameter.value.empty());
    REQUIRE(parameter.gradient.empty());
    for (const Tensor<float>& slot : parameter.slots) REQUIRE(slot.empty());
}

TEST_CASE("a parameter is trained if it is trainable and its layer is not frozen", "[core]") {
    Parameter<float> parameter{.name = "kernel"};
    REQUIRE(parameter.is_trained());
    parameter.frozen = true;
    REQUIRE_FALSE(parameter.is_trained());
    parameter.frozen = parameter.trainable = false;
    REQUIRE_FALSE(parameter.is_trained());
}

TEST_CASE("first values are drawn in double and rounded", "[core]") {
    Parameter<float> single{.name = "kernel"};
    Parameter<double> full{.name = "kernel"};
    Random random(1), same(1);
    single.initialize({2, 3}, parameter_test::Tenths(), random);
    full.initialize({2, 3}, parameter_test::Tenths(), same);
    REQUIRE(single.value.shape() == Shape{2, 3});
    for (Index i = 0; i < 6; ++i) {
        REQUIRE(full.value.data()[i] == static_cast<double>(i) + 0.1);
        REQUIRE(single.value.data()[i] == static_cast<float>(full.value.data()[i]));
    }
    REQUIRE(random == same);
    REQUIRE(random != Random(1));
}

TEST_CASE("a parameter that its regularizer cannot take is left as it was", "[core]") {
    Parameter<double> parameter{.name = "bias", .regularizer = parameter_test::OnlyMatrices()};
    Random random(1);
    REQUIRE_THROWS_WITH(parameter.initialize({3}, parameter_test::Tenths(), random),
                        "only: expected a matrix, got (3,)");
    REQUIRE(parameter.value.empty());
    REQUIRE(random == Random(1));
    REQUIRE_NOTHROW(parameter.initialize({1, 3}, parameter_test::Tenths(), random));
}

TEST_CASE("weights come out and go in as matrices", "[core]") {
    Parameter<double> bias{.name = "bias"}, kernel{.name = "kernel"}, filters{.name = "filters"};
    Random random(0);
    bias.initialize({3}, parameter_test::Tenths(), random);
    kernel.initialize({4, 3}, parameter_test::Tenths(), random);
    filters.initialize({2, 2, 3, 5}, parameter_test::Tenths(), random);
    const std::vector<Parameter<double>*> all{&bias, &kernel, &filters};
    std::vector<Matrix<double>> weights = get_weights(all);
    REQUIRE(weights.size() == 3);
    REQUIRE(weights[0].rows() == 1);
    REQUIRE(weights[0].cols() == 3);
    REQUIRE(weights[1].rows() == 4);
    REQUIRE(weights[1](3, 2) == 11.1);
    REQUIRE(weights[2].rows() == 12);
    REQUIRE(weights[2].cols() == 5);

    weights[0] *= 2;
    weights[2](11, 4) = -1;
    REQUIRE(bias.value.data()[0] == 0.1);
    set_weights("Sequential 's'", all, weights);
    REQUIRE(bias.value.data()[0] == 0.2);
    REQUIRE(filters.value.data()[59] == -1);
    REQUIRE(filters.value.shape() == Shape{2, 2, 3, 5});
}

TEST_CASE("a parameter without a value has no weights", "[core]") {
    Parameter<double> parameter{.name = "kernel"};
    REQUIRE(get_weights(std::vector<Parameter<double>*>{&parameter})[0].size() == 0);
}

TEST_CASE("weights of other shapes are refused before anything changes", "[core]") {
    Parameter<double> kernel{.name = "kernel"}, bias{.name = "bias"};
    Random random(0);
    kernel.initialize({4, 3}, parameter_test::Tenths(), random);
    bias.initialize({3}, parameter_test::Tenths(), random);
    const std::vector<Parameter<double>*> all{&kernel, &bias};
    const Matrix<double> good = Matrix<double>::Zero(4, 3);
    REQUIRE_THROWS_AS(set_weights("A", all, {good}), ShapeError);
    REQUIRE_THROWS_WITH(set_weights("A", all, {good}), "A: expected 2 weight matrices, got 1");
    REQUIRE_THROWS_WITH(set_weights("A", all, {good, Matrix<double>::Zero(3, 1)}),
                        "A: expected weight 1 ('bias') of shape (1, 3), got (3, 1)");
    REQUIRE_THROWS_WITH(set_weights("A", all, {Matrix<double>::Zero(3, 3), Matrix<double>::Zero(1, 3)}),
                        "A: expected weight 0 ('kernel') of shape (4, 3), got (3, 3)");
    REQUIRE(kernel.value.data()[0] == 0.1);
    REQUIRE(bias.value.data()[0] == 0.1);
}

TEST_CASE("values that are there already are kept, if they have the right shape", "[core]") {
    Parameter<float> parameter{.name = "kernel"};
    parameter.value.resize({2, 3});
    parameter.value.fill(7);
    Random random(1);
    parameter.initialize({2, 3}, parameter_test::Tenths(), random);
    CHECK(parameter.value.matrix().isConstant(7));
    CHECK(random == Random(1));
    REQUIRE_THROWS_WITH(parameter.initialize({3, 3}, parameter_test::Tenths(), random),
                        "expected kernel of shape (3, 3), got (2, 3)");
}
