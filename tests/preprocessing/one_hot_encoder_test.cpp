// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/preprocessing/one_hot_encoder.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace one_hot_encoder_test {

inline const std::vector<Words> columns{{"Male", "Female", "Female"}, {"1", "3", "2"}};

}  // namespace one_hot_encoder_test

TEST_CASE("OneHotEncoder makes a column of each category, as scikit-learn's does", "[preprocessing]") {
    using one_hot_encoder_test::columns;
    OneHotEncoder encoder;
    Matrix<double> wanted(3, 5);
    wanted << 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0;
    const Matrix<double> encoded = encoder.fit_transform(columns);
    REQUIRE(encoded == wanted);
    REQUIRE(encoder.categories() == std::vector<Words>{{"Female", "Male"}, {"1", "2", "3"}});
    REQUIRE(encoder.get_feature_names_out() == Words{"x0_Female", "x0_Male", "x1_1", "x1_2", "x1_3"});
    REQUIRE(encoder.get_feature_names_out({"sex", "class"}) ==
            Words{"sex_Female", "sex_Male", "class_1", "class_2", "class_3"});
    REQUIRE(encoder.inverse_transform(encoded) == columns);
    REQUIRE(encoder.transform(std::vector<Words>{{"Male"}, {"3"}}) ==
            (Matrix<double>(1, 5) << 0, 1, 0, 0, 1).finished());
}

TEST_CASE("OneHotEncoder takes one column, and numbers", "[preprocessing]") {
    REQUIRE(OneHotEncoder().fit_transform(Words{"b", "a"}) ==
            (Matrix<double>(2, 2) << 0, 1, 1, 0).finished());
    const Eigen::Vector3i months(10, 9, 10);
    OneHotEncoder encoder;
    REQUIRE(encoder.fit_transform(months) == (Matrix<double>(3, 2) << 0, 1, 1, 0, 0, 1).finished());
    REQUIRE(encoder.categories()[0] == Words{"9", "10"});
    REQUIRE(encoder.transform(std::vector{9.0}) == (Matrix<double>(1, 2) << 1, 0).finished());
    REQUIRE(encoder.fit(months.transpose()).categories().size() == 3);
}

TEST_CASE("OneHotEncoder leaves out the first category, if told", "[preprocessing]") {
    using one_hot_encoder_test::columns;
    OneHotEncoder encoder({.drop = DropCategory::first});
    Matrix<double> wanted(3, 3);
    wanted << 1, 0, 0, 0, 0, 1, 0, 1, 0;
    REQUIRE(encoder.fit_transform(columns) == wanted);
    REQUIRE(encoder.inverse_transform(wanted) == columns);
    REQUIRE(encoder.get_feature_names_out() == Words{"x0_Male", "x1_2", "x1_3"});
    REQUIRE(encoder.categories()[0] == Words{"Female", "Male"});
    REQUIRE_THROWS_WITH(
        encoder.transform(std::vector<Words>{{"Male", ""}, {"1", "1"}}),
        "OneHotEncoder: expected one of the categories 'Female', 'Male' in row 1, column 0, got a gap, "
        "which would be the category that is dropped");

    // One category, which is dropped: nothing comes out.
    REQUIRE(encoder.fit_transform(Words{"a", "a"}).cols() == 0);
    REQUIRE(encoder.inverse_transform(Matrix<double>(2, 0)) == std::vector<Words>{{"a", "a"}});
}

