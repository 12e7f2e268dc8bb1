// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/windows.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// What is made of a window:
///
///     first      its largest entry; the gradient goes to the first such one
///     all        its largest entry; the gradient goes to all such ones in equal parts
///     mean, sum  of its entries
enum class Pool { first, all, mean, sum };

/// Rows of positions, each along the last axis, numbered from sample to sample. `details` says of each maximum which entry of its
/// window it is, or how many are as large.
template <class Scalar, Pool pool>
struct PoolRows {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    Windows windows;
    const Scalar* x;
    Scalar *y, *details;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        const Windows::Axis(&axis)[3] = windows.axes;
        const Index channels = windows.channels, size = axis[2].in * channels;
        for (Index row = begin; row < end; ++row) {
            const Range i = seen_by(axis[0], row / axis[1].out % axis[0].out),
                        j = seen_by(axis[1], row % axis[1].out);
            const Scalar* sample = x + row / axis[1].out / axis[0].out * axis[0].in * axis[1].in * size;
            for (Index p = 0; p < axis[2].out; ++p) {
                const Range k = seen_by(axis[2], p);
                const Index at = (row * axis[2].out + p) * channels;
                Index c = 0;
                for (; c + lanes<N> <= channels; c += lanes<N>) window<N>(sample + c, i, j, k, size, at + c);
                for (; c < channels; ++c) window<Scalar>(sample + c, i, j, k, size, at + c);
            }
        }
    }

    template <class N>
    OCKHAM_INLINE void window(const Scalar* from, Range i, Range j, Range k, Index size, Index at) const {
        const Index channels = windows.channels;
        N result = pool < Pool::mean
                       ? load<N>(from + (i.begin * windows.axes[1].in + j.begin) * size + k.begin * channels)
                       : N(0);
        N detail = N(0);
        Scalar number = 0;
        for (Index a = i.begin; a < i.end; ++a)
            for (Index b = j.begin; b < j.end; ++b) {
                const Scalar* line = from + (a * windows.axes[1].in + b) * size;
                for (Index c = k.begin; c < k.end;) {
                    const Index part = c + 128 < k.end ? c + 128 : k.end;
                    N sum = N(0);  // long sums are more exact if they are added up in parts
                    for (; c < part; ++c) {
                        const N entry = load<N>(line + c * channels);
                        if constexpr (pool < Pool::mean) {
                            const auto larger = entry > result;
                            if constexpr (pool == Pool::first)
                                detail = select(larger, N(number), detail);
                            else
                                detail = select(larger, N(1), select(entry == result, detail + N(1), detail));
                            result = select(larger, entry, result);
                            number += 1;
                        } else {
                            sum += entry;
                        }
                    }
                    if constexpr (pool >= Pool::mean) result += sum;
                }
            }
        if constexpr (pool == Pool::mean)
            result = result *
                     N(1 / static_cast<Scalar>((i.end - i.begin) * (j.end - j.begin) * (k.end - k.begin)));
        store(y + at, result);
        if constexpr (pool < Pool::mean) store(details + at, detail);
    }
};

/// The same backwards: rows of entries, each along the last axis. Each entry collects from the positions that see it, so that
/// none is written twice.
template <class Scalar, Pool pool>
struct UnpoolRows {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    Windows windows;
    const Scalar *dy, *x, *y, *details;
    Scalar* dx;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        const Windows::Axis(&axis)[3] = windows.axes;
        const Index channels = windows.channels;
        for (Index row = begin; row < end; ++row) {
            const Index i = row / axis[1].in % axis[0].in, j = row % axis[1].in,
                        sample = row / axis[1].in / axis[0].in;
            const Range ps = who_see(axis[0], i), qs = who_see(axis[1], j);
            for (Index k = 0; k < axis[2].in; ++k) {
                const Range rs = who_see(axis[2], k);
                const Index to = (row * axis[2].in + k) * channels;
                bool written = false;
                for (Index p = ps.begin; p < ps.end; ++p)
                    for (Index q = qs.begin; q < qs.end; ++q)
                        for (Index r = rs.begin; r < rs.end; ++r) {
                            const Range a = seen_by(axis[0], p), b = seen_by(axis[1], q),
                                        c = seen_by(axis[2], r);
                            const Index lines = b.end - b.begin, line = c.end - c.begin;
                            const auto number = static_cast<Scalar>(
                                ((i - a.begin) * lines + j - b.begin) * line + k - c.begin);
                            const Scalar share =
                                pool == Pool::mean ? 1 / static_cast<Scalar>((a.end - a.begin) * lines * line)
                                                   : 1;
                            const Index from =
                                (((sample * axis[0].out + p) * axis[1].out + q) * axis[2].out + r) * channels;
                            Index channel = 0;
                            for (; channel + lanes<N> <= channels; channel += lanes<N>)
                                add<N>(from + channel, to + channel, number, share, written);
                            for (; channel < channels; ++channel)
                                add<Scalar>(from + channel, to + channel, number, share, written);
                            written = true;
                        }
                if (!written)
                    for (Index c = 0; c < channels; ++c) dx[to + c] = 0;
            }
        }
    }

    template <class N>
    OCKHAM_INLINE void add(Index from, Index to, Scalar number, Scalar share, bool written) const {
        N gradient = load<N>(dy + from);
        if constexpr (pool == Pool::first)
            gradient = select(load<N>(details + from) == N(number), gradient, N(0));
        else if constexpr (pool == Pool::all)
            gradient = select(load<N>(x + to) == load<N>(y + from), gradient / load<N>(details + from), N(0));
        else if constexpr (pool == Pool::mean)
            gradient = gradient * N(share);
        store(dx + to, written ? load<N>(dx + to) + gradient : gradient);
    }
};

