// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/io/read_csv.hpp>
#include <ockham/preprocessing/table_encoder.hpp>
#include <ockham/preprocessing/take_rows.hpp>
#include <ockham/preprocessing/train_test_split.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace table_encoder_test {

inline Csv penguins() {
    return parse_csv(
        "species,island,mass,sex,bill\n"
        "Adelie,Dream,3000,male,40\n"
        "Gentoo,Biscoe,5000,NA,46\n"
        "Adelie,Torgersen,NA,female,38\n"
        "Gentoo,Biscoe,4000,male,\n"
        "NA,Biscoe,1,male,1\n",
        {.words = {"species", "island", "sex"}, .missing = Missing::keep, .target = "species"});
}

}  // namespace table_encoder_test

TEST_CASE("a table with words, gaps and a target becomes x and y", "[preprocessing]") {
    TableEncoder encoder({.standardize = false});
    const Csv table = table_encoder_test::penguins();
    Matrix<double> wanted(4, 7);
    wanted << 3000, 40, 0, 1, 0, 0, 1,  // mass, bill, three islands, two sexes
        5000, 46, 1, 0, 0, 0, 0,        //
        4000, 38, 0, 0, 1, 1, 0,        //
        4000, 40, 1, 0, 0, 0, 1;
    REQUIRE(encoder.fit_transform(table) == wanted);
    REQUIRE(encoder.targets(table) == Eigen::Vector4d(0, 1, 0, 1));
    REQUIRE(encoder.classes() == Words{"Adelie", "Gentoo"});
    REQUIRE(encoder.get_feature_names_out() == Words{"mass", "bill", "island_Biscoe", "island_Dream",
                                                     "island_Torgersen", "sex_female", "sex_male"});
}

TEST_CASE("new rows are treated by what was learned, whatever the order of their columns",
          "[preprocessing]") {
    TableEncoder encoder;
    const Csv table = table_encoder_test::penguins();
    const Matrix<double> x = encoder.fit_transform(table);
    REQUIRE(x.leftCols(2).colwise().sum().cwiseAbs().maxCoeff() < 1e-14);

    const Csv fresh = parse_csv("sex,bill,mass,year,island\nfemale,NA,5000,2009,Biscoe\n",
                                {.words = {"island", "sex"}, .missing = Missing::keep});
    const Matrix<double> encoded = encoder.transform(fresh);
    REQUIRE(encoded(0, 0) == x(1, 0));
    REQUIRE(encoded(0, 1) == x(3, 1));
    REQUIRE(encoded.rightCols(5) == (Matrix<double>(1, 5) << 1, 0, 0, 1, 0).finished());
}

TEST_CASE("a table is divided like a matrix", "[preprocessing]") {
    const Csv table = table_encoder_test::penguins();
    REQUIRE(take_rows(table, {3, 0}).word_column("island") == Words{"Biscoe", "Dream"});
    REQUIRE_THROWS_AS(take_rows(table, {4}), ArgumentError);
    const auto [train, test] = train_test_split(table, table.word_column("species"), {.test_size = 1});
    REQUIRE(train.x.rows() == 3);
    REQUIRE(train.x.word_column("species") == train.y);
    REQUIRE(test.x.word_column("species") == test.y);
}

TEST_CASE("a table may have numbers only, words only, a target of numbers, or none", "[preprocessing]") {
    const Csv numbers = parse_csv("a,b\n1,2\n3,4\n", {.target = "b"});
    TableEncoder encoder;
    REQUIRE(encoder.fit_transform(numbers) == Eigen::Vector2d(-1, 1));
    REQUIRE(encoder.targets(numbers) == Eigen::Vector2d(2, 4));
    REQUIRE_THROWS_AS(encoder.classes(), ArgumentError);

    const Csv words = parse_csv("a,b\nx,y\nz,y\n", {.words = {"a", "b"}});
    REQUIRE(encoder.fit_transform(words) == (Matrix<double>(2, 3) << 1, 0, 1, 0, 1, 1).finished());
    REQUIRE_THROWS_WITH(encoder.targets(words),
                        "TableEncoder: expected a table with a target in fit, .target of read_csv, got none");

    TableEncoder indicating({.numbers = {.add_indicator = true}, .standardize = false});
    const Csv gaps = parse_csv("a,b\n1,2\nNA,4\n", {.missing = Missing::keep});
    REQUIRE(indicating.fit_transform(gaps) == (Matrix<double>(2, 3) << 1, 2, 0, 1, 4, 1).finished());
    REQUIRE(indicating.get_feature_names_out() == Words{"a", "b", "missingindicator_a"});
}

TEST_CASE("TableEncoder refuses what does not fit, and stays as it was", "[preprocessing]") {
    const Csv table = table_encoder_test::penguins();
    TableEncoder encoder;
    REQUIRE_THROWS_WITH(encoder.transform(table),
                        "TableEncoder: expected fit before transform, got an encoder that is not fitted");
    REQUIRE_THROWS_AS(encoder.targets(table), ArgumentError);
    REQUIRE_THROWS_AS(encoder.get_feature_names_out(), ArgumentError);

    encoder.fit(table);
    REQUIRE_THROWS_WITH(encoder.fit(parse_csv("a\n1\n", {.target = "a"})),
                        "TableEncoder: expected a column beside the target, got none");
    REQUIRE_THROWS_WITH(encoder.transform(parse_csv("mass\n1\n")),
                        "Csv: expected one of the columns 'mass', got 'bill'");
    Csv unknown = table;
    unknown.words[1][2] = "Mars";
    REQUIRE_THROWS_WITH(
        encoder.transform(unknown),
        "OneHotEncoder: expected one of the categories 'Biscoe', 'Dream', 'Torgersen' in row 2, column 0, "
        "got 'Mars'; .handle_unknown = HandleUnknown::ignore makes zeros of it");
    TableEncoder lenient({.words = {.handle_unknown = HandleUnknown::ignore}});
    lenient.fit(table);
    REQUIRE(lenient.transform(unknown).row(2).segment(2, 3).isZero(0));

    Csv broken{{"a", "b"}, (Matrix<double>(2, 2) << 1, 2, 3, NAN).finished(), {}, {}, "b"};
    REQUIRE_THROWS_WITH(TableEncoder().fit(broken).targets(broken),
                        "TableEncoder: expected a target in row 1, got a gap");
    REQUIRE(encoder.classes() == Words{"Adelie", "Gentoo"});
}
