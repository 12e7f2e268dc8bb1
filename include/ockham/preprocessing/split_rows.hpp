// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/random.hpp>
#include <ockham/core/types.hpp>
#include <ockham/preprocessing/split_options.hpp>
#include <ockham/preprocessing/stratified_rows.hpp>

namespace ockham {

namespace detail {

SplitCounts split_counts(Index rows, const SplitOptions& options);

}  // namespace detail

/// Divides the row numbers 0, 1, ... `rows - 1` into those for training and those for testing: exactly the
/// rows, in exactly the order, of scikit-learn's `train_test_split` with the same options.
///
/// What is not shuffled is taken in order, training first. What is shuffled but not stratified is one
/// permutation of `Random(random_state)`, of which testing takes the first rows and training the next.
/// What is stratified is permuted class by class, and each part once more as a whole.
///
/// Errors: fewer than 2 rows or more than 2^32, sizes out of range, no row to train; and when stratified
/// another number of labels than rows, a class of one row, a part with fewer rows than there are classes,
/// `shuffle = false`.
[[nodiscard]] RowSplit split_rows(Index rows, const SplitOptions& options = {});

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC SplitCounts split_counts(Index rows, const SplitOptions& options) {
    const char* who = "train_test_split";
    if (rows < 2) check::fail<ShapeError>(who, "at least 2 rows", Text() << rows);
    if (rows > Index{1} << 32) check::fail<ShapeError>(who, "at most 2^32 rows", Text() << rows);
    const SplitSize& train_size = options.train_size;
    const SplitSize test_size =
        options.test_size.given() || train_size.given() ? options.test_size : SplitSize(0.25);
    test_size.check_against(rows, "test_size");
    train_size.check_against(rows, "train_size");
    const double fractions = train_size.fraction() + test_size.fraction();
    check::value(fractions <= 1, who, "train_size + test_size", "at most 1", fractions);

    SplitCounts counts{train_size.round_down(rows), test_size.round_up(rows)};
    if (!train_size.given()) counts.train = rows - counts.test;
    if (!test_size.given()) counts.test = rows - counts.train;
    if (counts.train > rows - counts.test)
        fail_split("train_size + test_size to be at most ", rows, " rows", counts.train + counts.test);
    if (counts.train == 0) check::fail(who, "at least one row to train", "none");
    return counts;
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC RowSplit split_rows(Index rows, const SplitOptions& options) {
    const detail::SplitCounts counts = detail::split_counts(rows, options);
    if (options.stratify.given()) {
        if (!options.shuffle) check::fail("train_test_split", "shuffle to be true to stratify", "false");
        return options.stratify.split(rows, counts, options.random_state);
    }
    const auto part = [](const std::vector<Index>& order, Index first, Index count) {
        return std::vector<Index>(order.data() + first, order.data() + first + count);
    };
    if (options.shuffle) {
        Random random(options.random_state);
        const std::vector<Index> order = detail::permutation(rows, random);
        return {part(order, counts.test, counts.train), part(order, 0, counts.test)};
    }
    std::vector<Index> order(static_cast<std::size_t>(rows));
    for (std::size_t row = 0; row < order.size(); ++row) order[row] = static_cast<Index>(row);
    return {part(order, 0, counts.train), part(order, counts.train, counts.test)};
}

}  // namespace ockham

#endif
