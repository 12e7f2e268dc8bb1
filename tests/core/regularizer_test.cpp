// SPDX-License-Identifier: MIT
#include <ockham/core/regularizer.hpp>

#include "support/finite_differences.hpp"

using namespace ockham;

namespace regularizer_test {

using finite_differences::in;
using finite_differences::out;

/// The least that a regularizer is made of: the sum of the entries.
struct Sum {
    template <class Scalar>
    Scalar penalty(In<Scalar> w) const {
        Scalar sum = 0;
        for (Index i = 0; i < w.size(); ++i) sum += w.data()[i];
        return sum;
    }
    template <class Scalar>
    void add_gradient(In<Scalar>, InOut<Scalar> dw, Scalar scale) const {
        for (Index i = 0; i < dw.size(); ++i) dw.data()[i] += scale;
    }
};

struct Described : Sum {
    std::string_view description() const { return "sum"; }
    void check_shape(const Shape& shape) const {
        if (shape.rank() != 2) check::fail<ShapeError>("sum", "rank 2", shape.to_string());
    }
};

/// One whose penalty comes with its gradient, and would not come without.
struct AtOnce : Sum {
    template <class Scalar>
    double add_gradient(In<Scalar>, InOut<Scalar>, Scalar) const {
        return 11;
    }
};

/// One that has an L1 part, whose gradient it can leave out.
struct WithL1 : Sum {
    double l1_factor() const { return 0.5; }
    template <class Scalar>
    double add_smooth_gradient(In<Scalar>, InOut<Scalar> dw, Scalar scale) const {
        dw.data()[0] -= scale;
        return 7;
    }
};

struct NoGradient {
    double penalty(In<float>) const { return 0; }
    double penalty(In<double>) const { return 0; }
};

}  // namespace regularizer_test

TEST_CASE("no regularizer is no penalty", "[core]") {
    using namespace regularizer_test;
    const AnyRegularizer none;
    REQUIRE_FALSE(static_cast<bool>(none));
    Matrix<double> w = Matrix<double>::Constant(2, 2, 3), dw = Matrix<double>::Constant(2, 2, 1);
    REQUIRE(none.penalty(in(w)) == 0);
    none.add_gradient(in(w), out(dw));
    REQUIRE(dw == Matrix<double>::Constant(2, 2, 1));
    REQUIRE(none.description() == "");
    REQUIRE_NOTHROW(none.check_shape({1, 2, 3}));
}

TEST_CASE("a user's regularizer needs a penalty and its gradient", "[core]") {
    using namespace regularizer_test;
    STATIC_REQUIRE(Regularizer<Sum>);
    STATIC_REQUIRE(!Regularizer<NoGradient>);
    AnyRegularizer sum;
    {
        const AnyRegularizer original = Sum();
        sum = original;
    }
    REQUIRE(static_cast<bool>(sum));
    REQUIRE(sum.description() == "custom");
    REQUIRE_NOTHROW(sum.check_shape({1, 2, 3}));
    Matrix<float> w(1, 3), dw(1, 3);
    w << 1, -2, 4;
    dw << 0, 1, 2;
    REQUIRE(sum.penalty(in(w)) == 3);
    REQUIRE(sum.add_gradient(in(w), out(dw), 0.5F) == 3);
    REQUIRE(sum.add_gradient(in(w), out(dw)) == 3);
    REQUIRE(dw(0, 0) == 1.5F);
    REQUIRE(dw(0, 2) == 3.5F);
    Matrix<double> w64 = w.cast<double>();
    REQUIRE(sum.penalty(in(w64)) == 3);
}

TEST_CASE("a penalty may come with its gradient", "[core]") {
    using namespace regularizer_test;
    Matrix<float> w = Matrix<float>::Ones(2, 2), dw = w;
    REQUIRE(AnyRegularizer(AtOnce()).add_gradient(in(w), out(dw)) == 11);
    REQUIRE(AnyRegularizer().add_gradient(in(w), out(dw)) == 0);
}

TEST_CASE("a regularizer may describe itself and refuse shapes", "[core]") {
    const AnyRegularizer described = regularizer_test::Described();
    REQUIRE(described.description() == "sum");
    REQUIRE_NOTHROW(described.check_shape({2, 3}));
    REQUIRE_THROWS_WITH(described.check_shape({2, 3, 4}), "sum: expected rank 2, got (2, 3, 4)");
}

TEST_CASE("a regularizer may leave its L1 part to an optimizer", "[core]") {
    using namespace regularizer_test;
    Matrix<double> w = Matrix<double>::Constant(1, 2, 3), dw = Matrix<double>::Zero(1, 2);
    const AnyRegularizer split = WithL1(), plain = Sum(), none;
    REQUIRE(split.l1_factor() == 0.5);
    REQUIRE(split.add_smooth_gradient(in(w), out(dw), 2.0) == 7);
    REQUIRE(dw(0, 0) == -2);
    REQUIRE(dw(0, 1) == 0);
    REQUIRE(split.add_gradient(in(w), out(dw)) == 6);
    REQUIRE(dw(0, 1) == 1);
    // One that does not know of such a part has none.
    dw.setZero();
    REQUIRE(plain.l1_factor() == 0);
    REQUIRE(plain.add_smooth_gradient(in(w), out(dw), 2.0) == 6);
    REQUIRE(dw(0, 1) == 2);
    REQUIRE(none.l1_factor() == 0);
    REQUIRE(none.add_smooth_gradient(in(w), out(dw)) == 0);
    REQUIRE(dw(0, 1) == 2);
}
