// SPDX-License-Identifier: MIT
#include <type_traits>
#include <vector>

#include <ockham/preprocessing/train_test_split.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace train_test_split_test {

/// Entry (row, column) is 10 row + column.
template <class Scalar>
Matrix<Scalar> numbered(Index rows, Index columns) {
    Matrix<Scalar> x(rows, columns);
    for (Index row = 0; row < rows; ++row)
        for (Index column = 0; column < columns; ++column)
            x(row, column) = static_cast<Scalar>(10 * row + column);
    return x;
}

template <class X, class Y>
void require_rows(const Part<X, Y>& part, Index columns) {
    REQUIRE(part.x.rows() == static_cast<Index>(part.rows.size()));
    REQUIRE(part.y.rows() == static_cast<Index>(part.rows.size()));
    REQUIRE(part.x.cols() == columns);
    for (Index i = 0; i < part.x.rows(); ++i) {
        const Index first = 10 * part.rows[static_cast<std::size_t>(i)];
        for (Index column = 0; column < columns; ++column)
            REQUIRE(static_cast<Index>(part.x(i, column)) == first + column);
        REQUIRE(static_cast<Index>(part.y(i, 0)) == first);
    }
}

}  // namespace train_test_split_test

TEST_CASE("train_test_split hands out the rows of both, and says which", "[preprocessing]") {
    using namespace train_test_split_test;
    const Matrix<float> x = numbered<float>(10, 3);
    const Eigen::VectorXi y = numbered<int>(10, 1);
    const auto [train, test] = train_test_split(x, y);
    REQUIRE(train.rows == std::vector<Index>{9, 1, 6, 7, 3, 0, 5});
    REQUIRE(test.rows == std::vector<Index>{2, 8, 4});
    require_rows(train, 3);
    require_rows(test, 3);
    static_assert(std::is_same_v<decltype(train), const Part<Matrix<float>, Eigen::VectorXi>>);
}

TEST_CASE("train_test_split takes any Eigen expression", "[preprocessing]") {
    using namespace train_test_split_test;
    const Eigen::MatrixXd x = numbered<double>(10, 3);
    const Eigen::Matrix<double, 10, 3> fixed = x;
    const std::vector<double> raw(x.data(), x.data() + x.size());
    const auto check = [](const auto& any_x, const auto& any_y) {
        const auto [train, test] = train_test_split(any_x, any_y, {.test_size = 4, .random_state = 42});
        REQUIRE(test.rows == std::vector<Index>{8, 1, 5, 0});
        require_rows(train, 3);
        require_rows(test, 3);
    };
    check(x, x.col(0));
    check(fixed, fixed.leftCols<1>());
    check(x + Eigen::MatrixXd::Zero(10, 3), x.col(0).cast<long>());
    check(x * Eigen::Matrix3d::Identity(), 2 * x.leftCols(1) - x.leftCols(1));
    check(x.array(), x.col(0).array());
    check(Eigen::Map<const Eigen::MatrixXd>(raw.data(), 10, 3), x.cast<int>());
    check(numbered<int>(20, 3).topRows(10), numbered<float>(20, 2).topRows(10));
}

TEST_CASE("train_test_split keeps vectors vectors and matrices matrices", "[preprocessing]") {
    const Eigen::MatrixXd x = Eigen::MatrixXd::Zero(4, 1);
    const auto split = train_test_split(x, x.col(0));
    static_assert(std::is_same_v<decltype(split), const Split<Matrix<double>, Eigen::VectorXd>>);
    REQUIRE(split.test.x.rows() == 1);
}

TEST_CASE("train_test_split of tensors gives tensors", "[preprocessing]") {
    Tensor<float> x(Shape{10, 2, 3, 1});
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(i);
    Tensor<double> y(Shape{10});
    for (Index i = 0; i < y.size(); ++i) y.data()[i] = static_cast<double>(i);

    const auto [train, test] = train_test_split(x, y);
    REQUIRE(train.x.shape() == Shape{7, 2, 3, 1});
    REQUIRE(test.x.shape() == Shape{3, 2, 3, 1});
    REQUIRE(test.y.shape() == Shape{3});
    for (Index i = 0; i < 3; ++i) {
        const Index row = test.rows[static_cast<std::size_t>(i)];
        REQUIRE(test.y.data()[i] == static_cast<double>(row));
        for (Index j = 0; j < 6; ++j) REQUIRE(test.x.data()[6 * i + j] == static_cast<float>(6 * row + j));
    }
    REQUIRE(train_test_split(x, Eigen::VectorXi::Zero(10)).train.y.size() == 7);
}

TEST_CASE("train_test_split stratifies by labels of either kind", "[preprocessing]") {
    const Eigen::VectorXi y = Eigen::VectorXi::LinSpaced(40, 0, 39) / 30;
    const auto [train, test] = train_test_split(y, y, {.test_size = 8, .stratify = y});
    REQUIRE(test.y.sum() == 2);
    REQUIRE(train.y.sum() == 8);
    const std::vector<int> labels(y.data(), y.data() + y.size());
    REQUIRE(train_test_split(y, y, {.test_size = 8, .stratify = labels}).test.rows == test.rows);
}

TEST_CASE("train_test_split needs x and y of the same length", "[preprocessing]") {
    const Matrix<double> x = Matrix<double>::Zero(10, 3);
    REQUIRE_THROWS_AS(train_test_split(x, Eigen::VectorXi::Zero(9)), ShapeError);
    REQUIRE_THROWS_WITH(train_test_split(x, Eigen::VectorXi::Zero(9)),
                        "train_test_split: expected as many rows in y as in x, 10, got 9");
    REQUIRE_THROWS_WITH(train_test_split(x, Eigen::RowVectorXi::Zero(10)),
                        "train_test_split: expected as many rows in y as in x, 10, got 1");
    REQUIRE_THROWS_WITH(train_test_split(Matrix<double>(), Matrix<double>()),
                        "train_test_split: expected at least 2 rows, got 0");
}
