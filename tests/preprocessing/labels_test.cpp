// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <ockham/preprocessing/labels.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace labels_test {

using Labels = std::vector<std::int64_t>;
const Labels wanted{2, 0, 1};

template <class Y>
Labels read(const Y& y) {
    return detail::to_labels("test", y);
}

}  // namespace labels_test

TEST_CASE("labels come from every Eigen vector", "[preprocessing]") {
    using namespace labels_test;
    const Eigen::Vector3i column(2, 0, 1);
    REQUIRE(read(column) == wanted);
    REQUIRE(read(column.transpose()) == wanted);
    REQUIRE(read(column.cast<float>()) == wanted);
    REQUIRE(read(column.cast<double>().array() + 0.0) == wanted);
    REQUIRE(read(Matrix<double>(column.cast<double>())) == wanted);
    REQUIRE(read(Eigen::Matrix<std::uint8_t, Eigen::Dynamic, 1>(column.cast<std::uint8_t>())) == wanted);
    REQUIRE(read(Eigen::VectorXi()).empty());
}

TEST_CASE("labels come from every std::vector of numbers", "[preprocessing]") {
    using namespace labels_test;
    REQUIRE(read(std::vector<int>{2, 0, 1}) == wanted);
    REQUIRE(read(std::vector<std::uint64_t>{2, 0, 1}) == wanted);
    REQUIRE(read(std::vector<double>{2, -0.0, 1}) == wanted);
    REQUIRE(read(std::vector<bool>{true, false}) == Labels{1, 0});
    REQUIRE(read(std::vector<int>{-7}) == Labels{-7});
    const std::int64_t largest = (std::int64_t{1} << 53) - 1;
    REQUIRE(read(std::vector<std::int64_t>{largest, -largest}) == Labels{largest, -largest});
    REQUIRE(read(std::vector<double>{0x1p53 - 1}) == Labels{largest});
}

TEST_CASE("labels that are not whole, not finite or too large name their row", "[preprocessing]") {
    using labels_test::read;
    REQUIRE_THROWS_WITH(
        read(std::vector<double>{1, 1 + 0x1p-52}),
        "test: expected labels to be whole numbers below 2^53, got 1.0000000000000002 in row 1");
    REQUIRE_THROWS_WITH(read(std::vector<double>{std::numeric_limits<double>::quiet_NaN()}),
                        "test: expected labels to be whole numbers below 2^53, got nan in row 0");
    REQUIRE_THROWS_WITH(read(std::vector<float>{-std::numeric_limits<float>::infinity()}),
                        "test: expected labels to be whole numbers below 2^53, got -inf in row 0");
    REQUIRE_THROWS_WITH(
        read(std::vector<double>{1e300}),
        "test: expected labels to be whole numbers below 2^53, got 1.0000000000000001e+300 in row 0");
    REQUIRE_THROWS_WITH(
        read(std::vector<std::uint64_t>{~std::uint64_t{0}}),
        "test: expected labels to be whole numbers below 2^53, got 1.8446744073709552e+19 in row 0");
    REQUIRE_THROWS_WITH(
        read(std::vector<std::int64_t>{0, std::numeric_limits<std::int64_t>::min()}),
        "test: expected labels to be whole numbers below 2^53, got -9.2233720368547758e+18 in row 1");
    REQUIRE_THROWS_WITH(
        read(std::vector<std::int64_t>{(std::int64_t{1} << 53) + 1}),
        "test: expected labels to be whole numbers below 2^53, got 9007199254740992 in row 0");
}

TEST_CASE("labels in several columns are refused", "[preprocessing]") {
    REQUIRE_THROWS_AS(labels_test::read(Matrix<double>(150, 3)), ShapeError);
    REQUIRE_THROWS_WITH(labels_test::read(Matrix<double>(150, 3)),
                        "test: expected one column of labels, got shape (150, 3)");
}
