// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/pack.hpp>
#include <ockham/kernels/strided.hpp>
#include <ockham/kernels/threads.hpp>
#include <ockham/kernels/tile.hpp>
#include <ockham/kernels/tile_x86.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// How much of A and B is worked on at a time: a packed panel of B, this deep and a tile wide, stays in the first cache, so many
/// rows of A stay in the second.
inline constexpr Index depth_block = 256, row_block = 256;

/// Memory for rows of A, packed, that each thread keeps from product to product.
template <class Scalar>
Scalar* packed_rows() {
    static thread_local const std::unique_ptr<Scalar[]> rows(new Scalar[(row_block + 8) * depth_block]);
    return rows.get();
}

/// C (m x n) = start + A (m x k) B (k x n). `start` is null for zero, a row to be added to every row (`start_row` 0), or C.
///
/// B goes through the first cache in panels as wide as a tile, copied into the order in which tiles read them unless only few
/// rows do. A is read in place; it is copied if its columns, not its rows, lie together, and there are panels enough to make
/// that worth while. Every entry of C is the sum in the order of depth of one fused multiplication and addition each, whatever
/// tile it is in and whichever thread computes it.
template <class Scalar>
class Product {
public:
    Product(Index m, Index n, Index k, Strided<Scalar> a, Strided<Scalar> b, const Scalar* start,
            Index start_row, Scalar* c, Index c_row)
        : m_{m}, n_{n}, k_{k}, a_{a}, b_{b}, start_{start}, start_row_{start_row}, c_{c}, c_row_{c_row} {}

    void compute() const {
        if (m_ == 0 || n_ == 0) return;
        const Index all = threads();
        Index high = std::min(m_, row_block), wide = n_;
        if (all > 1 && m_ * n_ * k_ >= 200'000) {
            // By rows, every thread packs all of B; by columns, every thread reads all of A.
            const Index panels = (n_ + tile_.columns - 1) / tile_.columns;
            if (packs_rows() || panels < 2 * all || n_ * k_ <= 16384)
                high = std::min(high, round_up((m_ + all - 1) / all, tile_.rows));
            else
                wide = (panels + all - 1) / all * tile_.columns;
        }
        const Index across = (n_ + wide - 1) / wide, down = (m_ + high - 1) / high;
        const auto piece = [&](Index number) {
            const Index i = number / across * high, j = number % across * wide;
            block(i, std::min(i + high, m_), j, std::min(j + wide, n_));
        };
        parallel_pieces(across * down, piece);
    }

    /// The same by this thread alone, as a part of something that is done by several.
    void compute_alone() const {
        for (Index i = 0; n_ > 0 && i < m_; i += row_block) block(i, std::min(i + row_block, m_), 0, n_);
    }

private:
    /// A panel's place in depth and columns, and where its rows are read.
    struct Panel {
        Index i0, i1;           // rows of C
        Index j, columns;       // columns of C, a tile's at most
        TileTask<Scalar> task;  // with b, depth and the distances
        const Scalar* start;    // of row 0
        const Scalar* packed;   // rows of A, or null: in place
        const Scalar* left;     // row 0 of A in place
    };

    /// The columns of the narrowest tile that `columns` fit into.
    [[nodiscard]] Index width_of(Index columns) const {
        return columns <= tile_.columns / 2 ? tile_.columns / 2 : tile_.columns;
    }
    static Index round_up(Index i, Index step) { return (i + step - 1) / step * step; }
    [[nodiscard]] bool packs_rows() const { return a_.column != 1 && m_ >= tile_.rows && n_ >= 128; }

    /// Rows i0 to i1 of columns j0 to j1.
    void block(Index i0, Index i1, Index j0, Index j1) const {
        static constexpr Scalar zeros[largest_columns<Scalar>] = {};
        alignas(64) Scalar packed[depth_block * largest_columns<Scalar>];
        Scalar* left = packs_rows() ? packed_rows<Scalar>() : nullptr;
        for (Index p = 0; p == 0 || p < k_; p += depth_block) {
            const Index depth = std::min(depth_block, k_ - p);
            for (Index i = i0; left != nullptr && i < i1; i += tile_.rows)
                pack(left + (i - i0) * depth, tile_.rows, a_.at(i, p), a_.row, a_.column,
                     std::min(tile_.rows, i1 - i), depth);
            for (Index j = j0; j < j1; j += tile_.columns) {
                Panel panel{i0, i1, j, std::min(tile_.columns, j1 - j), {}, nullptr, left, a_.at(0, p)};
                TileTask<Scalar>& task = panel.task;
                task.a_row = left ? 1 : a_.row;
                task.a_column = left ? tile_.rows : a_.column;
                task.depth = depth;
                const Scalar* start = p > 0 ? c_ : start_;
                panel.start = start ? start + j : zeros;
                task.start_row = p > 0 ? c_row_ : start ? start_row_ : 0;
                task.c_row = c_row_;
                rows(panel, bring(panel, p, packed));
            }
        }
    }

