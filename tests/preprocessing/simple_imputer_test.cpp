// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <ockham/preprocessing/simple_imputer.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace simple_imputer_test {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// Columns with gaps, of which the last has none.
inline Matrix<double> table() {
    Matrix<double> x(6, 4);
    x << gap, 1, 3, 1, 7, gap, 3, 2, 4, 2, 1, 3, 4, 2, 1, 4, 1, 1, gap, 5, 0, gap, 2, 6;
    return x;
}

inline Eigen::RowVector4d statistics(ImputerStrategy strategy) {
    return SimpleImputer({.strategy = strategy, .fill_value = -1}).fit(table()).statistics();
}

}  // namespace simple_imputer_test

TEST_CASE("SimpleImputer fills gaps with scikit-learn's numbers", "[preprocessing]") {
    using namespace simple_imputer_test;
    // Printed by scikit-learn 1.9.
    REQUIRE(statistics(ImputerStrategy::mean) == Eigen::RowVector4d(3.2, 1.5, 2, 3.5));
    REQUIRE(statistics(ImputerStrategy::median) == Eigen::RowVector4d(4, 1.5, 2, 3.5));
    REQUIRE(statistics(ImputerStrategy::most_frequent) == Eigen::RowVector4d(4, 1, 1, 1));
    REQUIRE(statistics(ImputerStrategy::constant) == Eigen::RowVector4d(-1, -1, -1, -1));

    SimpleImputer imputer;
    const Matrix<double> filled = imputer.fit_transform(table());
    REQUIRE(filled.row(0) == Eigen::RowVector4d(3.2, 1, 3, 1));
    REQUIRE(filled.row(1) == Eigen::RowVector4d(7, 1.5, 3, 2));
    REQUIRE(filled.row(4) == Eigen::RowVector4d(1, 1, 2, 5));
    REQUIRE(imputer.transform(Eigen::RowVector4d(gap, gap, gap, gap)) ==
            Eigen::RowVector4d(3.2, 1.5, 2, 3.5));
}

TEST_CASE("SimpleImputer says where gaps were, and brings them back", "[preprocessing]") {
    using namespace simple_imputer_test;
    SimpleImputer imputer({.add_indicator = true});
    const Matrix<double> filled = imputer.fit_transform(table());
    REQUIRE(filled.cols() == 7);
    REQUIRE(imputer.indicated() == std::vector<Index>{0, 1, 2});
    REQUIRE(filled.col(4).isApprox(Eigen::VectorXd::Unit(6, 0), 0));
    REQUIRE(filled(1, 5) == 1);
    REQUIRE(filled(5, 5) == 1);
    REQUIRE(filled.rightCols(3).sum() == 4);
    // A column that had no gaps has none in what is added.
    REQUIRE(imputer.transform(Eigen::RowVector4d(gap, 1, 1, gap)) ==
            (Matrix<double>(1, 7) << 3.2, 1, 1, 3.5, 1, 0, 0).finished());

    const Matrix<double> again = imputer.inverse_transform(filled), x = table();
    REQUIRE(again.cols() == 4);
    for (Index i = 0; i < x.size(); ++i)
        REQUIRE((std::isnan(x.data()[i]) ? std::isnan(again.data()[i]) : again.data()[i] == x.data()[i]));
    REQUIRE_THROWS_WITH(imputer.inverse_transform(table()),
                        "SimpleImputer: expected 7 columns, as transform gives, got 4");
    REQUIRE_THROWS_WITH(SimpleImputer().fit(table()).inverse_transform(table()),
                        "SimpleImputer: expected add_indicator to be true for inverse_transform, got false");
}

TEST_CASE("SimpleImputer takes a number for a gap, and any scalar", "[preprocessing]") {
    using simple_imputer_test::gap;
    SimpleImputer imputer({.missing_values = -9});
    REQUIRE(imputer.fit_transform(Eigen::Vector3i(1, -9, 4)) == Eigen::Vector3d(1, 2.5, 4));
    REQUIRE(imputer.transform(Eigen::Vector2f(-9, 0.5F)) == Eigen::Vector2d(2.5, 0.5));
    REQUIRE_THROWS_WITH(imputer.transform(Eigen::Vector2d(1, gap)),
                        "SimpleImputer: expected finite numbers and gaps, got nan in row 1, column 0");
}

TEST_CASE("SimpleImputer refuses a column of gaps only, or fills it with 0", "[preprocessing]") {
    using simple_imputer_test::gap;
    const Matrix<double> x = (Matrix<double>(2, 2) << 1, gap, 3, gap).finished();
    REQUIRE_THROWS_WITH(
        SimpleImputer().fit(x),
        "SimpleImputer: expected a number in column 1, got gaps only; .keep_empty_features = true fills "
        "it with 0");
    REQUIRE(SimpleImputer({.keep_empty_features = true}).fit_transform(x) ==
            (Matrix<double>(2, 2) << 1, 0, 3, 0).finished());
    REQUIRE(SimpleImputer({.strategy = ImputerStrategy::constant, .fill_value = 7}).fit_transform(x) ==
            (Matrix<double>(2, 2) << 1, 7, 3, 7).finished());
}

TEST_CASE("SimpleImputer refuses what does not fit, and stays as it was", "[preprocessing]") {
    using simple_imputer_test::gap;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    SimpleImputer imputer;
    const Eigen::Vector2d x(1, 3);
    REQUIRE_THROWS_WITH(imputer.transform(x),
                        "SimpleImputer: expected fit before transform, got an imputer that is not fitted");
    REQUIRE_THROWS_WITH(imputer.statistics(),
                        "SimpleImputer: expected fit before statistics, got an imputer that is not fitted");
    REQUIRE_THROWS_AS(imputer.inverse_transform(x), ArgumentError);

    imputer.fit(x);
    REQUIRE_THROWS_WITH(imputer.transform(x.transpose()),
                        "SimpleImputer: expected 1 columns, as in fit, got 2");
    REQUIRE_THROWS_WITH(imputer.fit(Matrix<double>(0, 2)),
                        "SimpleImputer: expected at least one row and one column, got shape (0, 2)");
    REQUIRE_THROWS_WITH(imputer.fit(Eigen::Vector2d(1, -infinity)),
                        "SimpleImputer: expected finite numbers and gaps, got -inf in row 1, column 0");
    REQUIRE_THROWS_WITH(imputer.fit(Eigen::Vector2d(1.5e308, 1.5e308)),
                        "SimpleImputer: expected numbers whose mean is finite, got an overflow in column 0");
    REQUIRE_THROWS_WITH(SimpleImputer({.fill_value = gap}),
                        "SimpleImputer: expected fill_value to be finite, got nan");
    REQUIRE_THROWS_WITH(SimpleImputer({.missing_values = infinity}),
                        "SimpleImputer: expected missing_values to be finite or nan, got inf");
    REQUIRE(imputer.statistics()[0] == 2);
}
