// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

#include <ockham/core/types.hpp>
#include <ockham/kernels/flags.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// A matrix to be read: entry (i, j) is data[i row + j column]. With its strides exchanged it is transposed.
template <class Scalar>
struct Strided {
    const Scalar* data;
    Index row, column;

    [[nodiscard]] const Scalar* at(Index i, Index j) const { return data + i * row + j * column; }
};

/// A matrix whose rows lie one behind the other, as it is.
template <class Matrix>
auto strided(const Matrix& m) {
    return Strided<std::remove_const_t<typename Matrix::Scalar>>{m.data(), m.cols(), 1};
}

/// The same, transposed.
template <class Matrix>
auto transposed(const Matrix& m) {
    return Strided<std::remove_const_t<typename Matrix::Scalar>>{m.data(), 1, m.cols()};
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
