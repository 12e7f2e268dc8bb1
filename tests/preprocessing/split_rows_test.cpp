// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/preprocessing/split_rows.hpp>

#include "preprocessing/golden_splits.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace split_rows_test {

/// FNV-1a, as `fold` in record_splits.py.
inline std::uint64_t fold(const RowSplit& split) {
    std::vector<Index> all = split.train;
    all.push_back(static_cast<Index>(split.train.size()));
    all.insert(all.end(), split.test.begin(), split.test.end());
    std::uint64_t value = 14695981039346656037u;
    for (const Index row : all) value = (value ^ static_cast<std::uint64_t>(row)) * 1099511628211u;
    return value;
}

inline std::string begin(const RowSplit& split) {
    std::string text;
    for (std::size_t i = 0; i < split.train.size() && i < 10; ++i) text += to_text(split.train[i]) + " ";
    text += "|";
    for (std::size_t i = 0; i < split.test.size() && i < 10; ++i) text += " " + to_text(split.test[i]);
    return text;
}

inline RowSplit run(const golden_splits::Case& golden) {
    SplitOptions options{.test_size = golden.test_size,
                         .train_size = golden.train_size,
                         .random_state = golden.random_state,
                         .shuffle = golden.shuffle};
    if (const std::string_view classes = golden.classes; !classes.empty()) {
        std::vector<int> labels;
        for (std::size_t row = 0; row < static_cast<std::size_t>(golden.rows); ++row)
            labels.push_back(classes[7 * row % classes.size()]);
        options.stratify = labels;
    }
    return split_rows(golden.rows, options);
}

}  // namespace split_rows_test

TEST_CASE("splits are scikit-learn's, row by row", "[preprocessing]") {
    std::size_t stratified = 0;
    for (const auto& golden : golden_splits::cases) {
        const RowSplit split = split_rows_test::run(golden);
        CAPTURE(golden.rows, golden.random_state, golden.shuffle, golden.classes);
        REQUIRE(split_rows_test::begin(split) == golden.begin);
        REQUIRE(split_rows_test::fold(split) == golden.hash);
        stratified += golden.classes[0] != '\0';
    }
    REQUIRE(std::size(golden_splits::cases) - stratified > 100);
    REQUIRE(stratified > 100);
}

TEST_CASE("a split without a seed is the one with seed 0", "[preprocessing]") {
    REQUIRE(split_rows(150).test == split_rows(150, {.random_state = 0}).test);
    REQUIRE(split_rows(150).test != split_rows(150, {.random_state = 1}).test);
}

TEST_CASE("a split needs two rows", "[preprocessing]") {
    for (const Index rows : {-1, 0, 1}) {
        REQUIRE_THROWS_AS(split_rows(rows), ShapeError);
        REQUIRE_THROWS_WITH(split_rows(rows),
                            "train_test_split: expected at least 2 rows, got " + std::to_string(rows));
    }
}

TEST_CASE("a split has at most as many rows as the generator can shuffle", "[preprocessing]") {
    REQUIRE_THROWS_WITH(split_rows((Index{1} << 32) + 1),
                        "train_test_split: expected at most 2^32 rows, got 4294967297");
}

TEST_CASE("sizes of a split have to be in range, and to leave a row to train", "[preprocessing]") {
    REQUIRE_THROWS_WITH(
        split_rows(10, {.test_size = 1.5}),
        "train_test_split: expected test_size to be a fraction in (0, 1) or a count in [1, 9], got "
        "the fraction 1.5");
    REQUIRE_THROWS_WITH(
        split_rows(10, {.train_size = 10}),
        "train_test_split: expected train_size to be a fraction in (0, 1) or a count in [1, 9], got "
        "the count 10");
    REQUIRE_THROWS_WITH(split_rows(10, {.test_size = 0.5, .train_size = 0.75}),
                        "train_test_split: expected train_size + test_size to be at most 1, got 1.25");
    REQUIRE_THROWS_WITH(split_rows(10, {.test_size = 0.25, .train_size = 8}),
                        "train_test_split: expected train_size + test_size to be at most 10 rows, got 11");
    for (const SplitOptions& options : {SplitOptions{.test_size = 0.95}, SplitOptions{.train_size = 0.05}})
        REQUIRE_THROWS_WITH(split_rows(10, options),
                            "train_test_split: expected at least one row to train, got none");
}
