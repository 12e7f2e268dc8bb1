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

TEST_CASE("a table has columns of words, and a target that is no feature", "[io]") {
    const Csv csv{{"a", "b"}, (Matrix<double>(2, 2) << 1, 2, 3, 4).finished(), {"c"}, {{"x", "y"}}, "a"};
    REQUIRE(csv.rows() == 2);
    REQUIRE(csv.features() == Eigen::Vector2d(2, 4));
    REQUIRE(csv.column(csv.target) == Eigen::Vector2d(1, 3));
    REQUIRE(csv.word_column("c") == std::vector<std::string>{"x", "y"});
    REQUIRE_THROWS_WITH(
        csv.column("c"),
        "Csv: expected one of the columns of numbers 'a', 'b', got 'c'; word_column gives it");
    REQUIRE_THROWS_WITH(csv.word_column("a"), "Csv: expected one of the columns of words 'c', got 'a'");

    const Csv of_words{{"a", "b"}, csv.values, {"c"}, csv.words, "c"}, without{{"", "b"}, csv.values};
    REQUIRE(of_words.features() == csv.values);
    REQUIRE(without.features() == csv.values);
}

TEST_CASE("some rows of a table are a table", "[io]") {
    const Csv csv{{"a"}, Eigen::Vector3d(1, 2, 3), {"c"}, {{"x", "y", "z"}}, "a"},
        some = csv.some_rows({2, 0, 2});
    REQUIRE(some.values == Eigen::Vector3d(3, 1, 3));
    REQUIRE(some.words == std::vector<std::vector<std::string>>{{"z", "x", "z"}});
    REQUIRE(some.columns == csv.columns);
    REQUIRE(some.word_columns == csv.word_columns);
    REQUIRE(some.target == "a");
}
