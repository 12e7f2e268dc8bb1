// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/tensor.hpp>

namespace ockham::detail {

/// The column of the largest of so many numbers in a row, of equal ones the first. What is not a number is not looked at, as in
/// TensorFlow; a row of nothing else gives column 0.
[[nodiscard]] inline Index largest_column(const double* row, Index columns) {
    Index best = 0;
    for (Index j = 1; j < columns; ++j)
        if (row[j] > row[best] || (row[best] != row[best] && row[j] == row[j])) best = j;
    return best;
}

}  // namespace ockham::detail
