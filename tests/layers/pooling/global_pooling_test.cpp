// SPDX-License-Identifier: MIT
#include <ockham/core/any_layer.hpp>
#include <ockham/layers/pooling/global_average_pooling.hpp>
#include <ockham/layers/pooling/global_max_pooling.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("global pooling leaves the channels, and with keepdims the axes", "[layers]") {
    REQUIRE(GlobalMaxPooling1D().output_shape({7, 3}) == Shape{3});
    REQUIRE(GlobalMaxPooling1D({.keepdims = true}).output_shape({7, 3}) == Shape{1, 3});
    REQUIRE(GlobalAveragePooling2D().output_shape({7, 5, 3}) == Shape{3});
    REQUIRE(GlobalAveragePooling2D({.keepdims = true}).output_shape({7, 5, 3}) == Shape{1, 1, 3});
    REQUIRE(GlobalMaxPooling3D().output_shape({2, 7, 5, 3}) == Shape{3});
    REQUIRE(GlobalMaxPooling3D({.keepdims = true}).output_shape({2, 7, 5, 3}) == Shape{1, 1, 1, 3});
    REQUIRE(GlobalMaxPooling3D({.keepdims = true}).options().keepdims);
    REQUIRE_FALSE(GlobalAveragePooling1D().options().keepdims);
}

TEST_CASE("global pooling refuses samples with other axes", "[layers]") {
    AnyLayer<float> layer = GlobalAveragePooling1D({.name = "g"});
    Random random(0);
    REQUIRE_THROWS_AS(layer.build({5}, random), ShapeError);
    REQUIRE_THROWS_WITH(
        layer.build({5}, random),
        "GlobalAveragePooling1D 'g': expected input with 1 axis and channels, got shape (None, 5)");
    REQUIRE_THROWS_WITH(AnyLayer<float>(GlobalMaxPooling3D({.name = "g"})).build({5, 4, 3}, random),
                        "GlobalMaxPooling3D 'g': expected input with 3 axes and channels, got shape "
                        "(None, 5, 4, 3)");
}
