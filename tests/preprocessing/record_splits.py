# SPDX-License-Identifier: MIT
"""Records what scikit-learn's train_test_split returns, for split_rows_test.cpp.

    python3 record_splits.py > golden_splits.hpp

Row i is of class classes[(7 i) mod length]. `begin` holds the first rows for training and for testing, at
most ten of each; `hash` covers all of them (see `fold`).
"""

import itertools

import numpy as np
import sklearn
from sklearn.model_selection import train_test_split

ROWS = [2, 3, 10, 38, 112, 150, 151, 1000]
SEEDS = [0, 1, 7, 42, 2**32 - 1]
SIZES = [(0.25, None), (0.1, None), (1 / 3, None), (0.5, None), (38, None), (None, 0.7), (0.2, 0.6), (4, 5), (0.3, 20)]
# Balanced, ties to be broken, unbalanced, many classes of which some are rare, one class.
CLASSES = ["ab", "abc", "aaabbbccd", "aaaaaaaaaaaaaaaaaaab", "abcdefghijklmnopqrstuvwxyza", "a"]


def fold(train, test):
    """FNV-1a over the row numbers, the training part first, with the number of training rows between them."""
    value = 14695981039346656037
    for row in [*train, len(train), *test]:
        value = (value ^ int(row)) * 1099511628211 % 2**64
    return value


def cases():
    for rows, seed in itertools.product(ROWS, SEEDS):
        yield rows, (None, None), seed, True, ""
    for rows, size in itertools.product(ROWS, SIZES):
        yield rows, size, 7, True, ""
    for rows, size in itertools.product([3, 151], SIZES):
        yield rows, size, 7, False, ""
    seeds = itertools.cycle(SEEDS)
    for rows, classes, size in itertools.product([10, 38, 112, 151, 1000], CLASSES, [(None, None), *SIZES[2:7]]):
        yield rows, size, next(seeds), True, classes


def cpp(size):
    return "{}" if size is None else repr(size)


print("// SPDX-License-Identifier: MIT")
print(f"// Recorded by record_splits.py from scikit-learn {sklearn.__version__} with NumPy {np.__version__}.")
print(
    """#pragma once

#include <cstdint>

#include <ockham/preprocessing/split_options.hpp>

namespace golden_splits {

struct Case {
    ockham::Index rows;
    ockham::SplitSize test_size, train_size;
    std::uint32_t random_state;
    bool shuffle;
    const char* classes;
    const char* begin;
    std::uint64_t hash;
};

// clang-format off
inline const Case cases[] = {"""
)
for rows, (test_size, train_size), seed, shuffle, classes in cases():
    labels = [classes[7 * i % len(classes)] for i in range(rows)] if classes else None
    try:
        train, test = train_test_split(
            np.arange(rows), test_size=test_size, train_size=train_size, random_state=seed, shuffle=shuffle, stratify=labels
        )
    except ValueError:
        continue
    begin = " ".join(map(str, train[:10])) + " | " + " ".join(map(str, test[:10]))
    print(
        f"    {{{rows}, {cpp(test_size)}, {cpp(train_size)}, {seed}u, {str(shuffle).lower()},"
        f' "{classes}", "{begin}", {fold(train, test)}u}},'
    )
print(
    """};
// clang-format on

}  // namespace golden_splits"""
)
