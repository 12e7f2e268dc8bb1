// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/random.hpp>
#include <ockham/core/types.hpp>
#include <ockham/preprocessing/labels.hpp>
#include <ockham/preprocessing/stratified_rows.hpp>

namespace ockham {

/// Options of `k_fold` and `stratified_k_fold`; names and defaults are those of scikit-learn's classes.
struct KFoldOptions {
    Index n_splits = 5;              ///< how many folds, from 2 to the number of rows
    bool shuffle = false;            ///< whether chance decides which rows are together in a fold
    std::uint32_t random_state = 0;  ///< the seed of the shuffle
};

namespace detail {

void check_folds(const char* who, Index rows, Index n_splits);

/// The splits of which number i tests the rows whose `fold` is i, and trains on the others; all in rising order.
std::vector<RowSplit> splits_of(const std::vector<Index>& fold, Index n_splits);

std::vector<RowSplit> stratified_folds(const std::vector<std::int64_t>& labels, const KFoldOptions& options);

}  // namespace detail

/// Divides the row numbers 0, 1, ... `rows - 1` into `n_splits` folds of nearly the same size, and returns a split
/// for each fold, which is to be tested on it and trained on all others. So every row is tested once.
///
///     for (const RowSplit& fold : k_fold(x.rows(), {.n_splits = 10, .shuffle = true}))
///         use(take_rows(x, fold.train), take_rows(x, fold.test));
///
/// The rows of both parts are in rising order; the first folds have a row more than the others, where they do not
/// come out even. Without `shuffle` the rows of a fold follow each other, which is wrong for data that are sorted
/// by class. The splits are exactly those of scikit-learn's `KFold` with the same options.
///
/// Errors: fewer than 2 rows or more than 2^32, and `n_splits` out of range.
[[nodiscard]] std::vector<RowSplit> k_fold(Index rows, const KFoldOptions& options = {});

/// The same, such that every fold gets the classes in the proportions that all rows have. `labels` has the class of
/// each row: an Eigen vector or a `std::vector` of whole numbers. The splits are exactly those of scikit-learn's
/// `StratifiedKFold` with the same options. A class of fewer than `n_splits` rows is missing in some of the folds.
///
/// Errors: those of `k_fold`, labels that are not whole, and no class of at least `n_splits` rows.
template <class Labels>
[[nodiscard]] std::vector<RowSplit> stratified_k_fold(const Labels& labels,
                                                      const KFoldOptions& options = {}) {
    return detail::stratified_folds(detail::to_labels("stratified_k_fold", labels), options);
}

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC void check_folds(const char* who, Index rows, Index n_splits) {
    if (rows < 2) check::fail<ShapeError>(who, "at least 2 rows", Text() << rows);
    if (rows > Index{1} << 32) check::fail<ShapeError>(who, "at most 2^32 rows", Text() << rows);
    if (n_splits < 2 || n_splits > rows)
        check::fail(who, Text("n_splits to be in [2, ") << rows << "]", Text() << n_splits);
}

OCKHAM_FUNC std::vector<RowSplit> splits_of(const std::vector<Index>& fold, Index n_splits) {
    std::vector<RowSplit> splits(static_cast<std::size_t>(n_splits));
    for (std::size_t i = 0; i < splits.size(); ++i)
        for (std::size_t row = 0; row < fold.size(); ++row)
            (fold[row] == static_cast<Index>(i) ? splits[i].test : splits[i].train)
                .push_back(static_cast<Index>(row));
    return splits;
}

OCKHAM_FUNC std::vector<RowSplit> stratified_folds(const std::vector<std::int64_t>& labels,
                                                   const KFoldOptions& options) {
    const char* who = "stratified_k_fold";
    check_folds(who, static_cast<Index>(labels.size()), options.n_splits);

    // The class of every row: 0 for that of the first row, 1 for the next that appears, ...
    const std::vector<LabelledRow> sorted = sort_by_label(labels);
    std::vector<std::size_t> group(labels.size());
    std::size_t groups = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        groups += i == 0 || sorted[i].label != sorted[i - 1].label ? 1 : 0;
        group[static_cast<std::size_t>(sorted[i].row)] = groups - 1;
    }
    std::vector<std::vector<Index>> members;
    std::vector<std::size_t> number(groups, groups);
    Index largest = 0;
    for (std::size_t row = 0; row < group.size(); ++row) {
        if (number[group[row]] == groups) {
            number[group[row]] = members.size();
            members.emplace_back();
        }
        std::vector<Index>& rows = members[number[group[row]]];
        rows.push_back(static_cast<Index>(row));
        largest = static_cast<Index>(rows.size()) > largest ? static_cast<Index>(rows.size()) : largest;
    }
    if (largest < options.n_splits)
        check::fail(who, Text("a class of at least n_splits rows, ") << options.n_splits,
                    Text() << largest << " in the largest");

    // The rows, sorted by class, are dealt out to one fold after the other. That is how many of a class each fold
    // gets; which ones, is chance, or those that follow each other.
    Random random(options.random_state);
    std::vector<Index> fold(labels.size());
    Index position = 0;
    for (const std::vector<Index>& rows : members) {
        std::vector<Index> counts(static_cast<std::size_t>(options.n_splits)), folds;
        for (std::size_t i = 0; i < rows.size(); ++i)
            ++counts[static_cast<std::size_t>(position++ % options.n_splits)];
        for (std::size_t i = 0; i < counts.size(); ++i)
            for (Index k = 0; k < counts[i]; ++k) folds.push_back(static_cast<Index>(i));
        if (options.shuffle) random.shuffle(folds);
        for (std::size_t i = 0; i < rows.size(); ++i) fold[static_cast<std::size_t>(rows[i])] = folds[i];
    }
    return splits_of(fold, options.n_splits);
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC std::vector<RowSplit> k_fold(Index rows, const KFoldOptions& options) {
    detail::check_folds("k_fold", rows, options.n_splits);
    std::vector<Index> order(static_cast<std::size_t>(rows)), fold(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) order[row] = static_cast<Index>(row);
    Random random(options.random_state);
    if (options.shuffle) random.shuffle(order);
    const Index size = rows / options.n_splits, longer = rows % options.n_splits;
    for (Index i = 0, next = 0; i < options.n_splits; ++i)
        for (const Index end = next + size + (i < longer ? 1 : 0); next < end; ++next)
            fold[static_cast<std::size_t>(order[static_cast<std::size_t>(next)])] = i;
    return detail::splits_of(fold, options.n_splits);
}

}  // namespace ockham

#endif
