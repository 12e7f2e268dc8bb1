// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <ockham/core/build.hpp>

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__) || \
    defined(__ASSOCIATIVE_MATH__)
#error \
    "Ockham needs infinities, NaN and sums in the order in which they are written: compile without -ffast-math (-Ofast, -ffinite-math-only, -fassociative-math), which would not make it faster."
#endif

// The faster kernels are written in the vector types and the assembly syntax of GCC and Clang. The memory sanitizer does
// not see what assembly writes.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(OCKHAM_PORTABLE)
#define OCKHAM_X86 1
#endif
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#undef OCKHAM_X86
#endif
#endif

// Kernels are optimized where the rest of their file is not. Clang has no such attribute. With GCC's address sanitizer it would
// take minutes to compile, so a file that is not optimized stays so.
#if defined(__GNUC__) && !defined(__clang__) && (defined(__OPTIMIZE__) || !defined(__SANITIZE_ADDRESS__))
#define OCKHAM_OPTIMIZE_WITH(...) __attribute__((optimize(__VA_ARGS__)))
#else
#define OCKHAM_OPTIMIZE_WITH(...)
#endif
#define OCKHAM_OPTIMIZE OCKHAM_OPTIMIZE_WITH("O2")

namespace ockham {

/// Which of its implementations a kernel uses: plain C++ for any processor, AVX2 with FMA, or AVX-512 (F, VL, BW, DQ). All
/// of them are in every program, whatever flags it was compiled with.
enum class InstructionSet { portable, avx2, avx512 };

[[nodiscard]] constexpr std::string_view to_string(InstructionSet set) {
    return set == InstructionSet::avx512 ? "avx512" : set == InstructionSet::avx2 ? "avx2" : "portable";
}

/// The best that this processor and operating system offer.
[[nodiscard]] InstructionSet best_instruction_set();

namespace detail {

/// What the environment variable OCKHAM_INSTRUCTION_SET asks for, or the best.
[[nodiscard]] InstructionSet first_instruction_set();

}  // namespace detail

/// The one in use: the best, unless the environment variable OCKHAM_INSTRUCTION_SET or `set_instruction_set` says
/// otherwise.
[[nodiscard]] InstructionSet instruction_set();

/// Uses `set` from now on, in all threads. Results differ in the last digits from one to another. Throws ArgumentError
/// if this processor does not have it.
void set_instruction_set(InstructionSet set);

}  // namespace ockham

#if OCKHAM_BODIES

#include <atomic>
#include <cstdlib>

#include <ockham/core/check.hpp>

namespace ockham {

OCKHAM_FUNC InstructionSet best_instruction_set() {
#ifdef OCKHAM_X86
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                       __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
                   ? InstructionSet::avx512
                   : InstructionSet::avx2;
#endif
    return InstructionSet::portable;
}

namespace detail {

OCKHAM_FUNC InstructionSet first_instruction_set() {
    const InstructionSet best = best_instruction_set();
    const char* asked = std::getenv("OCKHAM_INSTRUCTION_SET");
    if (asked == nullptr) return best;
    for (const InstructionSet set : {InstructionSet::portable, InstructionSet::avx2, InstructionSet::avx512})
        if (set <= best && to_string(set) == asked) return set;
    check::fail("OCKHAM_INSTRUCTION_SET",
                Text("one up to ") << to_string(best) << " of portable, avx2 and avx512",
                Text("'") << asked << "'");
}

inline std::atomic<InstructionSet>& instruction_set_in_use() {
    static std::atomic<InstructionSet> set = first_instruction_set();
    return set;
}

}  // namespace detail

OCKHAM_FUNC InstructionSet instruction_set() {
    return detail::instruction_set_in_use().load(std::memory_order_relaxed);
}

OCKHAM_FUNC void set_instruction_set(InstructionSet set) {
    if (set > best_instruction_set())
        check::fail("set_instruction_set", Text("one up to ") << to_string(best_instruction_set()),
                    to_string(set));
    detail::instruction_set_in_use().store(set, std::memory_order_relaxed);
}

}  // namespace ockham

#endif
