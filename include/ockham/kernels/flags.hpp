// SPDX-License-Identifier: MIT
#pragma once

// OCKHAM_FLAGS names the flags of the compiler that decide what a kernel is compiled to: whether it optimizes, which
// instructions it may use anywhere, and whether kernels for others are left out (OCKHAM_PORTABLE).
//
// It is an inline namespace around all kernels, and so a part of their names, as in `kernels::optimized_avx2::map`. Of
// functions with one name, a program has only one: without it, files that are compiled for different processors would share
// a kernel that only some of these can run, and files with and without optimization a slow one.
#if defined(__AVX512F__)
#define OCKHAM_FLAGS_INSTRUCTIONS avx512
#elif defined(__AVX2__)
#define OCKHAM_FLAGS_INSTRUCTIONS avx2
#elif defined(__AVX__)
#define OCKHAM_FLAGS_INSTRUCTIONS avx
#else
#define OCKHAM_FLAGS_INSTRUCTIONS baseline
#endif
#ifdef __FMA__
#define OCKHAM_FLAGS_FMA _fma
#else
#define OCKHAM_FLAGS_FMA
#endif
#ifdef OCKHAM_PORTABLE
#define OCKHAM_FLAGS_PORTABLE _portable
#else
#define OCKHAM_FLAGS_PORTABLE
#endif
#ifdef __OPTIMIZE__
#define OCKHAM_FLAGS_LEVEL optimized_
#else
#define OCKHAM_FLAGS_LEVEL plain_
#endif
#define OCKHAM_FLAGS_JOIN(level, instructions, fma, portable) level##instructions##fma##portable
#define OCKHAM_FLAGS_OF(level, instructions, fma, portable) \
    OCKHAM_FLAGS_JOIN(level, instructions, fma, portable)
#define OCKHAM_FLAGS \
    OCKHAM_FLAGS_OF(OCKHAM_FLAGS_LEVEL, OCKHAM_FLAGS_INSTRUCTIONS, OCKHAM_FLAGS_FMA, OCKHAM_FLAGS_PORTABLE)
