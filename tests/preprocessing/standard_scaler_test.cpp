// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <ockham/datasets/iris.hpp>
#include <ockham/preprocessing/standard_scaler.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace standard_scaler_test {

/// The scale of a column of these numbers.
inline double scale(const Eigen::VectorXd& column) {
    return StandardScaler().fit(column).scale()[0];
}

}  // namespace standard_scaler_test

TEST_CASE("StandardScaler computes scikit-learn's mean and scale, bit for bit", "[preprocessing]") {
    StandardScaler scaler;
    const Matrix<double> z = scaler.fit_transform(datasets::load_iris().x);
    // Printed by scikit-learn 1.9.
    REQUIRE(scaler.mean() ==
            Eigen::RowVector4d(5.843333333333335, 3.057333333333334, 3.7580000000000027, 1.199333333333334));
    REQUIRE(scaler.scale() == Eigen::RowVector4d(0.8253012917851409, 0.43441096773549437, 1.7594040657753032,
                                                 0.7596926279021594));
    REQUIRE(z.row(0) == Eigen::RowVector4d(-0.9006811702978099, 1.0190043519716065, -1.3402265266227635,
                                           -1.3154442950077407));
    REQUIRE(z.row(149) == Eigen::RowVector4d(0.06866179325140129, -0.1319794793216258, 0.7627582691805523,
                                             0.7906706536370729));
}

TEST_CASE("StandardScaler divides the variance by the rows", "[preprocessing]") {
    const Eigen::Vector4d x(1, 3, 5, 7);
    StandardScaler scaler;
    scaler.fit(x);
    REQUIRE(scaler.mean()[0] == 4);
    REQUIRE(scaler.scale()[0] == Approx(std::sqrt(5.0)));
    REQUIRE(scaler.transform(x)(3, 0) == Approx(3 / std::sqrt(5.0)));
}

TEST_CASE("StandardScaler transforms new rows with the fitted numbers, and back", "[preprocessing]") {
    Matrix<double> x(3, 2);
    x << 1, 10, 2, 30, 6, 20;
    StandardScaler scaler;
    scaler.fit(x);
    Matrix<double> fresh(1, 2);
    fresh << -4, 1000;
    const Matrix<double> z = scaler.transform(fresh);
    REQUIRE(z(0, 0) == Approx((-4 - 3) / std::sqrt(14.0 / 3)));
    REQUIRE(z(0, 1) == Approx((1000 - 20) / std::sqrt(200.0 / 3)));
    REQUIRE(scaler.inverse_transform(z).isApprox(fresh, 1e-14));
}

TEST_CASE("StandardScaler takes integers, floats, arrays and expressions, and computes in double",
          "[preprocessing]") {
    Eigen::MatrixXi x(3, 2);
    x << 1, 10, 2, 30, 6, 20;
    const Matrix<double> wanted = StandardScaler().fit_transform(x.cast<double>());
    REQUIRE(StandardScaler().fit_transform(x) == wanted);
    REQUIRE(StandardScaler().fit_transform(x.cast<float>()) == wanted);
    REQUIRE(StandardScaler().fit_transform(x.array()) == wanted);
    REQUIRE(StandardScaler().fit_transform(x.transpose().transpose()) == wanted);
    REQUIRE(StandardScaler().fit(x).transform(x) == wanted);
    REQUIRE(StandardScaler().fit_transform(x.bottomRows(2))(0, 0) == -1);

    // A float has no 100000001, a sum in float would lose it.
    const Eigen::VectorXi large = Eigen::Vector2i(100'000'000, 100'000'001);
    REQUIRE(StandardScaler().fit(large).mean()[0] == 100'000'000.5);
}

TEST_CASE("StandardScaler turns a constant column into zeros", "[preprocessing]") {
    Matrix<double> x(10, 2);
    x.col(0).setConstant(0.1);
    x.col(1).setConstant(-7);
    StandardScaler scaler;
    const Matrix<double> z = scaler.fit_transform(x);
    REQUIRE(scaler.scale() == Eigen::RowVector2d(1, 1));
    REQUIRE(z.cwiseAbs().maxCoeff() < 1e-16);
    REQUIRE(StandardScaler().fit_transform(x.topRows(1)).isZero(0));
}

