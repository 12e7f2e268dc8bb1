// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/tile.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

#ifdef __GNUC__

/// out(p, i) = in(i, p) for a square of Quarter's size, with rows `in_row` and `out_row` apart.
template <class Scalar>
__attribute__((always_inline)) inline void transpose_square(const Scalar* in, Index in_row, Scalar* out,
                                                            Index out_row) {
    using V = typename Quarter<Scalar>::Type;
    const V x0 = *reinterpret_cast<const V*>(in), x1 = *reinterpret_cast<const V*>(in + in_row);
    if constexpr (Quarter<Scalar>::size == 4) {
        const V x2 = *reinterpret_cast<const V*>(in + 2 * in_row),
                x3 = *reinterpret_cast<const V*>(in + 3 * in_row);
        const V low01 = __builtin_shufflevector(x0, x1, 0, 4, 1, 5),
                low23 = __builtin_shufflevector(x2, x3, 0, 4, 1, 5),
                high01 = __builtin_shufflevector(x0, x1, 2, 6, 3, 7),
                high23 = __builtin_shufflevector(x2, x3, 2, 6, 3, 7);
        *reinterpret_cast<V*>(out) = __builtin_shufflevector(low01, low23, 0, 1, 4, 5);
        *reinterpret_cast<V*>(out + out_row) = __builtin_shufflevector(low01, low23, 2, 3, 6, 7);
        *reinterpret_cast<V*>(out + 2 * out_row) = __builtin_shufflevector(high01, high23, 0, 1, 4, 5);
        *reinterpret_cast<V*>(out + 3 * out_row) = __builtin_shufflevector(high01, high23, 2, 3, 6, 7);
    } else {
        *reinterpret_cast<V*>(out) = __builtin_shufflevector(x0, x1, 0, 2);
        *reinterpret_cast<V*>(out + out_row) = __builtin_shufflevector(x0, x1, 1, 3);
    }
}

#endif

#ifdef OCKHAM_X86
/// Copies `count` rows of `bytes` bytes, a multiple of 8, that begin `distance` bytes apart.
__attribute__((target("avx"))) OCKHAM_OPTIMIZE inline void copy_rows(void* to, const void* from, Index bytes,
                                                                     Index distance, Index count) {
    const Index whole = bytes / 32 * 32;
    for (Index row = 0; row < count; ++row) {
        char* const out = static_cast<char*>(to) + row * bytes;
        const char* const in = static_cast<const char*>(from) + row * distance;
        for (Index at = 0; at < whole; at += 32) __builtin_memcpy(out + at, in + at, 32);
        if (bytes & 16) __builtin_memcpy(out + whole, in + whole, 16);
        if (bytes & 8) __builtin_memcpy(out + bytes - 8, in + bytes - 8, 8);
    }
}

/// to[p width + i] = from[i row + p] for p < depth and i < count, which are multiples of a quarter's size and of twice that. Each
/// half of a vector holds a row of a square, as in `transpose_square`, and the squares lie one below the other.
template <class Scalar>
__attribute__((target("avx"))) OCKHAM_OPTIMIZE void transpose(Scalar* to, Index width, const Scalar* from,
                                                              Index row, Index count, Index depth) {
    using V = typename Quarter<Scalar>::Type;
    typedef Scalar Two __attribute__((vector_size(32), aligned(alignof(Scalar)), may_alias));
    constexpr Index size = Quarter<Scalar>::size;
    for (Index i = 0; i < count; i += 2 * size)
        for (Index p = 0; p < depth; p += size) {
            Two x[size];
#pragma GCC unroll 4
            for (Index r = 0; r < size; ++r) {
                const Scalar* const upper = from + (i + r) * row + p;
                const V a = *reinterpret_cast<const V*>(upper),
                        b = *reinterpret_cast<const V*>(upper + size * row);
                if constexpr (size == 4)
                    x[r] = __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7);
                else
                    x[r] = __builtin_shufflevector(a, b, 0, 1, 2, 3);
            }
            Scalar* const out = to + p * width + i;
            if constexpr (size == 4) {
                const Two low01 = __builtin_shufflevector(x[0], x[1], 0, 8, 1, 9, 4, 12, 5, 13),
                          low23 = __builtin_shufflevector(x[2], x[3], 0, 8, 1, 9, 4, 12, 5, 13),
                          high01 = __builtin_shufflevector(x[0], x[1], 2, 10, 3, 11, 6, 14, 7, 15),
                          high23 = __builtin_shufflevector(x[2], x[3], 2, 10, 3, 11, 6, 14, 7, 15);
                *reinterpret_cast<Two*>(out) =
                    __builtin_shufflevector(low01, low23, 0, 1, 8, 9, 4, 5, 12, 13);
                *reinterpret_cast<Two*>(out + width) =
                    __builtin_shufflevector(low01, low23, 2, 3, 10, 11, 6, 7, 14, 15);
                *reinterpret_cast<Two*>(out + 2 * width) =
                    __builtin_shufflevector(high01, high23, 0, 1, 8, 9, 4, 5, 12, 13);
                *reinterpret_cast<Two*>(out + 3 * width) =
                    __builtin_shufflevector(high01, high23, 2, 3, 10, 11, 6, 7, 14, 15);
            } else {
                *reinterpret_cast<Two*>(out) = __builtin_shufflevector(x[0], x[1], 0, 4, 2, 6);
                *reinterpret_cast<Two*>(out + width) = __builtin_shufflevector(x[0], x[1], 1, 5, 3, 7);
            }
        }
}
#endif

/// to(p, i) = from(i, p) for i < count, and 0 for count <= i < width, where from(i, p) is from[i row + p column] and to(p, i) is
/// to[p width + i], p < depth: the order in which a tile reads.
template <class Scalar>
OCKHAM_OPTIMIZE void pack(Scalar* to, Index width, const Scalar* from, Index row, Index column, Index count,
                          Index depth) {
    if (count < width) std::memset(to, 0, sizeof(Scalar) * static_cast<std::size_t>(width * depth));
#ifdef OCKHAM_X86
    constexpr Index size_of_entry = sizeof(Scalar);
    if (instruction_set() != InstructionSet::portable) {
        if (row == 1 && count == width && width * size_of_entry % 8 == 0)
            return copy_rows(to, from, width * size_of_entry, column * size_of_entry, depth);
        if (column == 1 && count % (32 / size_of_entry) == 0 && depth % (16 / size_of_entry) == 0)
            return transpose(to, width, from, row, count, depth);
    }
#endif
    Index i0 = 0, p0 = 0;  // what is left begins at column i0, and in the columns before that at row p0
#ifdef __GNUC__
    using V = typename Quarter<Scalar>::Type;
    constexpr Index size = Quarter<Scalar>::size;
    i0 = count - count % size;
    if (row == 1) {
        p0 = depth;
        for (Index p = 0; p < depth; ++p)
            for (Index i = 0; i < i0; i += size)
                *reinterpret_cast<V*>(to + p * width + i) =
                    *reinterpret_cast<const V*>(from + p * column + i);
    } else if (column == 1) {
        p0 = depth - depth % size;
        for (Index p = 0; p < p0; p += size)
            for (Index i = 0; i < i0; i += size)
                transpose_square(from + i * row + p, row, to + p * width + i, width);
    }
#endif
    if (p0 < depth || i0 < count)
        for (Index p = 0; p < depth; ++p)
            for (Index i = p < p0 ? i0 : 0; i < count; ++i) to[p * width + i] = from[i * row + p * column];
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
