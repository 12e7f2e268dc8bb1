// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/tile.hpp>

#ifdef OCKHAM_X86

// The innermost loop of every matrix product. It is written in assembly because that alone is as fast at -O0 as at -O3
// -march=native, in every compiler, and next to nothing to compile. What surrounds it is C++.
//
// The rows of a tile of c stay in vector registers, two vectors a row (or one), where they begin as the rows of start. A step
// in depth reads one row of b; then, for each row of the tile, it spreads one number of a over a vector, multiplies it by the
// row of b, and adds the product to the row of the tile.
//
//     rax, rdx    the first and the fifth row of start, then of a, then of c
//     r8, r9      the distance of their rows in bytes, and three times that
//     rcx, r11    the row of b, and the distance to the next
//     r10         the distance between the columns of a
//     rsi         how many steps are left
//     vectors     12 and 13: the row of b; 14: the number of a; all others: the tile
//
// A tile that copies also writes the rows of b one after the other, to where rdi points.
//
// In the macros, V is the kind of vector (ymm, zmm) and S its bytes, T the type of a number (s, d) and B the logarithm of its
// bytes, N the vectors a row; ROW is done for each row of the tile, which is found at AT and summed in vectors X and Y.

#define OCKHAM_LOAD_1(V, S, T, AT, X, Y) "vmovup" T " " AT ", %%" V X "\n"
#define OCKHAM_LOAD_2(V, S, T, AT, X, Y) OCKHAM_LOAD_1(V, S, T, AT, X, Y) "vmovup" T " " S AT ", %%" V Y "\n"
#define OCKHAM_STORE_1(V, S, T, AT, X, Y) "vmovup" T " %%" V X ", " AT "\n"
#define OCKHAM_STORE_2(V, S, T, AT, X, Y) \
    OCKHAM_STORE_1(V, S, T, AT, X, Y) "vmovup" T " %%" V Y ", " S AT "\n"
#define OCKHAM_ADD_1(V, S, T, AT, X, Y) \
    "vbroadcasts" T " " AT ", %%" V "14\n vfmadd231p" T " %%" V "12, %%" V "14, %%" V X "\n"
#define OCKHAM_ADD_2(V, S, T, AT, X, Y) \
    OCKHAM_ADD_1(V, S, T, AT, X, Y) "vfmadd231p" T " %%" V "13, %%" V "14, %%" V Y "\n"
#define OCKHAM_KEEP(V, S, T)
#define OCKHAM_COPY(V, S, T) OCKHAM_STORE_2(V, S, T, "(%%rdi)", "12", "13") "add $2*" S ", %%rdi\n"

#define OCKHAM_4_ROWS(ROW, V, S, T)        \
    ROW(V, S, T, "(%%rax)", "0", "1")      \
    ROW(V, S, T, "(%%rax,%%r8)", "2", "3") \
    ROW(V, S, T, "(%%rax,%%r8,2)", "4", "5") ROW(V, S, T, "(%%rax,%%r9)", "6", "7")
#define OCKHAM_6_ROWS(ROW, V, S, T) \
    OCKHAM_4_ROWS(ROW, V, S, T) ROW(V, S, T, "(%%rdx)", "8", "9") ROW(V, S, T, "(%%rdx,%%r8)", "10", "11")
#define OCKHAM_8_ROWS(ROW, V, S, T) \
    OCKHAM_6_ROWS(ROW, V, S, T)     \
    ROW(V, S, T, "(%%rdx,%%r8,2)", "16", "17") ROW(V, S, T, "(%%rdx,%%r9)", "18", "19")
#define OCKHAM_FIND_ROWS(FIRST, DISTANCE, B)                          \
    "mov " FIRST "(%0), %%rax\n mov " DISTANCE "(%0), %%r8\n shl $" B \
    ", %%r8\n"                                                        \
    "lea (%%r8,%%r8,2), %%r9\n lea (%%rax,%%r8,4), %%rdx\n"

