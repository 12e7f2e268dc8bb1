// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <string>

#include <ockham/kernels/instruction_set.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("an instruction set is used when it is asked for, and has a name", "[kernels]") {
    const InstructionSet before = instruction_set();
    REQUIRE(before <= best_instruction_set());
    set_instruction_set(InstructionSet::portable);
    REQUIRE(instruction_set() == InstructionSet::portable);
    set_instruction_set(best_instruction_set());
    REQUIRE(instruction_set() == best_instruction_set());
    set_instruction_set(before);
    REQUIRE(to_string(InstructionSet::portable) == "portable");
    REQUIRE(to_string(InstructionSet::avx2) == "avx2");
    REQUIRE(to_string(InstructionSet::avx512) == "avx512");
}

TEST_CASE("an instruction set that the processor does not have is refused", "[kernels]") {
    const InstructionSet before = instruction_set();
    if (best_instruction_set() == InstructionSet::avx512) {  // then there is none
        REQUIRE_NOTHROW(set_instruction_set(InstructionSet::avx512));
        set_instruction_set(before);
        return;
    }
    REQUIRE_THROWS_WITH(set_instruction_set(InstructionSet::avx512),
                        "set_instruction_set: expected one up to " +
                            std::string(to_string(best_instruction_set())) + ", got avx512");
    REQUIRE(instruction_set() == before);
}

TEST_CASE("the environment chooses an instruction set", "[kernels]") {
    const char* given = std::getenv("OCKHAM_INSTRUCTION_SET");
    const std::string before = given ? given : "";
    setenv("OCKHAM_INSTRUCTION_SET", "portable", 1);
    REQUIRE(detail::first_instruction_set() == InstructionSet::portable);
    setenv("OCKHAM_INSTRUCTION_SET", "sse9", 1);
    REQUIRE_THROWS_WITH(detail::first_instruction_set(), "OCKHAM_INSTRUCTION_SET: expected one up to " +
                                                             std::string(to_string(best_instruction_set())) +
                                                             " of portable, avx2 and avx512, got 'sse9'");
    unsetenv("OCKHAM_INSTRUCTION_SET");
    REQUIRE(detail::first_instruction_set() == best_instruction_set());
    if (given) setenv("OCKHAM_INSTRUCTION_SET", before.c_str(), 1);
}
