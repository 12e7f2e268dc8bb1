// SPDX-License-Identifier: MIT
#include <ockham/core/constraint.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace constraint_test {

/// The least that a constraint is made of: every entry is one half.
struct Half {
    template <class Scalar>
    void apply(TensorOut<Scalar> w) const {
        for (Index i = 0; i < w.size(); ++i) w.data()[i] = Scalar(0.5);
    }
};

struct Square : Half {
    void check_shape(const Shape& shape) const {
        if (shape.rank() != 2 || shape[0] != shape[1])
            check::fail<ShapeError>("square", "a square", shape.to_string());
    }
};

struct FloatOnly {
    void apply(TensorOut<float>) const {}
};

}  // namespace constraint_test

TEST_CASE("no constraint changes nothing", "[core]") {
    const AnyConstraint none;
    REQUIRE_FALSE(static_cast<bool>(none));
    Tensor<double> w = Matrix<double>::Constant(2, 3, -7);
    none.apply(w.view());
    REQUIRE(w.matrix() == Matrix<double>::Constant(2, 3, -7));
    REQUIRE_NOTHROW(none.check_shape({1, 2, 3}));
}

TEST_CASE("a user's constraint is one function", "[core]") {
    using namespace constraint_test;
    STATIC_REQUIRE(Constraint<Half>);
    STATIC_REQUIRE_FALSE(Constraint<FloatOnly>);
    AnyConstraint half;
    {
        const AnyConstraint original = Half();
        half = original;
    }
    REQUIRE(static_cast<bool>(half));
    Tensor<double> w = Matrix<double>::Constant(2, 3, -7);
    half.apply(w.view());
    REQUIRE(w.matrix() == Matrix<double>::Constant(2, 3, 0.5));
    Tensor<float> w32 = Matrix<float>::Constant(1, 1, -7);
    half.apply(w32.view());
    REQUIRE(w32.data()[0] == 0.5F);
    REQUIRE_NOTHROW(half.check_shape({1, 2, 3}));
    REQUIRE(half.as<Half>() != nullptr);
    REQUIRE(half.as<Square>() == nullptr);
}

TEST_CASE("a constraint may refuse shapes", "[core]") {
    const AnyConstraint square = constraint_test::Square();
    REQUIRE_NOTHROW(square.check_shape({2, 2}));
    REQUIRE_THROWS_WITH(square.check_shape({2, 3}), "square: expected a square, got (2, 3)");
}
