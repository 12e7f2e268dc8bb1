# SPDX-License-Identifier: MIT
# What tests, examples and benchmarks share. Never read, and never installed, for those who consume Ockham.

get_property(is_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(OCKHAM_IS_TOP_LEVEL AND NOT is_multi_config AND NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

enable_testing()

find_program(OCKHAM_CCACHE ccache)
if(OCKHAM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${OCKHAM_CCACHE}")
endif()

set(CMAKE_CXX_EXTENSIONS OFF)

# A program of ours: warnings are errors.
set(OCKHAM_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
add_library(ockham_strict INTERFACE)
target_link_libraries(ockham_strict INTERFACE ockham::ockham)
target_compile_options(ockham_strict INTERFACE ${OCKHAM_WARNINGS})
