// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/preprocessing/k_fold.hpp>

#include "preprocessing/golden_folds.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace k_fold_test {

/// FNV-1a, as `fold_all` in record_folds.py.
inline std::uint64_t hash(const std::vector<RowSplit>& splits) {
    std::uint64_t value = 14695981039346656037u;
    const auto add = [&value](Index row) {
        value = (value ^ static_cast<std::uint64_t>(row)) * 1099511628211u;
    };
    for (const RowSplit& split : splits) {
        for (const Index row : split.train) add(row);
        add(static_cast<Index>(split.train.size()));
        for (const Index row : split.test) add(row);
    }
    return value;
}

/// A letter for each of the first 100 rows: A if it is tested in the first split.
inline std::string letters(const std::vector<RowSplit>& splits, Index rows) {
    std::string text(static_cast<std::size_t>(rows), '-');
    for (std::size_t i = 0; i < splits.size(); ++i)
        for (const Index row : splits[i].test)
            text[static_cast<std::size_t>(row)] = static_cast<char>('A' + i);
    return text.substr(0, 100);
}

inline std::vector<RowSplit> run(const golden_folds::Case& golden) {
    const KFoldOptions options{golden.n_splits, golden.shuffle, golden.random_state};
    const std::string_view classes = golden.classes;
    if (classes.empty()) return k_fold(golden.rows, options);
    std::vector<int> labels;
    const auto rows = static_cast<std::size_t>(golden.rows);
    for (std::size_t row = 0; row < rows; ++row)
        labels.push_back(classes[golden.sorted ? classes.size() * row / rows : 7 * row % classes.size()]);
    return stratified_k_fold(labels, options);
}

}  // namespace k_fold_test

TEST_CASE("folds are scikit-learn's, row by row", "[preprocessing]") {
    std::size_t stratified = 0;
    for (const auto& golden : golden_folds::cases) {
        const std::vector<RowSplit> splits = k_fold_test::run(golden);
        CAPTURE(golden.rows, golden.n_splits, golden.random_state, golden.shuffle, golden.classes,
                golden.sorted);
        REQUIRE(k_fold_test::letters(splits, golden.rows) == golden.fold);
        REQUIRE(k_fold_test::hash(splits) == golden.hash);
        stratified += golden.classes[0] != '\0';
    }
    REQUIRE(std::size(golden_folds::cases) - stratified > 80);
    REQUIRE(stratified > 300);
}

TEST_CASE("there are five folds, not shuffled, unless told otherwise, and then the seed is 0",
          "[preprocessing]") {
    using k_fold_test::letters;
    REQUIRE(letters(k_fold(11), 11) == "AAABBCCDDEE");
    REQUIRE(letters(k_fold(11, {.shuffle = true}), 11) == letters(k_fold(11, {5, true, 0}), 11));
    REQUIRE(letters(k_fold(11, {.shuffle = true}), 11) != letters(k_fold(11, {5, true, 1}), 11));
    REQUIRE(letters(stratified_k_fold(std::vector<int>(11, 3)), 11) == "AAABBCCDDEE");
}

TEST_CASE("labels of folds may be of any kind and value", "[preprocessing]") {
    const Eigen::VectorXd y = (Eigen::VectorXd(8) << 7, -2, 7, -2, 7, -2, 7, -2).finished();
    REQUIRE(k_fold_test::letters(stratified_k_fold(y, {.n_splits = 2}), 8) == "AAAABBBB");
    REQUIRE(k_fold_test::letters(stratified_k_fold(2 * y.transpose(), {.n_splits = 4}), 8) == "AABBCCDD");
    REQUIRE_THROWS_WITH(
        stratified_k_fold(y / 2),
        "stratified_k_fold: expected labels to be whole numbers below 2^53, got 3.5 in row 0");
    REQUIRE_THROWS_WITH(stratified_k_fold(Eigen::MatrixXd::Zero(8, 2)),
                        "stratified_k_fold: expected one column of labels, got shape (8, 2)");
}

TEST_CASE("folds that cannot be are refused", "[preprocessing]") {
    REQUIRE_THROWS_AS(k_fold(1), ShapeError);
    REQUIRE_THROWS_WITH(k_fold(1), "k_fold: expected at least 2 rows, got 1");
    REQUIRE_THROWS_WITH(k_fold(-1), "k_fold: expected at least 2 rows, got -1");
    REQUIRE_THROWS_WITH(k_fold((Index{1} << 32) + 1), "k_fold: expected at most 2^32 rows, got 4294967297");
    REQUIRE_THROWS_AS(k_fold(10, {.n_splits = 1}), ArgumentError);
    REQUIRE_THROWS_WITH(k_fold(10, {.n_splits = 1}), "k_fold: expected n_splits to be in [2, 10], got 1");
    REQUIRE_THROWS_WITH(k_fold(10, {.n_splits = 11}), "k_fold: expected n_splits to be in [2, 10], got 11");
    REQUIRE(k_fold(10, {.n_splits = 10}).size() == 10);
    const std::vector<int> labels{0, 0, 0, 1, 1};
    REQUIRE_THROWS_WITH(stratified_k_fold(labels, {.n_splits = 6}),
                        "stratified_k_fold: expected n_splits to be in [2, 5], got 6");
    REQUIRE_THROWS_WITH(
        stratified_k_fold(labels, {.n_splits = 4}),
        "stratified_k_fold: expected a class of at least n_splits rows, 4, got 3 in the largest");
    REQUIRE(stratified_k_fold(labels, {.n_splits = 3}).size() == 3);
    REQUIRE_THROWS_WITH(stratified_k_fold(std::vector<int>{}),
                        "stratified_k_fold: expected at least 2 rows, got 0");
}
