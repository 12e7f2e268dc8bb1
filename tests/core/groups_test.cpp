// SPDX-License-Identifier: MIT
#include <vector>

#include <ockham/core/groups.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace groups_test {

/// The group of each entry of a tensor.
inline std::vector<Index> groups(const Shape& shape, const Axes& axes) {
    const detail::Groups found(shape, axes, "test");
    std::vector<Index> each;
    found.for_each_row([&](Index row, Index group) {
        REQUIRE(static_cast<Index>(each.size()) == row * found.columns);
        for (Index j = 0; j < found.columns; ++j) each.push_back(group + j * found.step);
    });
    for (const Index group : each) REQUIRE(group < found.count);
    return each;
}

}  // namespace groups_test

TEST_CASE("groups of a tensor lie along axes", "[core]") {
    using groups_test::groups;
    using List = std::vector<Index>;
    REQUIRE(groups({2, 3}, 0) == List{0, 1, 2, 0, 1, 2});
    REQUIRE(groups({2, 3}, 1) == List{0, 0, 0, 1, 1, 1});
    REQUIRE(groups({2, 3}, Axes::all()) == List{0, 0, 0, 0, 0, 0});
    REQUIRE(groups({3}, 0) == List{0, 0, 0});
    REQUIRE(groups({2, 2, 2}, 0) == List{0, 1, 2, 3, 0, 1, 2, 3});
    REQUIRE(groups({2, 2, 2}, 1) == List{0, 1, 0, 1, 2, 3, 2, 3});
    REQUIRE(groups({2, 2, 2}, {0, 2}) == List{0, 0, 1, 1, 0, 0, 1, 1});
    REQUIRE(groups({2, 2, 2}, {0, 1}) == List{0, 1, 0, 1, 0, 1, 0, 1});
    REQUIRE(groups({0, 2}, 0).empty());
    REQUIRE_THROWS_WITH(groups({2, 3}, 2), "test: expected an axis of a tensor of shape (2, 3), got 2");
}
