// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

// What all files of a program must agree on, so that what one of them makes another can use: memory that Eigen aligns in one
// way must not be freed in another. Each file defines the numbers below as symbols. A linker takes a symbol that has one
// value in all files, and refuses two, unless both files are compiled with -flto:
//
//     multiple definition of `ockham_all_files_need_one_EIGEN_MAX_ALIGN_BYTES'
#if defined(__ELF__) && defined(__GNUC__)
#define OCKHAM_AGREE_TEXT(value) #value
#define OCKHAM_AGREE_ON(name, value)                                                            \
    asm volatile(".globl ockham_all_files_need_" #name "\n.hidden ockham_all_files_need_" #name \
                 "\n.set ockham_all_files_need_" #name ", " OCKHAM_AGREE_TEXT(value) "\n")

#if defined(__SANITIZE_ADDRESS__)
#define OCKHAM_SANITIZER 1
#elif defined(__SANITIZE_THREAD__)
#define OCKHAM_SANITIZER 2
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OCKHAM_SANITIZER 1
#elif __has_feature(thread_sanitizer)
#define OCKHAM_SANITIZER 2
#elif __has_feature(memory_sanitizer)
#define OCKHAM_SANITIZER 3
#endif
#endif
#ifndef OCKHAM_SANITIZER
#define OCKHAM_SANITIZER 0
#endif

#ifdef OCKHAM_COMPILED
#define OCKHAM_MODE 1
#else
#define OCKHAM_MODE 0
#endif

#ifdef OCKHAM_PORTABLE
#define OCKHAM_IS_PORTABLE 1
#else
#define OCKHAM_IS_PORTABLE 0
#endif

namespace ockham::detail {

// In a function that nobody calls: outside of one, Clang with -flto takes such numbers for things that are defined twice.
[[gnu::used]] static void agree_with_all_files() {
    // Which -march decides, unless it is defined.
    OCKHAM_AGREE_ON(one_EIGEN_MAX_ALIGN_BYTES, EIGEN_DEFAULT_ALIGN_BYTES);
    OCKHAM_AGREE_ON(one_version_of_Eigen, EIGEN_WORLD_VERSION * 10000 + EIGEN_MAJOR_VERSION * 100);
    OCKHAM_AGREE_ON(one_sanitizer, OCKHAM_SANITIZER);
    OCKHAM_AGREE_ON(OCKHAM_PORTABLE_or_none, OCKHAM_IS_PORTABLE);
    OCKHAM_AGREE_ON(OCKHAM_COMPILED_or_none, OCKHAM_MODE);
}

}  // namespace ockham::detail

#undef OCKHAM_AGREE_ON
#undef OCKHAM_AGREE_TEXT
#undef OCKHAM_SANITIZER
#undef OCKHAM_MODE
#undef OCKHAM_IS_PORTABLE
#endif
