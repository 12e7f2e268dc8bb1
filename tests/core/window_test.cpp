// SPDX-License-Identifier: MIT
#include <ockham/core/window.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a number stands for all axes", "[core]") {
    const PerAxis<3> all = 2, each{1, 2, 3};
    REQUIRE(all == PerAxis<3>{2, 2, 2});
    REQUIRE(each[0] == 1);
    REQUIRE(each[2] == 3);
    REQUIRE_FALSE(each == all);
    REQUIRE(PerAxis<1>(4) == PerAxis<1>{4});
    REQUIRE(PerAxis<2>(std::array<Index, 2>{5, 6})[1] == 6);
    REQUIRE(each.to_string() == "(1, 2, 3)");
    REQUIRE(PerAxis<1>(4).to_string() == "(4,)");
    const auto taken = [](PerAxis<2> sizes) { return sizes.to_string(); };
    REQUIRE(taken(3) == "(3, 3)");
    REQUIRE(taken({3, 4}) == "(3, 4)");
}

TEST_CASE("padding is called as in Keras", "[core]") {
    REQUIRE(to_string(Padding::valid) == "valid");
    REQUIRE(to_string(Padding::same) == "same");
    REQUIRE(to_string(Padding::causal) == "causal");
}

TEST_CASE("a window reaches from its first entry to its last", "[core]") {
    REQUIRE(Window().reach() == 1);
    REQUIRE(Window{.size = 3}.reach() == 3);
    REQUIRE(Window{.size = 3, .dilation = 4}.reach() == 9);
    REQUIRE(Window{.size = 1, .dilation = 4}.reach() == 1);
    REQUIRE(Window{.size = Window::largest, .dilation = Window::largest}.reach() == 4611686011984936963);
}

TEST_CASE("windows that stay within have as many positions as fit", "[core]") {
    REQUIRE(Window{.size = 3}.positions(5) == 3);
    REQUIRE(Window{.size = 3}.positions(3) == 1);
    REQUIRE(Window{.size = 3}.positions(2) == 0);
    REQUIRE(Window{.size = 3}.positions(1) == 0);
    REQUIRE(Window{.size = 2, .stride = 3}.positions(8) == 3);
    REQUIRE(Window{.size = 2, .stride = 3}.positions(7) == 2);
    REQUIRE(Window{.size = 2, .stride = 1, .dilation = 4}.positions(5) == 1);
    REQUIRE(Window{.size = 3}.before(5) == 0);
}

TEST_CASE("windows that see zeros have a position for each stride", "[core]") {
    struct Row {
        Index size, stride, dilation, length, positions, before;
    };
    // TensorFlow's rule: the odd one of the zeros is behind.
    for (const Row& row :
         {Row{3, 1, 1, 5, 5, 1}, Row{2, 1, 1, 5, 5, 0}, Row{4, 1, 1, 5, 5, 1}, Row{3, 2, 1, 5, 3, 1},
          Row{3, 2, 1, 6, 3, 0}, Row{5, 2, 1, 6, 3, 1}, Row{2, 3, 1, 7, 3, 0}, Row{1, 4, 1, 9, 3, 0},
          Row{3, 1, 2, 7, 7, 2}, Row{7, 1, 1, 1, 1, 3}}) {
        const Window window{row.size, row.stride, row.dilation, Padding::same};
        INFO("window of " << row.size << " on " << row.length);
        REQUIRE(window.positions(row.length) == row.positions);
        REQUIRE(window.before(row.length) == row.before);
    }
    const Window causal{3, 2, 4, Padding::causal};
    REQUIRE(causal.positions(7) == 4);
    REQUIRE(causal.before(7) == 8);
    REQUIRE(causal.before(1) == 8);
}

TEST_CASE("sizes for axes are checked", "[core]") {
    REQUIRE_NOTHROW(check::sizes("A", "b", PerAxis<2>{1, 2147483647}));
    REQUIRE_NOTHROW(check::sizes("A", "b", PerAxis<2>{0, 1}, true));
    REQUIRE_THROWS_WITH(check::sizes("A", "b", PerAxis<2>{1, 0}),
                        "A: expected b to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(check::sizes("A", "b", PerAxis<1>(-1), true),
                        "A: expected b to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(check::sizes("A", "b", PerAxis<2>{1, 4294967296}),
                        "A: expected b to be at most 2147483647, got 4.29497e+09");
}