    /// Points the task to the panel of B at depth p: in place, or in a copy if many rows of A pass by and it does not lie together.
    /// Returns the first row that remains to be computed, as the tile that makes the copy is the first one, where it can.
    Index bring(Panel& panel, Index p, Scalar* packed) const {
        TileTask<Scalar>& task = panel.task;
        const Scalar* const from = b_.at(p, panel.j);
        const bool rows_lie_together = b_.column == 1 && panel.columns == tile_.columns;
        task.b = from, task.b_row = b_.row;
        if (rows_lie_together && (panel.i1 - panel.i0 <= 2 * tile_.rows || task.depth * b_.row <= 8192))
            return panel.i0;
        const Index width = width_of(panel.columns);
        const bool tile_copies = rows_lie_together && tile_.copying;
        if (tile_copies) {
            task.copy = packed;
            place(panel, panel.i0);
            tile_.copying(task);
        } else {
            pack(packed, width, from, b_.column, b_.row, panel.columns, task.depth);
        }
        task.b = packed, task.b_row = width;
        return tile_copies ? panel.i0 + tile_.rows : panel.i0;
    }

    /// Points the task to row i of A, of start and of C.
    __attribute__((always_inline)) void place(Panel& panel, Index i) const {
        TileTask<Scalar>& task = panel.task;
        task.a = panel.packed ? panel.packed + (i - panel.i0) * task.depth : panel.left + i * a_.row;
        task.start = panel.start + i * task.start_row;
        task.c = c_ + i * c_row_ + panel.j;
    }

    /// Row i and what is below it.
    OCKHAM_OPTIMIZE void rows(Panel& panel, Index i) const {
        const Index width = width_of(panel.columns);
        const auto whole = width < tile_.columns ? tile_.narrow : tile_.whole;
        if (panel.columns == width)
            for (; i + tile_.rows <= panel.i1; i += tile_.rows) {
                place(panel, i);
                whole(panel.task);
            }
        if (panel.columns == tile_.columns && i + 4 <= panel.i1) {
            place(panel, i);
            tile_.low(panel.task);
            i += 4;
        }
        while (i < panel.i1) i += edge(panel, i);
    }

    /// Computes some rows from row i, where a whole tile does not fit, through a copy; returns how many.
    Index edge(Panel panel, Index i) const {
        TileTask<Scalar>& task = panel.task;
        const Index left = panel.i1 - i;
        auto compute = tile_.low;
        Index width = tile_.columns, high = 4;  // of the tile
        Index before = 0;                       // how many of its rows are above row i
        if (left >= tile_.rows) {
            width = width_of(panel.columns), high = tile_.rows;
            compute = width < tile_.columns ? tile_.narrow : tile_.whole;
        } else if (left < 4 && panel.packed == nullptr) {
            if (panel.i1 - panel.i0 >= 4)
                before = 4 - left;
            else
                high = 1;
        }
        place(panel, i - before);
        if (const Index done = i - panel.i0, within = done % tile_.rows; panel.packed)
            task.a = panel.packed + (done - within) * task.depth + within;
        const Index count = std::min(left, high - before);

        // Of start, padded with zeros lest garbage be slow to compute with, and then of C.
        alignas(64) Scalar copy[8 * largest_columns<Scalar>];
        const bool one_start = task.start_row == 0 || high == 1;  // for all rows
        const Index first = one_start ? 0 : before;
        std::memset(copy, 0, sizeof(Scalar) * static_cast<std::size_t>((one_start ? 1 : high) * width));
        for (Index r = 0; r < (one_start ? 1 : count); ++r)
            for (Index q = 0; q < panel.columns; ++q)
                copy[(first + r) * width + q] = task.start[(before + r) * task.start_row + q];
        Scalar* const c = task.c + before * c_row_;
        task.start = task.c = copy;
        task.start_row = one_start ? 0 : width;
        task.c_row = width;
        if (high == 1) task.a_row = 0;  // four times the same row
        compute(task);
        for (Index r = 0; r < count; ++r)
            for (Index q = 0; q < panel.columns; ++q) c[r * c_row_ + q] = copy[(before + r) * width + q];
        return count;
    }

    Index m_, n_, k_;
    Strided<Scalar> a_, b_;
    const Scalar* start_;
    Index start_row_;
    Scalar* c_;
    Index c_row_;
    Tile<Scalar> tile_ = tile<Scalar>();
};

}  // namespace detail

/// c = a b, and with a row `bias` (null: none) c = a b + bias in every row. Shapes: a (m, k), b (k, n), bias (n), c (m, n).
template <class Scalar>
void multiply(In<Scalar> a, In<Scalar> b, const Scalar* bias, InOut<Scalar> c) {
    detail::Product<Scalar>(a.rows(), b.cols(), a.cols(), detail::strided(a), detail::strided(b), bias, 0,
                            c.data(), c.cols())
        .compute();
}

/// c = a bᵀ. Shapes: a (m, k), b (n, k), c (m, n).
template <class Scalar>
void multiply_transposed(In<Scalar> a, In<Scalar> b, InOut<Scalar> c) {
    detail::Product<Scalar>(a.rows(), b.rows(), a.cols(), detail::strided(a), detail::transposed(b), nullptr,
                            0, c.data(), c.cols())
        .compute();
}

/// c = aᵀ b. Shapes: a (k, m), b (k, n), c (m, n).
template <class Scalar>
void transposed_multiply(In<Scalar> a, In<Scalar> b, InOut<Scalar> c) {
    detail::Product<Scalar>(a.cols(), b.cols(), a.rows(), detail::transposed(a), detail::strided(b), nullptr,
                            0, c.data(), c.cols())
        .compute();
}

/// c += aᵀ b. Shapes: a (k, m), b (k, n), c (m, n).
template <class Scalar>
void add_transposed_multiply(In<Scalar> a, In<Scalar> b, InOut<Scalar> c) {
    detail::Product<Scalar>(a.cols(), b.cols(), a.rows(), detail::transposed(a), detail::strided(b), c.data(),
                            c.cols(), c.data(), c.cols())
        .compute();
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
