// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/random.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// Which rows are for training and which for testing, counted from 0, in the order in which they are taken.
struct RowSplit {
    std::vector<Index> train;
    std::vector<Index> test;
};

namespace detail {

/// How many rows each part gets.
struct SplitCounts {
    Index train;
    Index test;
};

[[noreturn]] void fail_split(const char* needed, Index number, const char* of, Index came);

/// The numbers 0, 1, ... `count - 1` in a random order: NumPy's `RandomState.permutation(count)`.
std::vector<Index> permutation(Index count, Random& random);

/// How many of `draws` drawn rows are of each class, when there are `counts` of each: close to the most
/// probable outcome. Every class gets its proportion rounded down; what is then missing goes to the largest
/// remainders, one each, and where too many are equal, to some of those at random.
///
/// scikit-learn's `_approximate_mode`, with the same roundings in the same order.
std::vector<Index> approximate_mode(const std::vector<Index>& counts, Index draws, Random& random);

struct LabelledRow {
    std::int64_t label;
    Index row;
};

/// The rows sorted by their labels, those with the same label in rising order.
std::vector<LabelledRow> sort_by_label(const std::vector<std::int64_t>& labels);

/// Divides the rows so that both parts get the classes `labels` in the proportions that all rows have.
///
/// The rows of each class are permuted, in rising order of the labels; training takes its share from the
/// front, testing the next; at last each part is permuted as a whole. scikit-learn's
/// `StratifiedShuffleSplit`.
RowSplit stratified_rows(const std::vector<std::int64_t>& labels, SplitCounts split, std::uint32_t seed);

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC void fail_split(const char* needed, Index number, const char* of, Index came) {
    check::fail("train_test_split", Text(needed) << number << of, Text() << came);
}

OCKHAM_FUNC std::vector<Index> permutation(Index count, Random& random) {
    std::vector<Index> order(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<Index>(i);
    random.shuffle(order);
    return order;
}

OCKHAM_FUNC std::vector<Index> approximate_mode(const std::vector<Index>& counts, Index draws,
                                                Random& random) {
    Index all = 0;
    for (const Index count : counts) all += count;

    std::vector<Index> drawn(counts.size());
    std::vector<double> remainders(counts.size());
    Index missing = draws;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const double share = static_cast<double>(counts[c]) / static_cast<double>(all);
        // Not a subtraction, which a compiler could fuse with the product: remainders would tie differently.
        double whole = 0;
        remainders[c] = std::modf(share * static_cast<double>(draws), &whole);
        drawn[c] = static_cast<Index>(whole);
        missing -= drawn[c];
    }

    // Different counts have different remainders, and there are few: at most the root of twice the rows.
    for (double last = 1, largest = 0; missing > 0 && largest >= 0; last = largest) {
        largest = -1;
        for (const double remainder : remainders)
            if (remainder < last && remainder > largest) largest = remainder;
        std::vector<Index*> tied;
        for (std::size_t c = 0; c < counts.size(); ++c)
            if (remainders[c] == largest) tied.push_back(&drawn[c]);
        for (const Index chosen : permutation(static_cast<Index>(tied.size()), random))
            if (missing > 0) {
                ++*tied[static_cast<std::size_t>(chosen)];
                --missing;
            }
    }
    return drawn;
}

OCKHAM_FUNC std::vector<LabelledRow> sort_by_label(const std::vector<std::int64_t>& labels) {
    std::vector<LabelledRow> rows(labels.size());
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = {labels[row], static_cast<Index>(row)};
    // std::sort would take longer to compile than all else in this file.
    std::qsort(rows.data(), rows.size(), sizeof(LabelledRow), [](const void* left, const void* right) {
        const auto &a = *static_cast<const LabelledRow*>(left), &b = *static_cast<const LabelledRow*>(right);
        if (a.label != b.label) return a.label < b.label ? -1 : 1;
        return a.row < b.row ? -1 : 1;
    });
    return rows;
}

OCKHAM_FUNC RowSplit stratified_rows(const std::vector<std::int64_t>& labels, SplitCounts split,
                                     std::uint32_t seed) {
    const std::vector<LabelledRow> sorted = sort_by_label(labels);
    std::vector<Index> counts;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i == 0 || sorted[i].label != sorted[i - 1].label) counts.push_back(0);
        ++counts.back();
    }
    const LabelledRow* members = sorted.data();
    for (const Index count : counts) {
        if (count < 2)
            check::fail("train_test_split", "at least 2 rows of every class to stratify",
                        Text("1 of class ") << members->label);
        members += count;
    }
    const auto classes = static_cast<Index>(counts.size());
    if (split.train < classes)
        fail_split("at least ", classes, " rows to train, one for each class", split.train);
    if (split.test < classes)
        fail_split("at least ", classes, " rows to test, one for each class", split.test);

    Random random(seed);
    const std::vector<Index> train = approximate_mode(counts, split.train, random);
    std::vector<Index> left = counts;
    for (std::size_t c = 0; c < left.size(); ++c) left[c] -= train[c];
    const std::vector<Index> test = approximate_mode(left, split.test, random);

    RowSplit result;
    members = sorted.data();
    for (std::size_t c = 0; c < counts.size(); ++c) {
        Index taken = 0;
        for (const Index member : permutation(counts[c], random)) {
            if (taken < train[c])
                result.train.push_back(members[member].row);
            else if (taken < train[c] + test[c])
                result.test.push_back(members[member].row);
            ++taken;
        }
        members += counts[c];
    }
    random.shuffle(result.train);
    random.shuffle(result.test);
    return result;
}

}  // namespace ockham::detail

#endif