/// Runs a job on `rows` rows, of which each touches so many `entries`.
template <class Rows>
void run_pool_rows(const Rows& job, Index rows, Index entries) {
    Choice choice = choose<Rows>();
    if (job.windows.channels < choice.lanes) choice.loop = &loop_portable<Rows>;
    run_loop(choice.loop, &job, rows, (2 * least_for_threads + entries - 1) / entries);
}

template <Pool pool, class Scalar>
void pool_windows(const Windows& windows, Index samples, const Scalar* x, Scalar* y, Scalar* details) {
    const Index rows = windows.axes[0].out * windows.axes[1].out;
    if (samples > 0)
        run_pool_rows(PoolRows<Scalar, pool>{windows, x, y, details}, samples * rows,
                      (windows.entries() + rows - 1) / rows * windows.channels);
}

template <Pool pool, class Scalar>
void unpool_windows(const Windows& windows, Index samples, const Scalar* dy, Scalar* dx, const Scalar* x,
                    const Scalar* y, const Scalar* details) {
    const Index rows = windows.axes[0].in * windows.axes[1].in;
    if (samples > 0)
        run_pool_rows(UnpoolRows<Scalar, pool>{windows, dy, x, y, details, dx}, samples * rows,
                      windows.axes[2].in * windows.channels);
}

}  // namespace detail

/// y is the largest entry of each window, and `winners`, of the shape of y, says which of the window's entries that is; of equals
/// the first one.
template <class Scalar>
void max_pool(const Windows& windows, Index samples, const Scalar* x, Scalar* y, Scalar* winners) {
    detail::pool_windows<detail::Pool::first>(windows, samples, x, y, winners);
}
/// dx(i) is the sum of dy over the windows whose winner is i.
template <class Scalar>
void max_pool_backward(const Windows& windows, Index samples, const Scalar* winners, const Scalar* dy,
                       Scalar* dx) {
    detail::unpool_windows<detail::Pool::first, Scalar>(windows, samples, dy, dx, nullptr, nullptr, winners);
}

/// y is the largest entry of each window, and `ties`, of the shape of y, says how many of the window's entries are as large.
template <class Scalar>
void max_pool_all(const Windows& windows, Index samples, const Scalar* x, Scalar* y, Scalar* ties) {
    detail::pool_windows<detail::Pool::all>(windows, samples, x, y, ties);
}
/// dx(i) is the sum of dy / ties over the windows that see i, and in which it is largest.
template <class Scalar>
void max_pool_all_backward(const Windows& windows, Index samples, const Scalar* x, const Scalar* y,
                           const Scalar* ties, const Scalar* dy, Scalar* dx) {
    detail::unpool_windows<detail::Pool::all>(windows, samples, dy, dx, x, y, ties);
}

/// y is the mean of the entries that each window sees.
template <class Scalar>
void mean_pool(const Windows& windows, Index samples, const Scalar* x, Scalar* y) {
    detail::pool_windows<detail::Pool::mean, Scalar>(windows, samples, x, y, nullptr);
}
/// dx(i) is the sum over the windows that see i of dy / (the number of entries seen).
template <class Scalar>
void mean_pool_backward(const Windows& windows, Index samples, const Scalar* dy, Scalar* dx) {
    detail::unpool_windows<detail::Pool::mean, Scalar>(windows, samples, dy, dx, nullptr, nullptr, nullptr);
}

/// y is the sum of the entries that each window sees.
template <class Scalar>
void sum_pool(const Windows& windows, Index samples, const Scalar* x, Scalar* y) {
    detail::pool_windows<detail::Pool::sum, Scalar>(windows, samples, x, y, nullptr);
}
/// dx(i) is the sum of dy over the windows that see i.
template <class Scalar>
void sum_pool_backward(const Windows& windows, Index samples, const Scalar* dy, Scalar* dx) {
    detail::unpool_windows<detail::Pool::sum, Scalar>(windows, samples, dy, dx, nullptr, nullptr, nullptr);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
