// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/pooling/average_pooling.hpp>
#include <ockham/layers/pooling/max_pooling.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("pooling has the sizes that Keras gives it", "[layers]") {
    const auto along_one = [](Index in, Index size, Index stride, Padding padding) {
        return MaxPooling1D(size, {.strides = stride, .padding = padding}).output_shape({in, 3});
    };
    constexpr Padding valid = Padding::valid, same = Padding::same;
    REQUIRE(along_one(13, 3, 1, valid) == Shape{11, 3});
    REQUIRE(along_one(13, 3, 3, valid) == Shape{4, 3});
    REQUIRE(along_one(13, 3, 3, same) == Shape{5, 3});
    REQUIRE(along_one(13, 3, 1, same) == Shape{13, 3});
    REQUIRE(along_one(4, 4, 9, valid) == Shape{1, 3});
    REQUIRE(along_one(1, 4, 2, same) == Shape{1, 3});
    REQUIRE(along_one(1, 1, 1, valid) == Shape{1, 3});
    REQUIRE(AveragePooling2D({2, 3}).output_shape({9, 8, 4}) == Shape{4, 2, 4});
    REQUIRE(AveragePooling2D({2, 3}, {.strides = {1, 2}}).output_shape({9, 8, 4}) == Shape{8, 3, 4});
    REQUIRE(MaxPooling3D(2).output_shape({5, 4, 7, 1}) == Shape{2, 2, 3, 1});
    REQUIRE(MaxPooling3D().output_shape({5, 4, 7, 1}) == Shape{2, 2, 3, 1});
}

TEST_CASE("pooling's windows move by their size unless told otherwise", "[layers]") {
    REQUIRE(MaxPooling2D({2, 3}).strides() == PerAxis<2>{2, 3});
    REQUIRE(MaxPooling2D({2, 3}, {.strides = 1}).strides() == PerAxis<2>{1, 1});
    REQUIRE(AveragePooling3D({2, 3, 4}, {.strides = {1, 0, 5}}).strides() == PerAxis<3>{1, 3, 5});
    REQUIRE(MaxPooling2D({2, 3}).pool_size() == PerAxis<2>{2, 3});
    REQUIRE(AveragePooling1D().pool_size() == PerAxis<1>{2});
    REQUIRE(MaxPooling2D(2, {.padding = Padding::same, .name = "half"}).options().padding == Padding::same);
}

TEST_CASE("pooling refuses what it cannot use", "[layers]") {
    REQUIRE_THROWS_WITH(MaxPooling1D(0), "MaxPooling1D: expected pool_size to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(AveragePooling2D({2, -1}),
                        "AveragePooling2D: expected pool_size to be positive and finite, got -1");
    REQUIRE_THROWS_WITH(MaxPooling3D(2, {.strides = {1, -2, 1}}),
                        "MaxPooling3D: expected strides to be non-negative and finite, got -2");
    REQUIRE_THROWS_WITH(MaxPooling1D(2, {.padding = Padding::causal}),
                        "MaxPooling1D: expected padding to be valid or same, got causal");
    AnyLayer<float> layer = MaxPooling2D({2, 3}, {.name = "p"});
    Random random(0);
    REQUIRE_THROWS_AS(layer.build({5}, random), ShapeError);
    REQUIRE_THROWS_WITH(layer.build({5}, random),
                        "MaxPooling2D 'p': expected input with 2 axes and channels, got shape (None, 5)");
    REQUIRE_THROWS_WITH(
        layer.build({2, 4, 4, 3}, random),
        "MaxPooling2D 'p': expected input with 2 axes and channels, got shape (None, 2, 4, 4, 3)");
    REQUIRE_THROWS_WITH(
        layer.build({4, 2, 1}, random),
        "MaxPooling2D 'p': expected at least 3 entries along axis 2, as the window has, got shape "
        "(None, 4, 2, 1)");
    REQUIRE_THROWS_WITH(
        AnyLayer<float>(AveragePooling1D(3, {.name = "p"})).build({2, 9}, random),
        "AveragePooling1D 'p': expected at least 3 entries along axis 1, as the window has, got shape "
        "(None, 2, 9)");
    REQUIRE_THROWS_WITH(AnyLayer<float>(MaxPooling1D(1 << 25, {.padding = Padding::same, .name = "p"}))
                            .build({1 << 25, 1}, random),
                        "MaxPooling1D 'p': expected windows of at most 16777216 entries, got 33554432");
    REQUIRE_FALSE(layer.is_built());
    layer.build({2, 3, 1}, random);
    REQUIRE(layer.output_shape() == Shape{1, 1, 1});
}
