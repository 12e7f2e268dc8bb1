// SPDX-License-Identifier: MIT
#include <type_traits>

#include <ockham/core/errors.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("errors are those of the standard library, and can be told apart", "[core]") {
    STATIC_REQUIRE(std::is_base_of_v<std::invalid_argument, ArgumentError>);
    STATIC_REQUIRE(std::is_base_of_v<std::invalid_argument, ShapeError>);
    STATIC_REQUIRE(std::is_base_of_v<std::runtime_error, FileError>);
    STATIC_REQUIRE(!std::is_base_of_v<ArgumentError, ShapeError>);
    REQUIRE_THROWS_WITH(throw ArgumentError("a sentence"), "a sentence");
    REQUIRE_THROWS_WITH(throw ShapeError("a sentence"), "a sentence");
    REQUIRE_THROWS_WITH(throw FileError("a sentence"), "a sentence");
}