#define OCKHAM_TILE(NAME, TARGET, ROWS, N, COPY, V, S, SCALAR, T, B, ...)                                               \
    __attribute__((target(TARGET), noinline)) inline void NAME(const TileTask<SCALAR>& task) {                          \
        asm volatile(OCKHAM_FIND_ROWS("40", "48", B) ROWS(OCKHAM_LOAD_##N, V, S, T)                                   \
                     OCKHAM_FIND_ROWS("0", "8", B)                                                                    \
                     "mov 16(%0), %%r10\n shl $" B ", %%r10\n mov 24(%0), %%rcx\n"                                    \
                     "mov 32(%0), %%r11\n shl $" B ", %%r11\n mov 72(%0), %%rsi\n mov 80(%0), %%rdi\n"                \
                     "test %%rsi, %%rsi\n jz 2f\n .p2align 5\n"                                                       \
                     "1: " OCKHAM_LOAD_##N(V, S, T, "(%%rcx)", "12", "13") COPY(V, S, T) ROWS(OCKHAM_ADD_##N, V, S, T) \
                     "add %%r11, %%rcx\n add %%r10, %%rax\n add %%r10, %%rdx\n dec %%rsi\n jnz 1b\n"                  \
                     "2: " OCKHAM_FIND_ROWS("56", "64", B) ROWS(OCKHAM_STORE_##N, V, S, T) "vzeroupper\n"             \
                     :                                                                                                \
                     : "r"(&task)                                                                                     \
                     : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "cc", "memory", "xmm0", "xmm1",   \
                       "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",     \
                       "xmm13", "xmm14" __VA_ARGS__); \
    }
#define OCKHAM_AVX2_TILE(NAME, ROWS, N, COPY, ...) \
    OCKHAM_TILE(NAME, "avx2,fma", ROWS, N, COPY, "ymm", "32", __VA_ARGS__)
#define OCKHAM_AVX512_TILE(NAME, ROWS, N, COPY, ...)                                                   \
    OCKHAM_TILE(NAME, "avx512f", ROWS, N, COPY, "zmm", "64", __VA_ARGS__, , "xmm16", "xmm17", "xmm18", \
                "xmm19")

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

OCKHAM_AVX2_TILE(avx2_whole, OCKHAM_6_ROWS, 2, OCKHAM_KEEP, float, "s", "2")
OCKHAM_AVX2_TILE(avx2_copying, OCKHAM_6_ROWS, 2, OCKHAM_COPY, float, "s", "2")
OCKHAM_AVX2_TILE(avx2_narrow, OCKHAM_6_ROWS, 1, OCKHAM_KEEP, float, "s", "2")
OCKHAM_AVX2_TILE(avx2_low, OCKHAM_4_ROWS, 2, OCKHAM_KEEP, float, "s", "2")
OCKHAM_AVX2_TILE(avx2_whole, OCKHAM_6_ROWS, 2, OCKHAM_KEEP, double, "d", "3")
OCKHAM_AVX2_TILE(avx2_copying, OCKHAM_6_ROWS, 2, OCKHAM_COPY, double, "d", "3")
OCKHAM_AVX2_TILE(avx2_narrow, OCKHAM_6_ROWS, 1, OCKHAM_KEEP, double, "d", "3")
OCKHAM_AVX2_TILE(avx2_low, OCKHAM_4_ROWS, 2, OCKHAM_KEEP, double, "d", "3")
OCKHAM_AVX512_TILE(avx512_whole, OCKHAM_8_ROWS, 2, OCKHAM_KEEP, float, "s", "2")
OCKHAM_AVX512_TILE(avx512_copying, OCKHAM_8_ROWS, 2, OCKHAM_COPY, float, "s", "2")
OCKHAM_AVX512_TILE(avx512_narrow, OCKHAM_8_ROWS, 1, OCKHAM_KEEP, float, "s", "2")
OCKHAM_AVX512_TILE(avx512_low, OCKHAM_4_ROWS, 2, OCKHAM_KEEP, float, "s", "2")
OCKHAM_AVX512_TILE(avx512_whole, OCKHAM_8_ROWS, 2, OCKHAM_KEEP, double, "d", "3")
OCKHAM_AVX512_TILE(avx512_copying, OCKHAM_8_ROWS, 2, OCKHAM_COPY, double, "d", "3")
OCKHAM_AVX512_TILE(avx512_narrow, OCKHAM_8_ROWS, 1, OCKHAM_KEEP, double, "d", "3")
OCKHAM_AVX512_TILE(avx512_low, OCKHAM_4_ROWS, 2, OCKHAM_KEEP, double, "d", "3")

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail

#undef OCKHAM_LOAD_1
#undef OCKHAM_LOAD_2
#undef OCKHAM_STORE_1
#undef OCKHAM_STORE_2
#undef OCKHAM_ADD_1
#undef OCKHAM_ADD_2
#undef OCKHAM_KEEP
#undef OCKHAM_COPY
#undef OCKHAM_4_ROWS
#undef OCKHAM_6_ROWS
#undef OCKHAM_8_ROWS
#undef OCKHAM_FIND_ROWS
#undef OCKHAM_TILE
#undef OCKHAM_AVX2_TILE
#undef OCKHAM_AVX512_TILE

#endif  // OCKHAM_X86

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// The tiles of the instruction set in use.
template <class Scalar>
Tile<Scalar> tile() {
#ifdef OCKHAM_X86
    constexpr Index quarter = 16 / static_cast<Index>(sizeof(Scalar));
    if (instruction_set() == InstructionSet::avx512)
        return {8, 8 * quarter, avx512_whole, avx512_narrow, avx512_low, avx512_copying};
    if (instruction_set() == InstructionSet::avx2)
        return {6, 4 * quarter, avx2_whole, avx2_narrow, avx2_low, avx2_copying};
#endif
    return {4,
            2 * Quarter<Scalar>::size,
            portable_tile<Scalar, 2>,
            portable_tile<Scalar, 1>,
            portable_tile<Scalar, 2>,
            nullptr};
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
