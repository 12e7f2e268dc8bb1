// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <vector>

#include <ockham/preprocessing/split_options.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a split size is a fraction or a count, by the type it was made from", "[preprocessing]") {
    REQUIRE_FALSE(SplitSize().given());
    REQUIRE(SplitSize(0.5).is_fraction());
    REQUIRE(SplitSize(0.5f).is_fraction());
    REQUIRE(SplitSize(1).given());
    REQUIRE_FALSE(SplitSize(1).is_fraction());
    REQUIRE(SplitSize(std::size_t{38}).round_up(150) == 38);
    REQUIRE(SplitSize(0.25).round_up(150) == 38);
    REQUIRE(SplitSize(0.1).round_up(150) == 15);
    REQUIRE(SplitSize(0.1F).round_up(150) == 15);
    REQUIRE(SplitSize(0.7F).round_down(10) == 7);
    REQUIRE(SplitSize(0.7F).fraction() == 0.7);
    REQUIRE(SplitSize(0.25).round_down(150) == 37);
    REQUIRE(SplitSize(0.5).round_up(150) == 75);
}

TEST_CASE("a split size out of range says so", "[preprocessing]") {
    const auto check = [](SplitSize size) { size.check_against(150, "test_size"); };
    for (const SplitSize size :
         {SplitSize(), SplitSize(0.999), SplitSize(1e-9), SplitSize(1), SplitSize(149)})
        REQUIRE_NOTHROW(check(size));
    REQUIRE_THROWS_WITH(check(1.0),
                        "train_test_split: expected test_size to be a fraction in (0, 1) or a count in "
                        "[1, 149], got the fraction 1");
    REQUIRE_THROWS_WITH(check(0.0),
                        "train_test_split: expected test_size to be a fraction in (0, 1) or a count in "
                        "[1, 149], got the fraction 0");
    REQUIRE_THROWS_WITH(check(150),
                        "train_test_split: expected test_size to be a fraction in (0, 1) or a count in "
                        "[1, 149], got the count 150");
    REQUIRE_THROWS_AS(check(0), ArgumentError);
    REQUIRE_THROWS_AS(check(-1), ArgumentError);
    REQUIRE_THROWS_AS(check(std::numeric_limits<double>::quiet_NaN()), ArgumentError);
    REQUIRE_THROWS_AS(check(~std::uint64_t{0}), ArgumentError);
}

TEST_CASE("stratify takes Eigen vectors and std::vectors of whole numbers, or nothing", "[preprocessing]") {
    const std::vector<std::int64_t> wanted{1, 0};
    REQUIRE_FALSE(SplitOptions{}.stratify.given());
    REQUIRE(SplitOptions{.stratify = std::vector<int>{1, 0}}.stratify.labels() == wanted);
    REQUIRE(SplitOptions{.stratify = Eigen::Vector2i(1, 0)}.stratify.labels() == wanted);
    REQUIRE(SplitOptions{.stratify = Eigen::Vector2d(1, 0)}.stratify.labels() == wanted);
    REQUIRE(SplitOptions{.stratify = std::vector<int>{}}.stratify.given());
    REQUIRE_THROWS_WITH(SplitOptions{.stratify = Eigen::Vector2d(1, 0.5)},
                        "train_test_split: expected labels to be whole numbers below 2^53, got 0.5 in row 1");
}
