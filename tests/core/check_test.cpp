// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/core/check.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace check_test {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace check_test

TEST_CASE("an error is one sentence: who, what was needed, what came", "[core]") {
    REQUIRE(check::sentence("Dense 'hidden'", "more", "less") == "Dense 'hidden': expected more, got less");
    REQUIRE(check::sentence("", "more", "less") == "expected more, got less");
    REQUIRE_THROWS_AS(check::fail("A", "b", "c"), ArgumentError);
    REQUIRE_THROWS_AS(check::fail<ShapeError>("A", "b", "c"), ShapeError);
    REQUIRE_THROWS_AS(check::fail<FileError>("A", "b", "c"), FileError);
    REQUIRE_THROWS_WITH(check::fail<ShapeError>("A", "b", "c"), "A: expected b, got c");
    REQUIRE_THROWS_AS(check::value(false, "A", "b", "c", 1), ArgumentError);
    REQUIRE_THROWS_WITH(check::value(false, "SGD", "momentum", "in [0, 1]", 1.5),
                        "SGD: expected momentum to be in [0, 1], got 1.5");
    REQUIRE_NOTHROW(check::value(true, "SGD", "momentum", "in [0, 1]", 1.5));
}

TEST_CASE("positive means more than zero, and finite", "[core]") {
    for (const double good : {5e-324, 1.0, 3.4e38}) REQUIRE_NOTHROW(check::positive("A", "b", good));
    for (const double bad : {0.0, -0.0, -1.0, check_test::infinity, -check_test::infinity, check_test::nan})
        REQUIRE_THROWS_AS(check::positive("A", "b", bad), ArgumentError);
    REQUIRE_THROWS_WITH(check::positive("Dense", "units", 0),
                        "Dense: expected units to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(check::positive("Dense", "units", -2L),
                        "Dense: expected units to be positive and finite, got -2");
    REQUIRE_THROWS_WITH(check::positive("A", "b", check_test::nan),
                        "A: expected b to be positive and finite, got nan");
}

TEST_CASE("non-negative lets zero pass", "[core]") {
    for (const double good : {0.0, -0.0, 5e-324, 3.4e38})
        REQUIRE_NOTHROW(check::non_negative("A", "b", good));
    for (const double bad : {-5e-324, -1.0, check_test::infinity, -check_test::infinity, check_test::nan})
        REQUIRE_THROWS_AS(check::non_negative("A", "b", bad), ArgumentError);
    REQUIRE_THROWS_WITH(check::non_negative("L1L2", "l1", -0.5F),
                        "L1L2: expected l1 to be non-negative and finite, got -0.5");
    REQUIRE_THROWS_WITH(check::non_negative("L1L2", "l1", check_test::infinity),
                        "L1L2: expected l1 to be non-negative and finite, got inf");
}

TEST_CASE("finite is neither infinite nor NaN", "[core]") {
    for (const double good : {0.0, -3.4e38, 3.4e38}) REQUIRE_NOTHROW(check::finite("A", "b", good));
    REQUIRE_THROWS_WITH(check::finite("A", "b", -check_test::infinity),
                        "A: expected b to be finite, got -inf");
    REQUIRE_THROWS_WITH(check::finite("A", "b", check_test::nan), "A: expected b to be finite, got nan");
    REQUIRE_THROWS_WITH(check::finite("A", "b", -1e300),
                        "A: expected b to be finite as a float, got -1e+300");
    REQUIRE_THROWS_WITH(check::positive("A", "b", 1e300),
                        "A: expected b to be positive and finite as a float, got 1e+300");
}

TEST_CASE("between includes both bounds", "[core]") {
    for (const double good : {-0.5, 0.0, 2.0}) REQUIRE_NOTHROW(check::between("A", "b", good, -0.5, 2));
    for (const double bad : {-0.51, 2.01, check_test::infinity, check_test::nan})
        REQUIRE_THROWS_AS(check::between("A", "b", bad, -0.5, 2), ArgumentError);
    REQUIRE_THROWS_WITH(check::between("Dropout", "rate", 1.5, 0, 1),
                        "Dropout: expected rate to be in [0, 1], got 1.5");
}
