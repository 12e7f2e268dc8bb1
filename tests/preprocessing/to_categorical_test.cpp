// SPDX-License-Identifier: MIT
#include <vector>

#include <ockham/preprocessing/to_categorical.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("to_categorical puts a one where the label says", "[preprocessing]") {
    Matrix<double> wanted(3, 3);
    wanted << 1, 0, 0, 0, 0, 1, 0, 1, 0;
    REQUIRE(to_categorical(std::vector{0, 2, 1}) == wanted);
    REQUIRE(to_categorical(Eigen::Vector3i(0, 2, 1)) == wanted);
    REQUIRE(to_categorical(Eigen::Vector3d(0, 2, 1)) == wanted);
}

TEST_CASE("to_categorical has a column for each class, whether it occurs or not", "[preprocessing]") {
    Matrix<double> wanted(1, 5);
    wanted << 0, 1, 0, 0, 0;
    REQUIRE(to_categorical(std::vector{1}, 5) == wanted);
    REQUIRE(to_categorical(std::vector{1}) == wanted.leftCols(2));
    REQUIRE(to_categorical(std::vector{999'999}).cols() == 1'000'000);
    REQUIRE(to_categorical(std::vector{1'000'000}, 1'000'001).cols() == 1'000'001);
}

TEST_CASE("to_categorical names the row and the label it cannot use", "[preprocessing]") {
    REQUIRE_THROWS_WITH(to_categorical(std::vector{0, 1, -1}),
                        "to_categorical: expected labels of at least 0, got -1 in row 2");
    REQUIRE_THROWS_WITH(to_categorical(std::vector{0, -1}, 3),
                        "to_categorical: expected labels of at least 0, got -1 in row 1");
    REQUIRE_THROWS_WITH(to_categorical(std::vector{0, 3}, 3),
                        "to_categorical: expected labels below num_classes 3, got 3 in row 1");
    REQUIRE_THROWS_WITH(to_categorical(Eigen::Vector2d(0, 0.5)),
                        "to_categorical: expected labels to be whole numbers below 2^53, got 0.5 in row 1");
    REQUIRE_THROWS_WITH(
        to_categorical(std::vector{3, 20240115}),
        "to_categorical: expected num_classes for labels of 1000000 and more, got 20240115 in row 1");
    REQUIRE_THROWS_AS(to_categorical(std::vector{1'000'000}), ArgumentError);
}

TEST_CASE("to_categorical refuses no labels and a negative number of classes", "[preprocessing]") {
    REQUIRE_THROWS_AS(to_categorical(std::vector<int>{}), ShapeError);
    REQUIRE_THROWS_WITH(to_categorical(std::vector<int>{}),
                        "to_categorical: expected at least one label, got none");
    REQUIRE_THROWS_WITH(to_categorical(Eigen::VectorXi(), 3),
                        "to_categorical: expected at least one label, got none");
    REQUIRE_THROWS_WITH(to_categorical(std::vector{0}, -1),
                        "to_categorical: expected num_classes to be at least 0, got -1");
}
