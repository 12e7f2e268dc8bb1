// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <ockham/io/csv.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a table's column is found by its name", "[io]") {
    Csv csv{{"a", "b c"}, Matrix<double>(2, 2)};
    csv.values << 1, 2, 3, 4;
    REQUIRE(csv.column("a") == Eigen::Vector2d(1, 3));
    REQUIRE(csv.column("b c") == Eigen::Vector2d(2, 4));
}

TEST_CASE("a table lists its columns when the name is unknown", "[io]") {
    Csv csv{{"a", "b c"}, Matrix<double>::Zero(1, 2)};
    REQUIRE_THROWS_AS(csv.column("A"), ArgumentError);
    REQUIRE_THROWS_WITH(csv.column("A"), "Csv: expected one of the columns 'a', 'b c', got 'A'");

    csv.columns.clear();
    for (int i = 0; i < 21; ++i) csv.columns.push_back(std::to_string(i));
    csv.values = Matrix<double>::Zero(1, 21);
    REQUIRE_THROWS_WITH(
        csv.column("x"),
        "Csv: expected one of the columns '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', "
        "'11', '12', '13', '14', '15', '16', '17', '18', '19', ... (21 in all), got 'x'");
    REQUIRE(csv.column("20") == Eigen::VectorXd::Zero(1));

    csv.columns.resize(3);
    csv.values = Matrix<double>::Zero(1, 2);
    REQUIRE_THROWS_AS(csv.column("2"), ArgumentError);
}
