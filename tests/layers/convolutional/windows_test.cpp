// SPDX-License-Identifier: MIT
#include <ockham/layers/convolutional/windows.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("windows say how large the kernel and what comes out are", "[layers]") {
    const detail::Windows windows("A", PerAxis<2>{3, 2}, PerAxis<2>{2, 1}, Padding::valid, PerAxis<2>(1));
    REQUIRE(windows.axes() == 2);
    REQUIRE(windows[0].stride == 2);
    REQUIRE(windows.kernel_shape(4, 5) == Shape{3, 2, 4, 5});
    REQUIRE(windows.output_shape({7, 8, 4}, 5) == Shape{3, 7, 5});
    REQUIRE_NOTHROW(windows.check_input({7, 8, 4}, 0));
    REQUIRE_NOTHROW(windows.check_input({7, 8, 4}, 4));
    REQUIRE_NOTHROW(windows.check_not_causal("A"));
    REQUIRE_NOTHROW(windows.check_strides("A"));
}

TEST_CASE("a convolution of fewer than three axes has the others first", "[layers]") {
    const detail::Windows windows("A", PerAxis<2>{3, 2}, PerAxis<2>{2, 1}, Padding::same, PerAxis<2>(1));
    const kernels::Convolution sizes = windows.convolution({7, 8, 6}, {4, 8, 10}, 2);
    REQUIRE(sizes.channels == 6);
    REQUIRE(sizes.filters == 10);
    REQUIRE(sizes.groups == 2);
    REQUIRE(sizes.inputs() == 56);
    REQUIRE(sizes.axes[0].in == 1);
    REQUIRE(sizes.axes[1].in == 7);
    REQUIRE(sizes.axes[1].out == 4);
    REQUIRE(sizes.axes[1].taps == 3);
    REQUIRE(sizes.axes[1].stride == 2);
    REQUIRE(sizes.axes[1].before == 1);
    REQUIRE(sizes.axes[2].in == 8);
    REQUIRE(sizes.axes[2].before == 0);
    REQUIRE(windows.convolution({7, 8, 6}, {4, 8, 10}, 2, [](int axis) { return axis + 5; }).axes[2].before ==
            6);
}

TEST_CASE("windows refuse what does not fit", "[layers]") {
    const detail::Windows windows("A", PerAxis<2>{3, 2}, PerAxis<2>{1, 2}, Padding::valid, PerAxis<2>{1, 3});
    REQUIRE_THROWS_AS(windows.check_input({7, 8}, 0), ShapeError);
    REQUIRE_THROWS_WITH(windows.check_input({7, 8}, 0),
                        "expected input with 2 axes and channels, got shape (None, 7, 8)");
    REQUIRE_THROWS_WITH(windows.check_input({7, 8, 3}, 4),
                        "expected input with last dimension 4, got shape (None, 7, 8, 3)");
    REQUIRE_THROWS_AS(windows.output_shape({2, 8, 1}, 1), ShapeError);
    REQUIRE_THROWS_WITH(windows.output_shape({2, 8, 1}, 1),
                        "expected at least 3 entries along axis 1, got shape (None, 2, 8, 1)");
    REQUIRE_THROWS_WITH(windows.output_shape({3, 3, 1}, 1),
                        "expected at least 4 entries along axis 2, got shape (None, 3, 3, 1)");
    REQUIRE_THROWS_WITH(windows.check_strides("A"),
                        "A: expected strides or dilation_rate to be 1, got larger ones of both");
    using detail::Windows;
    REQUIRE_THROWS_WITH(Windows("A", PerAxis<1>(0), PerAxis<1>(1), Padding::valid, PerAxis<1>(1)),
                        "A: expected kernel_size to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Windows("A", PerAxis<1>(1), PerAxis<1>(0), Padding::valid, PerAxis<1>(1)),
                        "A: expected strides to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(Windows("A", PerAxis<1>(1), PerAxis<1>(1), Padding::valid, PerAxis<1>(-1)),
                        "A: expected dilation_rate to be positive and finite, got -1");
    const Windows causal("A", PerAxis<1>(1), PerAxis<1>(1), Padding::causal, PerAxis<1>(1));
    REQUIRE_THROWS_WITH(causal.check_not_causal("A"), "A: expected padding to be valid or same, got causal");
    REQUIRE_THROWS_WITH(Windows::fail_size({1}, 0, "at most ", 1),
                        "expected at most 1 entry along axis 1, got shape (None, 1)");
}
