# SPDX-License-Identifier: MIT
# Provides benchmark::benchmark: the system's package, else a pinned download.

find_package(benchmark CONFIG QUIET)
if(NOT TARGET benchmark::benchmark)
    message(STATUS "Ockham: no Google Benchmark is installed, downloading 1.7.1")
    include(FetchContent)
    set(BENCHMARK_ENABLE_TESTING OFF)
    set(BENCHMARK_ENABLE_INSTALL OFF)
    set(BENCHMARK_ENABLE_WERROR OFF)
    FetchContent_Declare(benchmark
        URL https://github.com/google/benchmark/archive/refs/tags/v1.7.1.tar.gz
        URL_HASH SHA256=6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7)
    FetchContent_GetProperties(benchmark)
    if(NOT benchmark_POPULATED)
        FetchContent_Populate(benchmark)
        add_subdirectory("${benchmark_SOURCE_DIR}" "${benchmark_BINARY_DIR}" EXCLUDE_FROM_ALL)
    endif()
endif()
