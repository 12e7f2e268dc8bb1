// SPDX-License-Identifier: MIT
#include <bit>
#include <cstdint>
#include <string_view>

#include <ockham/datasets/iris.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace iris_test {

inline Eigen::RowVector4d row(double a, double b, double c, double d) {
    return {a, b, c, d};
}

/// FNV-1a over the bits of all 600 numbers; the same of scikit-learn 1.9's `load_iris().data` is in the test.
inline std::uint64_t fold(const Matrix<double>& x) {
    std::uint64_t value = 14695981039346656037u;
    for (Index i = 0; i < x.size(); ++i)
        value = (value ^ std::bit_cast<std::uint64_t>(x.data()[i])) * 1099511628211u;
    return value;
}

}  // namespace iris_test

TEST_CASE("iris has the numbers of scikit-learn, bit for bit", "[datasets]") {
    const auto iris = datasets::load_iris();
    REQUIRE(iris.x.rows() == 150);
    REQUIRE(iris.x.cols() == 4);
    REQUIRE(iris.x.row(0) == iris_test::row(5.1, 3.5, 1.4, 0.2));
    REQUIRE(iris.x.row(50) == iris_test::row(7.0, 3.2, 4.7, 1.4));
    REQUIRE(iris.x.row(149) == iris_test::row(5.9, 3.0, 5.1, 1.8));
    REQUIRE(iris_test::fold(iris.x) == 6026443260091742185u);
}

TEST_CASE("iris is Fisher's printed table and not the copy of UCI", "[datasets]") {
    const auto iris = datasets::load_iris();
    REQUIRE(iris.x.row(34) == iris_test::row(4.9, 3.1, 1.5, 0.2));
    REQUIRE(iris.x.row(37) == iris_test::row(4.9, 3.6, 1.4, 0.1));
}

TEST_CASE("iris has fifty flowers of each species, in the order of their names", "[datasets]") {
    const auto iris = datasets::load_iris();
    REQUIRE(iris.y.size() == 150);
    for (Index row = 0; row < 150; ++row) REQUIRE(iris.y[row] == row / 50);
    REQUIRE(iris.class_names == std::array<std::string_view, 3>{"setosa", "versicolor", "virginica"});
    REQUIRE(iris.feature_names == std::array<std::string_view, 4>{"sepal length (cm)", "sepal width (cm)",
                                                                  "petal length (cm)", "petal width (cm)"});
}
