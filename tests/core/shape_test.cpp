// SPDX-License-Identifier: MIT
#include <vector>

#include <ockham/core/shape.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a shape has sizes, entries, rows and columns", "[core]") {
    const Shape images{32, 28, 14, 3};
    REQUIRE(images.rank() == 4);
    REQUIRE_FALSE(images.empty());
    REQUIRE(images[0] == 32);
    REQUIRE(images[3] == 3);
    REQUIRE(images.last() == 3);
    REQUIRE(images.rows() == 32 * 28 * 14);
    REQUIRE(images.size() == 32 * 28 * 14 * 3);

    const Shape vector{7};
    REQUIRE(vector.rank() == 1);
    REQUIRE(vector.last() == 7);
    REQUIRE(vector.rows() == 1);
    REQUIRE(vector.size() == 7);

    const Shape none;
    REQUIRE(none.rank() == 0);
    REQUIRE(none.empty());
    REQUIRE(none.size() == 1);
    REQUIRE(none.rows() == 1);
    REQUIRE(none.last() == 1);

    const Shape no_samples{0, 5};
    REQUIRE(no_samples.rank() == 2);
    REQUIRE(no_samples.size() == 0);
    REQUIRE(no_samples.last() == 5);
}

TEST_CASE("shapes are equal if all sizes are", "[core]") {
    const std::vector<Index> sizes{2, 3, 4};
    REQUIRE(Shape(sizes) == Shape{2, 3, 4});
    REQUIRE(Shape{2, 3} != Shape{3, 2});
    REQUIRE(Shape{2, 3} != Shape{2, 3, 1});
    REQUIRE(Shape{} == Shape());
    REQUIRE(Shape{0} != Shape());
}

TEST_CASE("a batch is samples and a sample is what is left of it", "[core]") {
    REQUIRE(Shape{28, 28, 1}.batch(32) == Shape{32, 28, 28, 1});
    REQUIRE(Shape{32, 28, 28, 1}.sample() == Shape{28, 28, 1});
    REQUIRE(Shape{5}.batch(0) == Shape{0, 5});
    REQUIRE(Shape().batch(3) == Shape{3});
    REQUIRE(Shape{3}.sample() == Shape());
    REQUIRE(Shape().sample() == Shape());
    REQUIRE(Shape{2, 3, 4}.with_last(9) == Shape{2, 3, 9});
    REQUIRE(Shape{4}.with_last(9) == Shape{9});
    REQUIRE(Shape().with_last(9) == Shape{9});
}

TEST_CASE("shapes are written as Keras writes them", "[core]") {
    REQUIRE(Shape{112, 5}.to_string() == "(112, 5)");
    REQUIRE(Shape{5}.to_string() == "(5,)");
    REQUIRE(Shape().to_string() == "()");
    REQUIRE(Shape{1, 2, 3, 4, 5}.to_string() == "(1, 2, 3, 4, 5)");
    REQUIRE(Shape{5}.to_string_of_batch() == "(None, 5)");
    REQUIRE(Shape{28, 28, 1}.to_string_of_batch() == "(None, 28, 28, 1)");
    REQUIRE(Shape().to_string_of_batch() == "(None)");
}

TEST_CASE("a shape that cannot be is refused", "[core]") {
    REQUIRE_THROWS_AS((Shape{-1}), ShapeError);
    REQUIRE_THROWS_WITH((Shape{-1}), "Shape: expected positive sizes, got -1");
    REQUIRE_THROWS_WITH((Shape{5, 0}), "Shape: expected positive sizes, got 0");
    REQUIRE_THROWS_WITH((Shape{1, 2, 3, 4, 5, 6}),
                        "Shape: expected at most 5 sizes, got (1, 2, 3, 4, 5) and more");
    REQUIRE_THROWS_WITH((Shape{1, 2, 3, 4, 5}.batch(8)),
                        "Shape: expected at most 5 sizes, got (8, 1, 2, 3, 4) and more");
    REQUIRE_THROWS_WITH((Shape{2, 3}.with_last(0)), "Shape: expected positive sizes, got 0");
    REQUIRE_THROWS_WITH(
        (Shape{1L << 40, 1L << 40}),
        "Shape: expected a number of entries that fits into memory, got (1099511627776,) times "
        "1099511627776");
    REQUIRE_THROWS_AS((Shape{0, 1L << 40, 1L << 40}), ShapeError);
    REQUIRE_NOTHROW(Shape{1L << 29, 1L << 29});
}
