// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/regularizers/orthogonal.hpp>

#include "regularizers/contract.hpp"

using namespace ockham;

namespace orthogonal_test {

using finite_differences::in;

inline double penalty(const AnyRegularizer& regularizer, const Matrix<double>& w) {
    return regularizer.penalty(in(w));
}

/// Rows at angles of 45, 90 and 135 degrees to each other, of different lengths.
inline Matrix<double> angles() {
    Matrix<double> w(3, 2);
    w << 2, 0, 3, 3, 0, -1;
    return w;
}

/// No two rows and no two columns are orthogonal, or alike.
inline Matrix<double> crooked() {
    Matrix<double> w(4, 3);
    w << 1, -2, 0.5, 0.25, 1, -1, -1, -0.5, 0.75, 3, 1, 1.5;
    return w;
}

}  // namespace orthogonal_test

TEST_CASE("orthogonal is the mean absolute cosine of all pairs of rows", "[regularizers]") {
    using namespace orthogonal_test;
    const double cosine = std::sqrt(0.5);
    REQUIRE(penalty(orthogonal(0.3), angles()) == Approx(0.3 * (cosine + 0 + cosine) / 3).epsilon(1e-14));
    REQUIRE(penalty(orthogonal(0.3), Matrix<double>::Constant(4, 2, -7)) == Approx(0.3).epsilon(1e-14));
    REQUIRE(penalty(orthogonal(0.3), Matrix<double>::Identity(4, 4)) == 0);
    REQUIRE(penalty(orthogonal(0), angles()) == 0);
}

TEST_CASE("orthogonal may look at columns instead", "[regularizers]") {
    using namespace orthogonal_test;
    const AnyRegularizer rows = orthogonal(0.3), columns = orthogonal(0.3, OrthogonalMode::columns);
    const Matrix<double> turned = crooked().transpose();
    REQUIRE(penalty(columns, turned) == Approx(penalty(rows, crooked())).epsilon(1e-14));
    REQUIRE(regularizers_contract::gradient(columns, turned)
                .isApprox(regularizers_contract::gradient(rows, crooked()).transpose(), 1e-13));
    REQUIRE(penalty(columns, crooked()) != Approx(penalty(rows, crooked())));
}

TEST_CASE("orthogonal's gradient by hand", "[regularizers]") {
    // u = (1, 0), v = (1, 1) / sqrt 2: dR/du = factor (v - (u . v) u) / 2, and so on.
    Matrix<double> w(2, 2), slope(2, 2);
    w << 2, 0, 3, 3;
    const double cosine = std::sqrt(0.5), length = 3 / cosine;
    slope << 0, cosine / 2, (1 - 0.5) / length, -0.5 / length;
    REQUIRE(regularizers_contract::gradient(orthogonal(1), w).isApprox(slope, 1e-14));
}

TEST_CASE("orthogonal's gradient is that of central differences", "[regularizers]") {
    using namespace regularizers_contract;
    using namespace orthogonal_test;
    for (const OrthogonalMode mode : {OrthogonalMode::rows, OrthogonalMode::columns}) {
        const AnyRegularizer each = orthogonal(0.5, mode);
        require_derivative(each, crooked());
        require_derivative(each, angles());  // 90 degrees: a kink like that of |x| at 0
        require_derivative(each, Matrix<double>(crooked().topRows(2)));
        require_derivative(each, Matrix<double>(crooked().row(0)));
        require_derivative(each, Matrix<double>(crooked().col(0)));
        require_float_agrees(each, crooked());
    }
}

TEST_CASE("a single row has no pairs, no penalty and no gradient", "[regularizers]") {
    using namespace orthogonal_test;
    const Matrix<double> row = crooked().row(0), column = crooked().col(0);
    const AnyRegularizer rows = orthogonal(1), columns = orthogonal(1, OrthogonalMode::columns);
    REQUIRE(penalty(rows, row) == 0);
    REQUIRE(regularizers_contract::gradient(rows, row) == Matrix<double>::Zero(1, 3));
    REQUIRE(penalty(columns, column) == 0);
    REQUIRE(regularizers_contract::gradient(columns, column) == Matrix<double>::Zero(4, 1));
}

TEST_CASE("a row of zeros is orthogonal to everything", "[regularizers]") {
    using namespace orthogonal_test;
    Matrix<double> w = angles();
    w.row(0).setZero();
    const double cosine = std::sqrt(0.5);
    REQUIRE(penalty(orthogonal(0.3), w) == Approx(0.3 * cosine / 3).epsilon(1e-14));
    const Matrix<double> slope = regularizers_contract::gradient(orthogonal(0.3), w);
    REQUIRE(slope.row(0).isZero(0));
    REQUIRE(slope.row(1).norm() > 0.01);
    REQUIRE(regularizers_contract::gradient(orthogonal(1), Matrix<double>::Zero(3, 2)) ==
            Matrix<double>::Zero(3, 2));
}

TEST_CASE("a row shorter than 1e-7 is divided by 1e-7", "[regularizers]") {
    using namespace orthogonal_test;
    Matrix<double> w(2, 2);
    w << 1e-8, -2e-8, 3, 4;
    const AnyRegularizer regularizer = orthogonal(1);
    REQUIRE(penalty(regularizer, w) == Approx(std::abs(0.1 * 0.6 - 0.2 * 0.8)).epsilon(1e-12));
    const Matrix<double> slope = regularizers_contract::gradient(regularizer, w);
    for (const Index i : {0, 1}) {
        const double numeric = finite_differences::slope(
            w.data()[i], [&] { return penalty(regularizer, w); }, 1e-9);
        REQUIRE(slope.data()[i] == Approx(numeric).epsilon(1e-6));
    }
    REQUIRE(slope(0, 0) == Approx(-0.6e7).epsilon(1e-12));
    REQUIRE(slope(0, 1) == Approx(-0.8e7).epsilon(1e-12));
}

TEST_CASE("orthogonal gives the numbers of Keras", "[regularizers]") {
    regularizers_contract::require_as_in_keras("orthogonal", [](double factor, const std::string& mode) {
        return orthogonal(factor, mode == "rows" ? OrthogonalMode::rows : OrthogonalMode::columns);
    });
}

TEST_CASE("orthogonal is for matrices", "[regularizers]") {
    const AnyRegularizer regularizer = orthogonal();
    REQUIRE_NOTHROW(regularizer.check_shape({3, 4}));
    REQUIRE_THROWS_AS(regularizer.check_shape({3}), ShapeError);
    REQUIRE_THROWS_WITH(regularizer.check_shape({3}),
                        "orthogonal: expected a tensor of rank 2, got shape (3,)");
    REQUIRE_THROWS_WITH(regularizer.check_shape({2, 3, 4}),
                        "orthogonal: expected a tensor of rank 2, got shape (2, 3, 4)");
}

TEST_CASE("orthogonal has Keras' defaults, says what it is, and refuses what is no factor",
          "[regularizers]") {
    REQUIRE(orthogonal().options().factor == 0.01);
    REQUIRE(orthogonal().options().mode == OrthogonalMode::rows);
    REQUIRE(Orthogonal().options().factor == 0.01);
    REQUIRE(AnyRegularizer(orthogonal(0.5)).description() == "orthogonal(0.5)");
    REQUIRE_THROWS_WITH(orthogonal(-1), "orthogonal: expected factor to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(orthogonal(std::numeric_limits<double>::quiet_NaN()),
                        "orthogonal: expected factor to be non-negative and finite, got nan");
}
