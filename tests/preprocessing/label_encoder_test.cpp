// SPDX-License-Identifier: MIT
#include <ockham/preprocessing/label_encoder.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("LabelEncoder numbers the words, as scikit-learn's does", "[preprocessing]") {
    LabelEncoder encoder;
    REQUIRE(encoder.fit_transform(Words{"paris", "paris", "tokyo", "amsterdam"}) ==
            Eigen::Vector4d(1, 1, 2, 0));
    REQUIRE(encoder.classes() == Words{"amsterdam", "paris", "tokyo"});
    REQUIRE(encoder.transform(Words{"tokyo", "tokyo", "paris"}) == Eigen::Vector3d(2, 2, 1));
    REQUIRE(encoder.inverse_transform(std::vector{2, 2, 1}) == Words{"tokyo", "tokyo", "paris"});
    REQUIRE(encoder.inverse_transform(Eigen::Vector2d(0, 1)) == Words{"amsterdam", "paris"});
}

TEST_CASE("LabelEncoder numbers numbers", "[preprocessing]") {
    LabelEncoder encoder;
    REQUIRE(encoder.fit_transform(Eigen::Vector4i(10, 2, 2, 6)) == Eigen::Vector4d(2, 0, 0, 1));
    REQUIRE(encoder.fit(std::vector{0.5, -1.5}).classes() == Words{"-1.5", "0.5"});
}

TEST_CASE("LabelEncoder refuses what does not fit, and stays as it was", "[preprocessing]") {
    LabelEncoder encoder;
    REQUIRE_THROWS_WITH(encoder.transform(Words{"a"}),
                        "LabelEncoder: expected fit before transform, got an encoder that is not fitted");
    REQUIRE_THROWS_AS(encoder.inverse_transform(std::vector{0}), ArgumentError);
    REQUIRE_THROWS_AS(encoder.classes(), ArgumentError);

    encoder.fit(Words{"a", "b"});
    REQUIRE_THROWS_WITH(encoder.fit(Words()),
                        "LabelEncoder: expected at least one row and one column, got none");
    REQUIRE_THROWS_WITH(encoder.fit(Words{"x", ""}), "LabelEncoder: expected a label in row 1, got a gap");
    REQUIRE_THROWS_WITH(encoder.fit(Matrix<double>::Zero(2, 2)),
                        "LabelEncoder: expected one column of labels, got 2");
    REQUIRE_THROWS_WITH(encoder.transform(Words{"a", "c"}),
                        "LabelEncoder: expected one of the categories 'a', 'b' in row 1, column 0, got 'c'");
    REQUIRE_THROWS_WITH(encoder.inverse_transform(std::vector{0, 2}),
                        "LabelEncoder: expected labels 0 to 1, got 2 in row 1");
    REQUIRE_THROWS_WITH(encoder.inverse_transform(std::vector{-1}),
                        "LabelEncoder: expected labels 0 to 1, got -1 in row 0");
    REQUIRE_THROWS_AS(encoder.inverse_transform(std::vector{0.5}), ArgumentError);
    REQUIRE(encoder.classes() == Words{"a", "b"});
}