TEST_CASE("OneHotEncoder refuses unknown categories, or makes zeros of them", "[preprocessing]") {
    using one_hot_encoder_test::columns;
    const std::vector<Words> unknown{{"Male", "x"}, {"4", "1"}};
    OneHotEncoder strict;
    strict.fit(columns);
    REQUIRE_THROWS_WITH(
        strict.transform(unknown),
        "OneHotEncoder: expected one of the categories 'Female', 'Male' in row 1, column 0, got 'x'; "
        ".handle_unknown = HandleUnknown::ignore makes zeros of it");
    OneHotEncoder lenient({.handle_unknown = HandleUnknown::ignore});
    lenient.fit(columns);
    Matrix<double> wanted(2, 5);
    wanted << 0, 1, 0, 0, 0, 0, 0, 1, 0, 0;
    REQUIRE(lenient.transform(unknown) == wanted);
    REQUIRE(lenient.inverse_transform(wanted) == std::vector<Words>{{"Male", ""}, {"", "1"}});

    OneHotEncoder dropping({.handle_unknown = HandleUnknown::ignore, .drop = DropCategory::first});
    dropping.fit(columns);
    REQUIRE(dropping.transform(unknown) == (Matrix<double>(2, 3) << 1, 0, 0, 0, 0, 0).finished());
}

TEST_CASE("OneHotEncoder makes zeros of gaps", "[preprocessing]") {
    OneHotEncoder encoder;
    const Words words{"b", "", "a"};
    const Matrix<double> encoded = encoder.fit_transform(words);
    REQUIRE(encoded == (Matrix<double>(3, 2) << 0, 1, 0, 0, 1, 0).finished());
    REQUIRE(encoder.inverse_transform(encoded)[0] == words);
    REQUIRE(encoder.categories()[0] == Words{"a", "b"});
}

TEST_CASE("OneHotEncoder takes the largest number on the way back", "[preprocessing]") {
    OneHotEncoder encoder;
    encoder.fit(Words{"a", "b", "c"});
    const Matrix<double> p = (Matrix<double>(3, 3) << 0.2, 0.5, 0.3, 0.4, 0.2, 0.4, -1, -2, -3).finished();
    REQUIRE(encoder.inverse_transform(p)[0] == Words{"b", "a", "a"});
}

TEST_CASE("OneHotEncoder refuses what does not fit, and stays as it was", "[preprocessing]") {
    using one_hot_encoder_test::columns;
    OneHotEncoder encoder;
    REQUIRE_THROWS_WITH(encoder.transform(columns),
                        "OneHotEncoder: expected fit before transform, got an encoder that is not fitted");
    REQUIRE_THROWS_WITH(encoder.categories(),
                        "OneHotEncoder: expected fit before categories, got an encoder that is not fitted");
    REQUIRE_THROWS_AS(encoder.inverse_transform(Matrix<double>(1, 1)), ArgumentError);
    REQUIRE_THROWS_AS(encoder.get_feature_names_out(), ArgumentError);

    encoder.fit(columns);
    REQUIRE_THROWS_WITH(encoder.fit(Words()),
                        "OneHotEncoder: expected at least one row and one column, got none");
    REQUIRE_THROWS_WITH(encoder.fit(std::vector<Words>{{"a"}, {""}}),
                        "OneHotEncoder: expected a category in column 1, got gaps only");
    REQUIRE_THROWS_WITH(encoder.fit(std::vector<Words>{{"a"}, {"a", "b"}}),
                        "OneHotEncoder: expected columns of 1 words, as the first, got 2");
    REQUIRE_THROWS_WITH(encoder.transform(Words{"Male"}),
                        "OneHotEncoder: expected 2 columns, as in fit, got 1");
    REQUIRE_THROWS_WITH(encoder.inverse_transform(Matrix<double>(1, 4)),
                        "OneHotEncoder: expected 5 columns, one for each category, got 4");
    Matrix<double> broken = Matrix<double>::Zero(1, 5);
    broken(0, 3) = std::numeric_limits<double>::quiet_NaN();
    REQUIRE_THROWS_WITH(encoder.inverse_transform(broken),
                        "OneHotEncoder: expected finite numbers, got nan in row 0, column 3");
    REQUIRE_THROWS_WITH(encoder.get_feature_names_out({"a"}),
                        "OneHotEncoder: expected 2 names, one for each column in fit, got 1");
    REQUIRE(encoder.categories() == std::vector<Words>{{"Female", "Male"}, {"1", "2", "3"}});
}
