// SPDX-License-Identifier: MIT
#include <utility>

#include <ockham/core/stamp.hpp>

#include "support/catch.hpp"

using ockham::detail::Stamp;

TEST_CASE("a stamp is a number that no other object has", "[core]") {
    Stamp first, second;
    REQUIRE(first.number() != second.number());
    const Stamp copy = first;
    REQUIRE(copy.number() != first.number());
    const auto before = first.number(), other = second.number();
    second = copy;
    REQUIRE(second.number() != copy.number());
    REQUIRE(second.number() != other);
    Stamp moved = std::move(first);
    REQUIRE(moved.number() == before);
    REQUIRE(first.number() != before);
    second = std::move(moved);
    REQUIRE(second.number() == before);
    REQUIRE(moved.number() != before);
}
