// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ockham/core/build.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

// Threads are the whole program's, whatever flags its files are compiled with: these names have no OCKHAM_FLAGS.
namespace kernels {

/// Work in numbered pieces, and what is left of it.
struct Job {
    void (*run)(const void* context, int piece);
    const void* context;
};

/// How many pieces a job has at most.
inline constexpr int most_pieces = 32;

/// Runs every piece of `job`, from 0 to `pieces` - 1, each once, by as many threads as `set_threads` allows.
void run_pieces(int pieces, Job job);

/// f(piece) for 0 <= piece < pieces, in any order, by as many threads as `set_threads` allows. What a piece computes must not
/// depend on the thread or on other pieces; f does not throw.
template <class Function>
void parallel_pieces(Index pieces, const Function& f) {
    struct Context {
        const Function& f;
        Index pieces, runs;
    };
    const Context context{f, pieces, std::min(pieces, Index{most_pieces})};
    run_pieces(static_cast<int>(context.runs),
               {[](const void* of, int run) {
                    const auto& [g, all, runs] = *static_cast<const Context*>(of);
                    for (Index piece = run * all / runs; piece < (run + 1) * all / runs; ++piece) g(piece);
                },
                &context});
}

}  // namespace kernels

/// How many threads compute the kernels of one training or prediction, 1 unless told otherwise. Results are the same, bit for
/// bit, with any number. The threads are shared by the whole program: models that train in threads of their own at the same time
/// do not use more than these and their own. A kernel is divided among 32 of them at most. Throws ArgumentError unless `threads` is
/// from 1 to 1024. Waits for kernels that run now.
void set_threads(int threads);

/// What `set_threads` set.
[[nodiscard]] int threads();

}  // namespace ockham

#if OCKHAM_BODIES

#include <atomic>
#include <bit>
#include <cstdint>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <ockham/core/check.hpp>

namespace ockham {

namespace kernels {

inline void pause() {
#if defined(__x86_64__) && defined(__GNUC__)
    __builtin_ia32_pause();
#endif
}

/// Threads that help the one that has work. A helper looks for the next job for some 200 microseconds, which bridges
/// the gaps within a training step, and then sleeps: nothing spins while nothing runs.
class ThreadPool {
public:
    static ThreadPool& instance() {
        static ThreadPool pool;
        return pool;
    }

    [[nodiscard]] int threads() const { return threads_.load(std::memory_order_relaxed); }

    void resize(int threads) {
        const std::lock_guard guard(busy_);
        stop();
        threads_ = threads;
        for (int number = 1; number < threads; ++number)
            helpers_.emplace_back([this, number] { help(number); });
    }

    /// Of two jobs, the same thread prefers the same share of the pieces, so that it finds in its caches what it wrote there.
    /// While other threads use the pool, the caller works alone.
    void run(int pieces, Job job) {
        if (threads() == 1 || pieces == 1 || !busy_.try_lock()) {
            for (int piece = 0; piece < pieces; ++piece) job.run(job.context, piece);
            return;
        }
        const std::lock_guard guard(busy_, std::adopt_lock);
        job_ = job;
        pieces_ = pieces;
        unfinished_.store(pieces, std::memory_order_relaxed);
        const std::uint64_t ticket = ((state_.load(std::memory_order_relaxed) >> 32) + 1) << 32;
        state_.store(ticket | mask(pieces), std::memory_order_seq_cst);
        if (asleep_.load(std::memory_order_seq_cst) > 0) state_.notify_all();
        while (work(0)) {}
        while (unfinished_.load(std::memory_order_acquire) > 0) pause();
    }

    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;
    ~ThreadPool() { stop(); }

private:
    ThreadPool() = default;

    void stop() {
        if (process_ != ::getpid()) {  // after a fork: the helpers stayed with the parent
            lost_ = new Lost{std::move(helpers_), lost_};
            process_ = ::getpid();
            asleep_ = 0;
        }
        stopping_ = true;
        state_.fetch_add(std::uint64_t{1} << 32);
        state_.notify_all();
        for (std::thread& helper : helpers_) helper.join();
        helpers_.clear();
        stopping_ = false;
    }

    /// The lowest `bits` bits.
    static std::uint64_t mask(int bits) { return (std::uint64_t{1} << bits) - 1; }

    /// Takes one piece of the job and does it. The state holds the job's number above, and below a bit for each piece that nobody
    /// has taken yet: a piece that was taken from a job keeps that job from ending, and so from being replaced.
    bool work(int thread) {
        std::uint64_t state = state_.load(std::memory_order_acquire);
        int piece = 0;
        do {
            const std::uint64_t left = state & mask(most_pieces);
            if (left == 0) return false;
            const int pieces = pieces_.load(std::memory_order_relaxed), all = threads();
            const std::uint64_t own = left & mask((thread + 1) * pieces / all) & ~mask(thread * pieces / all);
            piece = std::countr_zero(own != 0 ? own : left);
        } while (!state_.compare_exchange_weak(state, state & ~(std::uint64_t{1} << piece),
                                               std::memory_order_acq_rel));
        const Job job = job_;
        job.run(job.context, piece);
        unfinished_.fetch_sub(1, std::memory_order_release);
        return true;
    }

    void help(int thread) {
        while (!stopping_.load(std::memory_order_relaxed)) {
            int patience = 4000;
            while (patience > 0 && !stopping_.load(std::memory_order_relaxed))
                if (work(thread))
                    patience = 4000;
                else
                    pause(), --patience;
            const std::uint64_t state = state_.load(std::memory_order_seq_cst);
            if ((state & mask(most_pieces)) != 0 || stopping_) continue;
            asleep_.fetch_add(1, std::memory_order_seq_cst);
            state_.wait(state, std::memory_order_seq_cst);
            asleep_.fetch_sub(1, std::memory_order_relaxed);
        }
    }

    /// What stands for threads that are not in this process: they can be neither joined nor forgotten.
    struct Lost {
        std::vector<std::thread> helpers;
        Lost* earlier;
    };

    Lost* lost_ = nullptr;
    ::pid_t process_ = ::getpid();
    std::atomic<int> threads_ = 1;
    std::mutex busy_;
    std::vector<std::thread> helpers_;
    std::atomic<bool> stopping_ = false;
    Job job_ = {};
    std::atomic<int> pieces_ = 0;
    std::atomic<std::uint64_t> state_ = 0;
    std::atomic<int> unfinished_ = 0;
    std::atomic<int> asleep_ = 0;
};

OCKHAM_FUNC void run_pieces(int pieces, Job job) {
    ThreadPool::instance().run(pieces, job);
}

}  // namespace kernels

OCKHAM_FUNC void set_threads(int threads) {
    check::between("set_threads", "threads", threads, 1, 1024);
    kernels::ThreadPool::instance().resize(threads);
}

OCKHAM_FUNC int threads() {
    return kernels::ThreadPool::instance().threads();
}

}  // namespace ockham

#endif
