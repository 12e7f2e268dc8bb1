// SPDX-License-Identifier: MIT
#include <ockham/kernels/convolution_shape.hpp>

#include "kernels/convolutions.hpp"

using namespace ockham;

TEST_CASE("the sizes of a convolution follow from those of its axes", "[kernels]") {
    using convolutions::axis;
    const kernels::Convolution sizes{
        {axis(3, 2, 1, 1, 0, 2), axis(5, 3, 1, 1, 1, 5), axis(8, 4, 2, 1, 0, 3)}, 6, 9, 3};
    REQUIRE(sizes.inputs() == 3 * 5 * 8);
    REQUIRE(sizes.positions() == 2 * 5 * 3);
    REQUIRE(sizes.taps() == 2 * 3 * 4);
    REQUIRE(sizes.group_channels() == 2);
    REQUIRE(sizes.group_filters() == 3);
    REQUIRE(sizes.patch() == 24 * 2);
    REQUIRE(kernels::Convolution().positions() == 1);
}

TEST_CASE("a convolution is a product if every position sees its own entry", "[kernels]") {
    using convolutions::axis;
    const auto is_product = [](const kernels::Convolution::Axis& along, Index groups = 1) {
        return kernels::Convolution{{{}, {}, along}, 2, 2, groups}.is_product();
    };
    REQUIRE(is_product(axis(5, 1, 1, 1, 0, 5)));
    REQUIRE(is_product(axis(5, 1, 1, 3, 0, 5)));
    REQUIRE(is_product(axis(1, 1, 1, 1, 0, 1)));
    REQUIRE_FALSE(is_product(axis(5, 1, 1, 1, 0, 5), 2));
    REQUIRE_FALSE(is_product(axis(5, 1, 2, 1, 0, 3)));
    REQUIRE_FALSE(is_product(axis(5, 1, 1, 1, 0, 4)));
    REQUIRE_FALSE(is_product(axis(5, 1, 1, 1, 1, 5)));
    REQUIRE_FALSE(is_product(axis(5, 3, 1, 1, 1, 5)));
}
