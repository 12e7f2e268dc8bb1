// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/types.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/instruction_set.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// What one tile computes: c = start + a b, for `rows` rows and `columns` columns that the tile's kind fixes.
///
///     a(r, p) = a[r a_row + p a_column],  b(p, j) = b[p b_row + j],  start(r, j) = start[r start_row + j],  c likewise,
///     0 <= p < depth
///
/// `start` may be `c`. A tile that copies also sets copy[p columns + j] = b(p, j). The assembly knows the order and size of these
/// members.
template <class Scalar>
struct TileTask {
    const Scalar* a;
    Index a_row, a_column;
    const Scalar* b;
    Index b_row;
    const Scalar* start;
    Index start_row;
    Scalar* c;
    Index c_row;
    Index depth;
    Scalar* copy;
};

/// The most columns that a tile has: two of the largest vectors.
template <class Scalar>
inline constexpr Index largest_columns = 128 / sizeof(Scalar);

/// The tiles of one instruction set: `whole` is rows x columns, `narrow` rows x columns / 2, `low` 4 x columns, and `copying`, which
/// may be null, rows x columns. They differ in how much they compute at once, not in what comes out.
template <class Scalar>
struct Tile {
    using Function = void (*)(const TileTask<Scalar>&);
    Index rows, columns;
    Function whole, narrow, low, copying;
};

/// 16 bytes of numbers at any address, which every processor computes with at once, in the vector types of GCC and Clang; for
/// other compilers one number.
template <class Scalar>
struct Quarter {
#ifdef __GNUC__
    typedef Scalar Type __attribute__((vector_size(16), aligned(alignof(Scalar)), may_alias));
    static constexpr Index size = 16 / sizeof(Scalar);
#else
    typedef Scalar Type;
    static constexpr Index size = 1;
#endif
};

/// A tile for any processor: 4 rows of `vectors` quarters.
template <class Scalar, Index vectors>
OCKHAM_OPTIMIZE void portable_tile(const TileTask<Scalar>& t) {
    using V = typename Quarter<Scalar>::Type;
    constexpr Index rows = 4, size = Quarter<Scalar>::size;
    V sum[rows][vectors];
#pragma GCC unroll 4
    for (Index r = 0; r < rows; ++r)
#pragma GCC unroll 2
        for (Index v = 0; v < vectors; ++v)
            sum[r][v] = *reinterpret_cast<const V*>(t.start + r * t.start_row + v * size);
    for (Index p = 0; p < t.depth; ++p)
#pragma GCC unroll 4
        for (Index r = 0; r < rows; ++r)
#pragma GCC unroll 2
            for (Index v = 0; v < vectors; ++v)
                sum[r][v] += t.a[r * t.a_row + p * t.a_column] *
                             *reinterpret_cast<const V*>(t.b + p * t.b_row + v * size);
#pragma GCC unroll 4
    for (Index r = 0; r < rows; ++r)
#pragma GCC unroll 2
        for (Index v = 0; v < vectors; ++v) *reinterpret_cast<V*>(t.c + r * t.c_row + v * size) = sum[r][v];
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
