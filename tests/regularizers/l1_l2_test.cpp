// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/regularizers/l1_l2.hpp>

#include "regularizers/contract.hpp"

using namespace ockham;

namespace l1_l2_test {

using finite_differences::in;

/// Both signs, both zeros.
inline Matrix<double> weights() {
    Matrix<double> w(2, 4);
    w << 1, -2, 0, -0.0, 0.5, -0.25, 3, 0;
    return w;
}

inline double penalty(const AnyRegularizer& regularizer, const Matrix<double>& w) {
    return regularizer.penalty(in(w));
}

}  // namespace l1_l2_test

TEST_CASE("l1 is the sum of absolute values", "[regularizers]") {
    using namespace l1_l2_test;
    REQUIRE(penalty(l1(0.5), weights()) == 0.5 * 6.75);
    Matrix<double> slope(2, 4);
    slope << 0.5, -0.5, 0, 0, 0.5, -0.5, 0.5, 0;
    REQUIRE(regularizers_contract::gradient(l1(0.5), weights()) == slope);
}

TEST_CASE("l1's slope at zero is zero, of either sign", "[regularizers]") {
    Matrix<double> w(1, 4), slope(1, 4);
    w << 0, -0.0, 5e-324, -5e-324;
    slope << 0, 0, 0.5, -0.5;
    REQUIRE(regularizers_contract::gradient(l1(0.5), w) == slope);
    for (const AnyRegularizer& each :
         {AnyRegularizer(l1(1)), AnyRegularizer(l2(1)), AnyRegularizer(l1_l2(1, 1))}) {
        REQUIRE(l1_l2_test::penalty(each, Matrix<double>::Zero(3, 2)) == 0);
        REQUIRE(regularizers_contract::gradient(each, Matrix<double>::Zero(3, 2)) ==
                Matrix<double>::Zero(3, 2));
    }
}

TEST_CASE("l2 is the sum of squares, not halved", "[regularizers]") {
    using namespace l1_l2_test;
    REQUIRE(penalty(l2(0.5), weights()) == 0.5 * (1 + 4 + 0.25 + 0.0625 + 9));
    Matrix<double> slope(2, 4);
    slope << 1, -2, 0, 0, 0.5, -0.25, 3, 0;
    REQUIRE(regularizers_contract::gradient(l2(0.5), weights()) == slope);
}

TEST_CASE("l1_l2 is both", "[regularizers]") {
    using namespace l1_l2_test;
    const Matrix<double> w = weights();
    REQUIRE(penalty(l1_l2(0.5, 0.25), w) == penalty(l1(0.5), w) + penalty(l2(0.25), w));
    REQUIRE(regularizers_contract::gradient(l1_l2(0.5, 0.25), w) ==
            regularizers_contract::gradient(l1(0.5), w) + regularizers_contract::gradient(l2(0.25), w));
    REQUIRE(penalty(l1_l2(0, 0), w) == 0);
    REQUIRE(regularizers_contract::gradient(l1_l2(0, 0), w) == Matrix<double>::Zero(2, 4));
}

TEST_CASE("a term with the factor zero is switched off", "[regularizers]") {
    const Matrix<double> w = Matrix<double>::Constant(1, 1, 1e200);
    REQUIRE(l1_l2_test::penalty(l1(1), w) == 1e200);
    REQUIRE(regularizers_contract::gradient(l1(1), w)(0, 0) == 1);
}

TEST_CASE("gradients of l1 and l2 are those of central differences", "[regularizers]") {
    using namespace regularizers_contract;
    const Matrix<double> w = l1_l2_test::weights();
    for (const AnyRegularizer& each : {AnyRegularizer(l1(0.3)), AnyRegularizer(l2(0.7)),
                                       AnyRegularizer(l1_l2(0.3, 0.7)), AnyRegularizer(L1L2({.l1 = 0.1}))}) {
        require_derivative(each, w);
        require_derivative(each, Matrix<double>(w.row(0)));
        require_derivative(each, Matrix<double>(w.col(1)));
        require_float_agrees(each, w);
    }
}

TEST_CASE("the L1 part may be left to an optimizer", "[regularizers]") {
    using namespace regularizers_contract;
    const Matrix<double> w = l1_l2_test::weights();
    const AnyRegularizer both = l1_l2(0.3, 0.7);
    Matrix<double> dw = Matrix<double>::Constant(w.rows(), w.cols(), 3);
    REQUIRE(both.add_smooth_gradient(in(w), out(dw), 2.0) == Approx(both.penalty(in(w))));
    REQUIRE((dw - (3 + 2 * 1.4 * w.array()).matrix()).cwiseAbs().maxCoeff() < 1e-13);
    REQUIRE(both.l1_factor() == 0.3);
    REQUIRE(AnyRegularizer(l2(0.7)).l1_factor() == 0);
}

TEST_CASE("l1 and l2 give the numbers of Keras", "[regularizers]") {
    using regularizers_contract::require_as_in_keras;
    require_as_in_keras("l1", [](double factor, const std::string&) { return l1(factor); });
    require_as_in_keras("l2", [](double factor, const std::string&) { return l2(factor); });
    require_as_in_keras(
        "l1_l2", [](double first, const std::string& second) { return l1_l2(first, std::stod(second)); });
}

TEST_CASE("penalties of many small floats lose no digits", "[regularizers]") {
    const Matrix<float> w = Matrix<float>::Constant(1000, 1000, 1e-3F);
    REQUIRE(l1(1).penalty(finite_differences::in(w)) == Approx(1e3).epsilon(1e-7));
    REQUIRE(l2(1).penalty(finite_differences::in(w)) == Approx(1).epsilon(1e-6));
}

TEST_CASE("l1 and l2 have Keras' defaults, and say what they are", "[regularizers]") {
    REQUIRE(l1().options().l1 == 0.01);
    REQUIRE(l1().options().l2 == 0);
    REQUIRE(l2().options().l1 == 0);
    REQUIRE(l2().options().l2 == 0.01);
    REQUIRE(l1_l2().options().l1 == 0.01);
    REQUIRE(l1_l2().options().l2 == 0.01);
    REQUIRE(L1L2({}).options().l1 == 0);
    REQUIRE(L1L2({}).options().l2 == 0);
    REQUIRE(AnyRegularizer(l1(0.001)).description() == "l1(0.001)");
    REQUIRE(AnyRegularizer(l2(0.5)).description() == "l2(0.5)");
    REQUIRE(AnyRegularizer(l1_l2(0.001, 0.5)).description() == "l1_l2(0.001, 0.5)");
    REQUIRE(AnyRegularizer(l1(0)).description() == "l1_l2(0, 0)");
    REQUIRE_NOTHROW(AnyRegularizer(l1()).check_shape({1, 2, 3, 4, 5}));
}

TEST_CASE("l1 and l2 refuse factors that are no penalty", "[regularizers]") {
    REQUIRE_THROWS_AS(l1(-1), ArgumentError);
    REQUIRE_THROWS_WITH(l1(-1), "l1: expected factor to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(l2(-0.5), "l2: expected factor to be non-negative and finite, got -0.5");
    REQUIRE_THROWS_WITH(l1_l2(std::numeric_limits<double>::quiet_NaN(), 1),
                        "l1_l2: expected l1 to be non-negative and finite, got nan");
    REQUIRE_THROWS_WITH(l1_l2(1, std::numeric_limits<double>::infinity()),
                        "l1_l2: expected l2 to be non-negative and finite, got inf");
}
