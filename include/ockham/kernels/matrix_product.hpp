// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include <ockham/core/tensor.hpp>

namespace ockham::kernels {

namespace detail {

#if defined(__AVX512F__)
inline constexpr int vector_bytes = 64;
#elif defined(__AVX__)
inline constexpr int vector_bytes = 32;
#else
inline constexpr int vector_bytes = 16;
#endif

/// As many numbers as one register holds, in the compilers' own vector type (GCC and Clang), at any address.
template <int bytes, class Scalar>
struct Vector {
    typedef Scalar Type __attribute__((vector_size(bytes), aligned(alignof(Scalar)), may_alias));
    static constexpr Index size = bytes / static_cast<Index>(sizeof(Scalar));
};

/// A matrix to be read: entry (i, j) is data[i * row + j * column]. With its strides exchanged it is
/// transposed.
template <class Scalar>
struct Strided {
    const Scalar* data;
    Index row, column;

    const Scalar* at(Index i, Index j) const { return data + i * row + j * column; }
};

inline constexpr Index tile_rows = 4;
inline constexpr Index tile_vectors = 2;
template <int bytes, class Scalar>
inline constexpr Index tile_columns = tile_vectors* Vector<bytes, Scalar>::size;
inline constexpr Index depth_block = 256;

/// c(0..rows, 0..columns) = start + a b for one tile, whose sums stay in registers. `b` points to `depth`
/// rows of tile_columns numbers, `b_row` apart. Rows past `rows` compute the last one again; what lies past
/// `columns` is dropped. The register's size is part of the name, so that files compiled for different
/// processors do not share a tile.
template <int bytes, class Scalar>
void product_tile(Index depth, Strided<Scalar> a, const Scalar* b, Index b_row, const Scalar* start,
                  Index start_row, Scalar* c, Index c_row, Index rows, Index columns) {
    using V = typename Vector<bytes, Scalar>::Type;
    constexpr Index size = Vector<bytes, Scalar>::size, width = tile_columns<bytes, Scalar>;
    const auto load = [](const Scalar* p) { return *reinterpret_cast<const V*>(p); };

    V sum[tile_rows][tile_vectors] = {};
    const Scalar* row[tile_rows];
#pragma GCC unroll 4
    for (Index r = 0; r < tile_rows; ++r) row[r] = a.at(std::min(r, rows - 1), 0);
    for (Index p = 0; p < depth; ++p, b += b_row) {
        const V b0 = load(b), b1 = load(b + size);
#pragma GCC unroll 4
        for (Index r = 0; r < tile_rows; ++r) {
            const Scalar left = row[r][p * a.column];
            sum[r][0] += left * b0;
            sum[r][1] += left * b1;
        }
    }

    const bool whole = columns == width;
#pragma GCC unroll 4
    for (Index r = 0; r < tile_rows; ++r) {
        if (r >= rows) break;
        Scalar* to = c + r * c_row;
        const Scalar* from = start ? start + r * start_row : nullptr;
        if (whole) {
            for (Index v = 0; v < tile_vectors; ++v)
                *reinterpret_cast<V*>(to + v * size) = from ? load(from + v * size) + sum[r][v] : sum[r][v];
        } else {
            for (Index j = 0; j < columns; ++j) {
                const Scalar value = sum[r][j / size][j % size];
                to[j] = from ? from[j] + value : value;
            }
        }
    }
}

/// C (m x n) = start + A (m x k) B (k x n). `start` is null for zero, a row to be added to every row
/// (`start_row` 0), or C.
///
/// B goes through in blocks of depth_block rows and one tile's columns, copied so that a block is read
/// without gaps and whole even at the right edge; A is read in place.
template <int bytes, class Scalar>
void product(Index m, Index n, Index k, Strided<Scalar> a, Strided<Scalar> b, const Scalar* start,
             Index start_row, Scalar* c, Index c_row) {
    constexpr Index width = tile_columns<bytes, Scalar>;
    alignas(64) Scalar block[depth_block * width];
    for (Index j = 0; j < n; j += width) {
        const Index columns = std::min(width, n - j);
        for (Index p = 0; p == 0 || p < k; p += depth_block) {
            const Index depth = std::min(depth_block, k - p);
            const bool in_place = b.column == 1 && columns == width && m <= 8 * tile_rows;
            if (!in_place)
                for (Index q = 0; q < depth; ++q)
                    for (Index i = 0; i < width; ++i)
                        block[q * width + i] = i < columns ? *b.at(p + q, j + i) : 0;
            const Scalar* right = in_place ? b.at(p, j) : block;
            for (Index i = 0; i < m; i += tile_rows) {
                Scalar* to = c + i * c_row + j;
                const Scalar* from = p > 0 ? to : start ? start + i * start_row + j : nullptr;
                product_tile<bytes, Scalar>(depth, {a.at(i, p), a.row, a.column}, right,
                                            in_place ? b.row : width, from, p > 0 ? c_row : start_row, to,
                                            c_row, std::min(tile_rows, m - i), columns);
            }
        }
    }
}

template <class Matrix>
auto strided(const Matrix& m) {
    return Strided<std::remove_const_t<typename Matrix::Scalar>>{m.data(), m.cols(), 1};
}
template <class Matrix>
auto transposed(const Matrix& m) {
    return Strided<std::remove_const_t<typename Matrix::Scalar>>{m.data(), 1, m.cols()};
}

}  // namespace detail

/// c = a b, and with a row `bias` (null: none) c = a b + bias in every row. Shapes: a (m, k), b (k, n), bias
/// (n), c (m, n).
template <class Scalar>
void multiply(In<Scalar> a, In<Scalar> b, const Scalar* bias, InOut<Scalar> c) {
    detail::product<detail::vector_bytes>(a.rows(), b.cols(), a.cols(), detail::strided(a),
                                          detail::strided(b), bias, 0, c.data(), c.cols());
}

/// c = a bᵀ. Shapes: a (m, k), b (n, k), c (m, n).
template <class Scalar>
void multiply_transposed(In<Scalar> a, In<Scalar> b, InOut<Scalar> c) {
    const Scalar* zero = nullptr;
    detail::product<detail::vector_bytes>(a.rows(), b.rows(), a.cols(), detail::strided(a),
                                          detail::transposed(b), zero, 0, c.data(), c.cols());
}

/// c += aᵀ b. Shapes: a (k, m), b (k, n), c (m, n).
template <class Scalar>
void add_transposed_multiply(In<Scalar> a, In<Scalar> b, InOut<Scalar> c) {
    const Scalar* start = c.data();
    detail::product<detail::vector_bytes>(a.cols(), b.cols(), a.rows(), detail::transposed(a),
                                          detail::strided(b), start, c.cols(), c.data(), c.cols());
}

}  // namespace ockham::kernels
