# SPDX-License-Identifier: MIT
"""Records the splits of scikit-learn's KFold and StratifiedKFold, for k_fold_test.cpp.

    python3 record_folds.py > golden_folds.hpp

Row i is of class classes[(7 i) mod length], or classes[length i / rows] if `sorted`. `fold` has a letter for every row, the first 100
of them: A if it is in the first fold. `hash` covers all rows of all splits (see `fold_all`).
"""

import itertools
import warnings

import numpy as np
import sklearn
from sklearn.model_selection import KFold, StratifiedKFold

ROWS = [2, 3, 10, 38, 150, 151]
SEEDS = [0, 1, 42, 2**32 - 1]
SPLITS = [2, 3, 5, 10]
# Balanced, classes that do not appear in their order, unbalanced, many classes of which some are rare, one class.
CLASSES = ["ab", "cba", "bbbaaaccd", "aaaaaaaaaaaaaaaaaaab", "zbcdefghijklmnopqrstuvwxya", "a"]


def fold_all(splits):
    """FNV-1a over the row numbers of all splits, each with the number of its training rows between its parts."""
    value = 14695981039346656037
    for train, test in splits:
        for row in [*train, len(train), *test]:
            value = (value ^ int(row)) * 1099511628211 % 2**64
    return value


def cases():
    for rows, splits in itertools.product(ROWS, SPLITS):
        yield rows, splits, False, 0, "", False
        for seed in SEEDS:
            yield rows, splits, True, seed, "", False
    seeds = itertools.cycle(SEEDS)
    for rows, splits, classes, by_class in itertools.product(ROWS, SPLITS, CLASSES, [False, True]):
        yield rows, splits, False, 0, classes, by_class
        yield rows, splits, True, next(seeds), classes, by_class


warnings.filterwarnings("ignore", message="The least populated class")
print("// SPDX-License-Identifier: MIT")
print(f"// Recorded by record_folds.py from scikit-learn {sklearn.__version__} with NumPy {np.__version__}.")
print(
    """#pragma once

#include <cstdint>

#include <ockham/core/types.hpp>

namespace golden_folds {

struct Case {
    ockham::Index rows, n_splits;
    bool shuffle;
    std::uint32_t random_state;
    const char* classes;
    bool sorted;
    const char* fold;
    std::uint64_t hash;
};

// clang-format off
inline const Case cases[] = {"""
)
for rows, n_splits, shuffle, seed, classes, by_class in cases():
    length = len(classes)
    labels = [ord(classes[length * i // rows if by_class else 7 * i % length]) for i in range(rows)] if classes else None
    kind = StratifiedKFold if classes else KFold
    try:
        splits = list(kind(n_splits, shuffle=shuffle, random_state=seed if shuffle else None).split(np.zeros(rows), labels))
    except ValueError:
        continue
    fold = np.zeros(rows, int)
    for i, (_, test) in enumerate(splits):
        fold[test] = i
    text = "".join(chr(ord("A") + i) for i in fold[:100])
    print(
        f'    {{{rows}, {n_splits}, {str(shuffle).lower()}, {seed}u, "{classes}", {str(by_class).lower()}, "{text}", {fold_all(splits)}u}},'
    )
print(
    """};
// clang-format on

}  // namespace golden_folds"""
)
