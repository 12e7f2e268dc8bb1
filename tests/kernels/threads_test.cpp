// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <ctime>
#include <set>
#include <thread>
#include <vector>

#include <ockham/kernels/threads.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("every piece is done once, by at most as many threads as are set", "[kernels]") {
    REQUIRE(threads() == 1);
    for (const int count : {1, 2, 3, 5}) {
        set_threads(count);
        REQUIRE(threads() == count);
        for (const Index pieces : {0, 1, 2, 7, 1000}) {
            std::vector<std::atomic<int>> done(static_cast<std::size_t>(pieces));
            std::vector<std::thread::id> by(static_cast<std::size_t>(pieces));
            kernels::parallel_pieces(pieces, [&](Index piece) {
                ++done[static_cast<std::size_t>(piece)];
                by[static_cast<std::size_t>(piece)] = std::this_thread::get_id();
            });
            for (const std::atomic<int>& times : done) REQUIRE(times == 1);
            REQUIRE(std::set<std::thread::id>(by.begin(), by.end()).size() <=
                    static_cast<std::size_t>(count));
        }
    }
    set_threads(1);
}

TEST_CASE("threads help, also after they have slept", "[kernels]") {
    set_threads(2);
    for (const int sleep : {0, 20}) {
        std::this_thread::sleep_for(std::chrono::milliseconds(sleep));
        // Neither piece ends before the other has begun.
        std::atomic<int> begun = 0;
        kernels::parallel_pieces(2, [&](Index) {
            ++begun;
            while (begun < 2) std::this_thread::yield();
        });
        REQUIRE(begun == 2);
    }
    set_threads(1);
}

TEST_CASE("threads that have nothing to do use no time", "[kernels]") {
    set_threads(3);
    kernels::parallel_pieces(3, [](Index) {});
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const std::clock_t before = std::clock();  // of the whole process
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    REQUIRE(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC < 0.05);
    set_threads(1);
}

TEST_CASE("several callers at the same time do not disturb each other", "[kernels]") {
    set_threads(3);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 4; ++caller)
        callers.emplace_back([&] {
            for (int round = 0; round < 300; ++round) {
                std::vector<int> done(17);
                kernels::parallel_pieces(17, [&](Index piece) { ++done[static_cast<std::size_t>(piece)]; });
                for (const int times : done) wrong += times != 1;
            }
        });
    for (int round = 0; round < 20; ++round) set_threads(1 + round % 3);
    for (std::thread& caller : callers) caller.join();
    REQUIRE(wrong == 0);
    set_threads(1);
}

TEST_CASE("a number of threads that makes no sense is refused", "[kernels]") {
    REQUIRE_THROWS_WITH(set_threads(0), "set_threads: expected threads to be in [1, 1024], got 0");
    REQUIRE_THROWS_WITH(set_threads(-1), "set_threads: expected threads to be in [1, 1024], got -1");
    REQUIRE_THROWS_WITH(set_threads(1025), "set_threads: expected threads to be in [1, 1024], got 1025");
    REQUIRE(threads() == 1);
}
