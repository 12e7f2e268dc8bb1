// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace ockham::detail {

/// `in_parallel` for a function that gets `context` as its first argument.
[[gnu::noinline]] inline void run_in_parallel(std::size_t count, int threads,
                                              void (*run)(const void* context, std::size_t number),
                                              const void* context) {
    const std::size_t most =
        threads > 0 ? static_cast<std::size_t>(threads) : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::exception_ptr> errors(count);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t number = next++; number < count; number = next++) try {
                run(context, number);
            } catch (...) {
                errors[number] = std::current_exception();
                next = count;
            }
    };
    std::vector<std::thread> helpers;
    try {
        while (helpers.size() + 1 < std::min(most, count)) helpers.emplace_back(work);
    } catch (const std::system_error&) {
        // There are no more threads to be had: those that run do all of it.
    }
    work();
    for (std::thread& helper : helpers) helper.join();
    for (const std::exception_ptr& error : errors)
        if (error) std::rethrow_exception(error);
}

/// task(0), task(1), ... task(count - 1), each once and begun in this order, by `threads` threads; 0: by as many as
/// there are cores. The caller is one of them.
///
/// When a task throws, no further one is begun, and after those that run have ended, the error of the first is
/// thrown: the same for any number of threads.
template <class Task>
void in_parallel(std::size_t count, int threads, const Task& task) {
    run_in_parallel(
        count, threads,
        [](const void* context, std::size_t number) { (*static_cast<const Task*>(context))(number); }, &task);
}

}  // namespace ockham::detail
