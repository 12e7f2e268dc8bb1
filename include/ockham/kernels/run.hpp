// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/simd.hpp>
#include <ockham/kernels/threads.hpp>

// A loop that is compiled once for each instruction set. Features, not names of processors, or GCC refuses to mix them with
// -march=native. GCC optimizes them whatever the file's flags say; told to prefer narrower vectors than are used, it would
// compute with halves of them.
#if defined(__clang__)
#define OCKHAM_LOOP(features, bits) __attribute__((noinline, min_vector_width(bits), target(features)))
#elif defined(__GNUC__)
#define OCKHAM_LOOP(features, bits)                \
    OCKHAM_OPTIMIZE_WITH("O2", "fp-contract=fast") \
    __attribute__((noinline, target(features ",prefer-vector-width=" #bits)))
#endif

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// A loop over entries, or rows, begin <= i < end of a job. `arrays` are those of an element-wise one.
using Loop = void (*)(const void* job, void* const* arrays, Index begin, Index end);

template <class Job>
OCKHAM_OPTIMIZE void loop_portable(const void* job, void* const* arrays, Index begin, Index end) {
    const Job copy = *static_cast<const Job*>(job);
    copy.template run<typename Job::Number>(arrays, begin, end);
}

#ifdef OCKHAM_SIMD
// The job is copied, for then the compiler knows that the loop does not write to it.
template <class Job>
OCKHAM_LOOP("avx2,fma", 256)
void loop_avx2(const void* job, void* const* arrays, Index begin, Index end) {
    const Job copy = *static_cast<const Job*>(job);
    copy.template run<Lanes<typename Job::Number, 32>>(arrays, begin, end);
}
template <class Job>
OCKHAM_LOOP("avx2,fma,avx512f,avx512vl,avx512bw,avx512dq", 512)
void loop_avx512(const void* job, void* const* arrays, Index begin, Index end) {
    const Job copy = *static_cast<const Job*>(job);
    copy.template run<Lanes<typename Job::Number, 64>>(arrays, begin, end);
}
#endif

/// What a job's loop can be compiled for: single numbers; vectors of 32 bytes, which are as fast as larger ones where loops wait
/// for memory; or those of 64 bytes as well.
enum class Width { number, vector, widest };

/// A loop, and how many entries it works on at a time.
struct Choice {
    Loop loop;
    Index lanes;
};

/// The loop of a `Job` for the instruction set in use. A job has a type `Number`, float or double, a `Width width`, and
///
///     template <class N> void run(void* const* arrays, Index begin, Index end) const
///
/// which computes with numbers N: that type or `Lanes` of it. Jobs are copied.
template <class Job>
Choice choose() {
#ifdef OCKHAM_SIMD
    if constexpr (Job::width != Width::number) {
        const InstructionSet set = instruction_set();
        if constexpr (Job::width == Width::widest)
            if (set == InstructionSet::avx512) return {&loop_avx512<Job>, 64 / sizeof(typename Job::Number)};
        if (set != InstructionSet::portable) return {&loop_avx2<Job>, 32 / sizeof(typename Job::Number)};
    }
#endif
    return {&loop_portable<Job>, 1};
}

/// Runs a loop for 0 <= i < count, in pieces of `piece` if there is more than one thread and more than one piece.
[[gnu::noinline]] inline void run_loop(Loop loop, const void* job, Index count, Index piece) {
    if (count <= piece || threads() == 1)
        loop(job, nullptr, 0, count);
    else
        parallel_pieces((count + piece - 1) / piece,
                        [&](Index i) { loop(job, nullptr, i * piece, std::min(count, (i + 1) * piece)); });
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
