// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/types.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/instruction_set.hpp>

// Steps of sums over groups of a matrix's entries, row by row: entry i of a row belongs to group i * step, where step is 0 (the row
// is a group) or 1 (columns are).
namespace ockham::kernels::inline OCKHAM_FLAGS {

/// sums[i * step] += row[i]^2
template <class Scalar>
OCKHAM_OPTIMIZE void add_squares(const Scalar* row, Index columns, Index step, double* sums) {
    for (Index i = 0; i < columns; ++i)
        sums[i * step] += static_cast<double>(row[i]) * static_cast<double>(row[i]);
}

/// out[i] = out[i] + row[i] factors[i * step]
template <class Scalar>
OCKHAM_OPTIMIZE void add_products(const Scalar* row, Index columns, Index step, const double* factors,
                                  Scalar* out) {
    for (Index i = 0; i < columns; ++i)
        out[i] += static_cast<Scalar>(static_cast<double>(row[i]) * factors[i * step]);
}

/// row[i] = row[i] factors[i * step]
template <class Scalar>
OCKHAM_OPTIMIZE void multiply_by(Scalar* row, Index columns, Index step, const double* factors) {
    for (Index i = 0; i < columns; ++i)
        row[i] = static_cast<Scalar>(static_cast<double>(row[i]) * factors[i * step]);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
