// SPDX-License-Identifier: MIT
#include <vector>

#include <ockham/kernels/run.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace run_test {

/// Says for each entry how many lanes computed it.
template <kernels::detail::Width wanted>
struct Job {
    using Number = float;
    static constexpr kernels::detail::Width width = wanted;

    std::vector<int>* lanes;

    template <class N>
    void run(void* const*, Index begin, Index end) const {
        for (Index i = begin; i < end; ++i)
            (*lanes)[static_cast<std::size_t>(i)] += static_cast<int>(kernels::lanes<N>);
    }
};

/// The lanes of the loop that is chosen, which says the same of itself.
template <kernels::detail::Width wanted>
Index chosen() {
    std::vector<int> lanes(1);
    const Job<wanted> job{&lanes};
    const kernels::detail::Choice choice = kernels::detail::choose<Job<wanted>>();
    choice.loop(&job, nullptr, 0, 1);
    REQUIRE(lanes[0] == choice.lanes);
    return choice.lanes;
}

}  // namespace run_test

TEST_CASE("a loop is chosen for the instruction set and what the job can use", "[kernels]") {
    using kernels::detail::Width;
    instruction_sets::for_each([] {
#ifdef OCKHAM_SIMD
        const InstructionSet set = instruction_set();
#else
        const InstructionSet set = InstructionSet::portable;
#endif
        REQUIRE(run_test::chosen<Width::number>() == 1);
        REQUIRE(run_test::chosen<Width::vector>() == (set == InstructionSet::portable ? 1 : 8));
        REQUIRE(run_test::chosen<Width::widest>() == (set == InstructionSet::portable ? 1
                                                      : set == InstructionSet::avx2   ? 8
                                                                                      : 16));
    });
}

TEST_CASE("every entry is computed once, in however many pieces", "[kernels]") {
    for (const int threads : {1, 2, 3}) {
        set_threads(threads);
        for (const Index count : {0, 1, 9, 10, 11, 95})
            for (const Index piece : {1, 10, 100}) {
                std::vector<int> times(static_cast<std::size_t>(count));
                const run_test::Job<kernels::detail::Width::number> job{&times};
                kernels::detail::run_loop(kernels::detail::choose<decltype(job)>().loop, &job, count, piece);
                REQUIRE(times == std::vector<int>(times.size(), 1));
            }
    }
    set_threads(1);
}
