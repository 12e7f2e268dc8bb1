// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <ockham/analysis/in_parallel.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("every task is done once, by any number of threads", "[analysis]") {
    for (const int threads : {0, 1, 2, 3, 50})
        for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{37}}) {
            std::vector<std::atomic<int>> done(count);
            detail::in_parallel(count, threads, [&](std::size_t number) { ++done.at(number); });
            for (const std::atomic<int>& times : done) REQUIRE(times == 1);
        }
}

TEST_CASE("one thread does the tasks in their order, and is the caller's", "[analysis]") {
    const std::thread::id caller = std::this_thread::get_id();
    std::vector<std::size_t> order;
    detail::in_parallel(5, 1, [&](std::size_t number) {
        REQUIRE(std::this_thread::get_id() == caller);
        order.push_back(number);
    });
    REQUIRE(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("as many tasks run at a time as there are threads", "[analysis]") {
    // Each waits for the others, or for a minute.
    std::atomic<int> waiting = 0, most = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    detail::in_parallel(3, 3, [&](std::size_t) {
        ++waiting;
        while (waiting < 3 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
        most = waiting.load();
    });
    REQUIRE(most == 3);

    std::atomic<int> running = 0, largest = 0;
    detail::in_parallel(20, 2, [&](std::size_t) {
        const int now = ++running;
        if (now > largest) largest = now;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --running;
    });
    REQUIRE(largest <= 2);
}

TEST_CASE("the error of the first task that fails is thrown, and no further task is begun", "[analysis]") {
    for (const int threads : {1, 2, 3, 4}) {
        std::atomic<int> begun = 0;
        const auto task = [&](std::size_t number) {
            ++begun;
            // The later ones fail first.
            if (number == 2) std::this_thread::sleep_for(std::chrono::milliseconds(20));
            if (number >= 2) throw std::runtime_error("task " + std::to_string(number));
        };
        REQUIRE_THROWS_WITH(detail::in_parallel(1000, threads, task), "task 2");
        REQUIRE(begun <= 2 + threads);
    }
}