TEST_CASE("StandardScaler tells rounding noise from a small scale as scikit-learn does", "[preprocessing]") {
    using standard_scaler_test::scale;
    // Noise in the last digits around a mean far from zero: scale 1.
    REQUIRE(scale(Eigen::Vector3d(1e6, 1e6 + 1e-9, 1e6)) == 1);
    REQUIRE(scale(Eigen::Vector4d(1, 1 + 0x1p-52, 1, 1 + 0x1p-51)) == 1);
    REQUIRE(scale(Eigen::Vector3d(0, 0, 0)) == 1);
    // Small, but measurable. The numbers were printed by scikit-learn 1.9.
    REQUIRE(scale(Eigen::Vector3d(1e6, 1e6 + 1e-8, 1e6)) == Approx(4.719568973876155e-09).epsilon(1e-12));
    REQUIRE(scale(Eigen::Vector3d(1e-9, 2e-9, 3e-9)) == Approx(8.16496580927726e-10).epsilon(1e-12));
    REQUIRE(scale(Eigen::Vector4d(1, 1 + 1e-14, 1, 1 + 2e-14)) ==
            Approx(8.284934714164083e-15).epsilon(1e-12));
}

TEST_CASE("StandardScaler is fitted before it is used", "[preprocessing]") {
    const StandardScaler scaler;
    const Matrix<double> x = Matrix<double>::Ones(2, 2);
    REQUIRE_THROWS_WITH(scaler.transform(x),
                        "StandardScaler: expected fit before transform, got a scaler that is not fitted");
    REQUIRE_THROWS_WITH(
        scaler.inverse_transform(x),
        "StandardScaler: expected fit before inverse_transform, got a scaler that is not fitted");
    REQUIRE_THROWS_WITH(scaler.mean(),
                        "StandardScaler: expected fit before mean, got a scaler that is not fitted");
    REQUIRE_THROWS_WITH(scaler.scale(),
                        "StandardScaler: expected fit before scale, got a scaler that is not fitted");
}

TEST_CASE("StandardScaler refuses what does not fit, and stays as it was", "[preprocessing]") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    Matrix<double> x(2, 2);
    x << 1, 2, 3, 4;
    StandardScaler scaler;
    scaler.fit(x);

    REQUIRE_THROWS_AS(scaler.transform(x.leftCols(1)), ShapeError);
    REQUIRE_THROWS_WITH(scaler.transform(x.leftCols(1)),
                        "StandardScaler: expected 2 columns, as in fit, got 1");
    REQUIRE_THROWS_WITH(scaler.inverse_transform(x.leftCols(1)),
                        "StandardScaler: expected 2 columns, as in fit, got 1");
    REQUIRE_THROWS_WITH(scaler.fit(Matrix<double>(0, 2)),
                        "StandardScaler: expected at least one row and one column, got shape (0, 2)");
    REQUIRE_THROWS_WITH(scaler.transform(Matrix<double>(0, 2)),
                        "StandardScaler: expected at least one row and one column, got shape (0, 2)");
    REQUIRE_THROWS_WITH(scaler.fit(Matrix<double>(3, 0)),
                        "StandardScaler: expected at least one row and one column, got shape (3, 0)");
    for (const double bad : {nan, -nan, infinity, -infinity}) {
        Matrix<double> broken = x;
        broken(1, 0) = bad;
        const std::string sentence = std::string("StandardScaler: expected finite numbers, got ") +
                                     (std::isnan(bad) ? "nan"
                                      : bad > 0       ? "inf"
                                                      : "-inf") +
                                     " in row 1, column 0";
        REQUIRE_THROWS_WITH(scaler.fit(broken), sentence);
        REQUIRE_THROWS_WITH(scaler.transform(broken), sentence);
        REQUIRE_THROWS_WITH(scaler.inverse_transform(broken), sentence);
    }
    Matrix<double> large(2, 2);
    large << 0, 1e308, 0, -1e308;
    REQUIRE_THROWS_WITH(
        scaler.fit(large),
        "StandardScaler: expected numbers whose variance is finite, got an overflow in column 1");

    REQUIRE(scaler.mean() == Eigen::RowVector2d(2, 3));
    REQUIRE(scaler.scale() == Eigen::RowVector2d(1, 1));
}
