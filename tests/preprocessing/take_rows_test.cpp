// SPDX-License-Identifier: MIT
#include <type_traits>
#include <vector>

#include <ockham/preprocessing/take_rows.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("rows of any Eigen expression can be taken, in any order", "[preprocessing]") {
    const Eigen::MatrixXd x{{1, 2}, {3, 4}, {5, 6}};
    const Matrix<double> wanted{{5, 6}, {1, 2}, {5, 6}};
    REQUIRE(take_rows(x, {2, 0, 2}) == wanted);
    REQUIRE(take_rows(2 * x - x, {2, 0, 2}) == wanted);
    static_assert(std::is_same_v<decltype(take_rows(x, {0})), Matrix<double>>);
    static_assert(std::is_same_v<decltype(take_rows(x.cast<int>().col(0), {0})), Eigen::VectorXi>);
    REQUIRE(take_rows(x.cast<int>().col(1), {1, 2}) == Eigen::Vector2i(4, 6));
    const Matrix<double> none = take_rows(x, {});
    REQUIRE(none.rows() == 0);
    REQUIRE(none.cols() == 2);
}

TEST_CASE("rows of a tensor are its samples", "[preprocessing]") {
    Tensor<float> x(Shape{3, 2, 2});
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(i);
    const Tensor<float> taken = take_rows(x, {2, 1});
    REQUIRE(taken.shape() == Shape{2, 2, 2});
    for (Index i = 0; i < 4; ++i) {
        REQUIRE(taken.data()[i] == static_cast<float>(8 + i));
        REQUIRE(taken.data()[4 + i] == static_cast<float>(4 + i));
    }
}

TEST_CASE("rows that are not there are refused", "[preprocessing]") {
    const Eigen::VectorXd x = Eigen::VectorXd::Zero(3);
    REQUIRE_THROWS_AS(take_rows(x, {0, 3}), ArgumentError);
    REQUIRE_THROWS_WITH(take_rows(x, {0, 3}), "take_rows: expected rows to be from 0 to 2, got 3");
    REQUIRE_THROWS_WITH(take_rows(Tensor<float>(Shape{2, 2}), {-1}),
                        "take_rows: expected rows to be from 0 to 1, got -1");
}
