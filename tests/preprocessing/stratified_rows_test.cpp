// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <vector>

#include <ockham/preprocessing/split_rows.hpp>
#include <ockham/preprocessing/stratified_rows.hpp>

#include "support/catch.hpp"

using namespace ockham;

// That stratified splits are scikit-learn's, row by row, is in split_rows_test.cpp.

TEST_CASE("a permutation is NumPy's", "[preprocessing]") {
    using Order = std::vector<Index>;
    // Printed by RandomState(seed).permutation(count) of NumPy 2.4.
    const auto permute = [](std::uint32_t seed, Index count) {
        Random random(seed);
        return detail::permutation(count, random);
    };
    REQUIRE(permute(0, 10) == Order{2, 8, 4, 9, 1, 6, 7, 3, 0, 5});
    REQUIRE(permute(42, 10) == Order{8, 1, 5, 0, 7, 2, 9, 4, 3, 6});
    REQUIRE(permute(4294967295u, 10) == Order{6, 9, 5, 1, 8, 0, 7, 4, 2, 3});
    REQUIRE(permute(7, 2) == Order{0, 1});
    REQUIRE(permute(7, 1) == Order{0});
    REQUIRE(permute(7, 0).empty());
    const Order order = permute(1, 3000);
    REQUIRE(Order(order.begin(), order.begin() + 5) == Order{1957, 2087, 1394, 1520, 1098});
    REQUIRE(Order(order.end() - 5, order.end()) == Order{2763, 905, 1096, 235, 1061});
}

TEST_CASE("missing rows go to the largest remainders, and ties are broken at random", "[preprocessing]") {
    using Counts = std::vector<Index>;
    const auto draw = [](const Counts& counts, Index draws, std::uint32_t seed) {
        Random random(seed);
        return detail::approximate_mode(counts, draws, random);
    };
    // The examples of scikit-learn's _approximate_mode.
    REQUIRE(draw({4, 2}, 3, 0) == Counts{2, 1});
    REQUIRE(draw({5, 2}, 4, 0) == Counts{3, 1});
    REQUIRE(draw({2, 2, 2, 1}, 2, 0) == Counts{0, 1, 1, 0});
    REQUIRE(draw({2, 2, 2, 1}, 2, 42) == Counts{1, 1, 0, 0});
}

TEST_CASE("labels of any value stratify alike", "[preprocessing]") {
    std::vector<int> small, large;
    for (int row = 0; row < 60; ++row) {
        small.push_back(row % 3);
        large.push_back(row % 3 == 0 ? -5 : 1000 * (row % 3));
    }
    const RowSplit split = split_rows(60, {.random_state = 3, .stratify = small});
    REQUIRE(split.train == split_rows(60, {.random_state = 3, .stratify = large}).train);
    std::vector<int> counts(3);
    for (const Index row : split.test) ++counts[static_cast<std::size_t>(row % 3)];
    REQUIRE(counts == std::vector<int>{5, 5, 5});
}

TEST_CASE("stratifying needs a label a row and enough rows of each class", "[preprocessing]") {
    const std::vector<int> labels{0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    REQUIRE_THROWS_AS(split_rows(9, {.stratify = labels}), ArgumentError);
    REQUIRE_THROWS_WITH(split_rows(9, {.stratify = labels}),
                        "train_test_split: expected stratify to have 9 labels, one a row, got 10");
    REQUIRE_THROWS_WITH(split_rows(9, {.stratify = std::vector<int>{}}),
                        "train_test_split: expected stratify to have 9 labels, one a row, got 0");
    REQUIRE_THROWS_WITH(
        split_rows(4, {.stratify = std::vector<int>{5, 5, 7, 5}}),
        "train_test_split: expected at least 2 rows of every class to stratify, got 1 of class 7");
    REQUIRE_THROWS_WITH(split_rows(10, {.test_size = 2, .stratify = labels}),
                        "train_test_split: expected at least 3 rows to test, one for each class, got 2");
    REQUIRE_THROWS_WITH(split_rows(10, {.train_size = 2, .stratify = labels}),
                        "train_test_split: expected at least 3 rows to train, one for each class, got 2");
    REQUIRE_THROWS_WITH(split_rows(10, {.shuffle = false, .stratify = labels}),
                        "train_test_split: expected shuffle to be true to stratify, got false");
}

TEST_CASE("a stratified split of all rows leaves none out", "[preprocessing]") {
    // One class has two rows for training, the other one, and what is left of them is for the test.
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        const RowSplit split = detail::stratified_rows({0, 0, 0, 1, 1, 1}, {.train = 3, .test = 3}, seed);
        std::vector<Index> rows = split.train;
        rows.insert(rows.end(), split.test.begin(), split.test.end());
        std::sort(rows.begin(), rows.end());
        INFO("seed: " << seed);
        REQUIRE(rows == std::vector<Index>{0, 1, 2, 3, 4, 5});
    }
}
