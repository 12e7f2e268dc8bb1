// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <future>
#include <mutex>
#include <string>
#include <unistd.h>
#include <vector>

/// Shows how many of some tasks are done: on a terminal in one line that is written over, elsewhere in about ten lines.
class Meter final {
public:
    Meter(std::string what, int count, bool quiet) : what_{std::move(what)}, count_{count}, quiet_{quiet} {
        show();
    }

    /// Counts one more; any thread may say so.
    void advance() {
        const std::lock_guard lock(mutex_);
        ++done_;
        show();
    }

private:
    void show() {
        constexpr int width = 30;
        const bool line_due = done_ == count_ || done_ * 10 / count_ != (done_ - 1) * 10 / count_;
        if (quiet_ || (!terminal_ && !line_due)) return;
        std::string bar;
        for (int i = 0; i < width; ++i) bar += i < done_ * width / count_ ? "━" : "─";
        const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
        std::printf("%s%s %s %*d/%d", terminal_ ? "\r\033[K" : "", what_.c_str(), bar.c_str(),
                    static_cast<int>(std::to_string(count_).size()), done_, count_);
        if (done_ == count_)
            std::printf(" in %.0f s", seconds);
        else if (done_ > 0)
            std::printf(", %.0f s left", seconds / done_ * (count_ - done_));
        std::printf("%s", terminal_ && done_ < count_ ? "" : "\n");
        std::fflush(stdout);
    }

    using Clock = std::chrono::steady_clock;

    std::string what_;
    int count_, done_ = 0;
    bool quiet_, terminal_ = isatty(STDOUT_FILENO) == 1;
    Clock::time_point start_ = Clock::now();
    std::mutex mutex_;
};

/// {task(0), task(1), ... task(count - 1)}, each computed by one of `threads` threads.
template <class Task>
auto in_parallel(int count, int threads, Meter& meter, Task task) {
    std::vector<decltype(task(0))> results(static_cast<std::size_t>(count));
    std::atomic<int> next = 0;
    std::vector<std::future<void>> workers;
    for (int i = 0; i < std::min(threads, count); ++i)
        workers.push_back(std::async(std::launch::async, [&] {
            for (int number = next++; number < count; number = next++) {
                results[static_cast<std::size_t>(number)] = task(number);
                meter.advance();
            }
        }));
    for (std::future<void>& worker : workers) worker.get();  // throws what the task threw
    return results;
}
