// SPDX-License-Identifier: MIT
// Kernels do the same with every instruction set that the machine has, and with any number of threads.
#pragma once

#include <string>

#include <ockham/kernels/instruction_set.hpp>
#include <ockham/kernels/threads.hpp>

#include "support/catch.hpp"

namespace instruction_sets {

/// f() with each instruction set. What was set before is set again.
template <class Function>
void for_each(Function f) {
    using ockham::InstructionSet;
    const InstructionSet before = ockham::instruction_set();
    for (const InstructionSet set :
         {InstructionSet::portable, InstructionSet::avx2, InstructionSet::avx512}) {
        if (set > ockham::best_instruction_set()) break;
        ockham::set_instruction_set(set);
        INFO(std::string(to_string(set)));
        f();
    }
    ockham::set_instruction_set(before);
}

/// f() gives the same with 1, 2 and 3 threads, for each instruction set.
template <class Function>
void require_same_with_threads(Function f) {
    for_each([&] {
        const auto alone = f();
        for (const int threads : {2, 3}) {
            ockham::set_threads(threads);
            const auto together = f();
            ockham::set_threads(1);
            REQUIRE((alone == together));
        }
    });
}

}  // namespace instruction_sets
