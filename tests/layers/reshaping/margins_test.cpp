// SPDX-License-Identifier: MIT
#include <vector>

#include <ockham/layers/reshaping/margins.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("margins are written as in Keras", "[layers]") {
    REQUIRE(Margins<1>(2)[0] == Margin(2, 2));
    REQUIRE(Margins<1>({1, 2})[0] == Margin(1, 2));
    const Margins<2> alike{1, 2}, pairs{{1, 2}, {3, 4}}, all = 3;
    REQUIRE((alike[0] == Margin(1, 1) && alike[1] == Margin(2, 2)));
    REQUIRE((pairs[0] == Margin(1, 2) && pairs[1] == Margin(3, 4)));
    REQUIRE(all == Margins<2>{3, 3});
    const Margins<3> mixed{{1, 2}, 3, {4, 5}};
    REQUIRE((mixed[0] == Margin(1, 2) && mixed[1] == Margin(3) && mixed[2] == Margin(4, 5)));
    REQUIRE_FALSE(mixed == Margins<3>(1));
}

TEST_CASE("margins are not negative", "[layers]") {
    REQUIRE_NOTHROW(detail::check_margin("who", "padding", 0));
    REQUIRE_THROWS_AS(detail::check_margin("who", "padding", {0, -1}), ArgumentError);
    REQUIRE_THROWS_WITH(detail::check_margin("who", "padding", {0, -1}),
                        "who: expected padding to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(detail::check_margin("who", "cropping", {Index{1} << 40, 0}),
                        "who: expected cropping to be at most 2147483647, got 1.09951e+12");
}

TEST_CASE("small samples are surrounded by zeros, and cut out of large ones", "[layers]") {
    const detail::Inset inset{.small = {1, 1, 2}, .large = {1, 2, 4}, .before = {0, 1, 1}, .channels = 2};
    const std::vector<float> small{1, 2, 3, 4, 5, 6, 7, 8};
    const std::vector<float> large{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0,
                                   0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 6, 7, 8, 0, 0};
    std::vector<float> surrounded(32, 9), cut(8, 9);
    detail::surround(inset, 2, small.data(), surrounded.data());
    REQUIRE(surrounded == large);
    detail::cut_out(inset, 2, large.data(), cut.data());
    REQUIRE(cut == small);
}
