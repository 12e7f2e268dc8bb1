// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/flags.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// Entries that are added up at once. Sums of such chunks are added in their order, whoever computed them.
inline constexpr Index chunk_of_sum = 16384;

/// Chunks of `size` entries, of which those from number `first` on are added up now.
struct Chunks {
    Index size, first = 0;
    double* sums = nullptr;

    OCKHAM_INLINE Index begin(Index chunk) const { return (first + chunk) * chunk_of_sum; }
    OCKHAM_INLINE Index end(Index chunk) const {
        return begin(chunk) + chunk_of_sum < size ? begin(chunk) + chunk_of_sum : size;
    }
};

/// sums[c] = the sum of function(double(arrays[i])...) over chunk c.
template <class Scalar, class Function, Width wanted, class Positions>
struct ChunkSums;
template <class Scalar, class Function, Width wanted, std::size_t... k>
struct ChunkSums<Scalar, Function, wanted, std::index_sequence<k...>> {
    using Number = double;
    static constexpr Width width = wanted;

    Function function;
    const Scalar* arrays[sizeof...(k)];
    Chunks chunks;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index chunk = begin; chunk < end; ++chunk) {
            Index i = chunks.begin(chunk);
            const Index last = chunks.end(chunk);
            // Four sums side by side, for one would wait for itself.
            N sum0 = N(0), sum1 = N(0), sum2 = N(0), sum3 = N(0);
            for (; i + 4 * lanes<N> <= last; i += 4 * lanes<N>) {
                sum0 += function(load<N>(arrays[k] + i)...);
                sum1 += function(load<N>(arrays[k] + i + lanes<N>)...);
                sum2 += function(load<N>(arrays[k] + i + 2 * lanes<N>)...);
                sum3 += function(load<N>(arrays[k] + i + 3 * lanes<N>)...);
            }
            double sum = sum_of_lanes((sum0 + sum1) + (sum2 + sum3));
            for (; i < last; ++i) sum += function(static_cast<double>(arrays[k][i])...);
            chunks.sums[chunk] = sum;
        }
    }
};

/// The same of what function(arrays[0][i], ...) returns, which may change the entries whose type is not const.
template <class Scalar, class Function, Width wanted, class Positions, class... Entries>
struct UpdateSums;
template <class Scalar, class Function, Width wanted, std::size_t... k, class... Entries>
struct UpdateSums<Scalar, Function, wanted, std::index_sequence<k...>, Entries...> {
    using Number = Scalar;
    static constexpr Width width = wanted;

    Function function;
    Scalar* arrays[sizeof...(k)];
    Chunks chunks;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        const auto term = [&](Scalar* const* at, Index i) OCKHAM_INLINE {
            const auto step = [&](auto... number) OCKHAM_INLINE {
                const N result = function(number...);
                (..., (std::is_const_v<Entries> ? void() : store(at[k] + i, number)));
                return result;
            };
            return step(load<N>(at[k] + i)...);
        };
        for (Index chunk = begin; chunk < end; ++chunk) {
            Index i = chunks.begin(chunk);
            const Index last = chunks.end(chunk);
            double sum = 0;
            while (i + 2 * lanes<N> <= last) {
                // In the precision of the entries, but only so many that no digits are lost.
                const Index stop = i + 32 * lanes<N> < last ? i + 32 * lanes<N> : last;
                N sum0 = N(0), sum1 = N(0);
                for (; i + 2 * lanes<N> <= stop; i += 2 * lanes<N>) {
                    sum0 += term(arrays, i);
                    sum1 += term(arrays, i + lanes<N>);
                }
                sum += static_cast<double>(sum_of_lanes(sum0 + sum1));
            }
            for (; i < last; i += lanes<N>) {  // what does not fill two vectors goes through copies
                Scalar copies[sizeof...(k)][lanes<N>] = {}, terms[lanes<N>];
                Scalar* at[] = {copies[k]...};
                const Index left = last - i < lanes<N> ? last - i : lanes<N>;
                for (Index j = 0; j < left; ++j) (..., (copies[k][j] = arrays[k][i + j]));
                store(terms, term(at, 0));
                for (Index j = 0; j < left; ++j) {
                    sum += static_cast<double>(terms[j]);
                    (..., (std::is_const_v<Entries> ? void() : void(arrays[k][i + j] = copies[k][j])));
                }
            }
            chunks.sums[chunk] = sum;
        }
    }
};

/// sums[j] += the sum of column j, for columns begin <= j < end.
template <class Scalar>
struct ColumnSums {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    Scalar* sums;
    const Scalar* x;
    Index rows, columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        Index row = 0;
        for (; row + 4 <= rows; row += 4) {
            const Scalar *a = x + row * columns, *b = a + columns, *c = b + columns, *d = c + columns;
            Index j = begin;
            for (; j + lanes<N> <= end; j += lanes<N>)
                store(sums + j, load<N>(sums + j) +
                                    ((load<N>(a + j) + load<N>(b + j)) + (load<N>(c + j) + load<N>(d + j))));
            for (; j < end; ++j) sums[j] += (a[j] + b[j]) + (c[j] + d[j]);
        }
        for (; row < rows; ++row)
            for (Index j = begin; j < end; ++j) sums[j] += x[row * columns + j];
    }
};

/// The sum over all chunks, which `loop` adds up. `chunks` is part of the job.
[[gnu::noinline]] inline double sum_of_chunks(Loop loop, const void* job, Chunks& chunks) {
    constexpr Index most = 64;
    double sums[most], total = 0;
    chunks.sums = sums;
    for (const Index all = (chunks.size + chunk_of_sum - 1) / chunk_of_sum; chunks.first < all;
         chunks.first += most) {
        const Index now = std::min(most, all - chunks.first);
        run_loop(loop, job, now, 1);
        for (Index chunk = 0; chunk < now; ++chunk) total += sums[chunk];
    }
    return total;
}

}  // namespace detail

/// The sum of f(double(in[i])...) for 0 <= i < count, in double and in an order that depends on the instruction set alone. `f` is
/// like a function for `map`, of doubles:
///
///     kernels::sum(count, [](auto v) OCKHAM_INLINE { return v * v; }, x)
template <class Function, class Scalar, class... Inputs>
double sum(Index count, Function f, const Scalar* first, const Inputs*... rest) {
    using Job =
        detail::ChunkSums<Scalar, Function,
                          detail::width_of<double, Function, Scalar, Inputs...>(detail::Width::vector),
                          std::make_index_sequence<1 + sizeof...(Inputs)>>;
    Job job{f, {first, rest...}, {count}};
    return detail::sum_of_chunks(detail::choose<Job>().loop, &job, job.chunks);
}

/// Changes entries as `update` does, and returns the sum of what `f` returns for each of them. It is added up in the precision
/// of the entries, 32 for each lane of a vector at most, and these sums in double; in an order that depends on the instruction
/// set alone:
///
///     kernels::update_sum(count, [](auto& d, auto v) OCKHAM_INLINE { d += 2 * v; return v * v; }, d, v)
template <class Function, class First, class... Rest>
double update_sum(Index count, Function f, First* first, Rest*... rest) {
    using Scalar = std::remove_const_t<First>;
    // Single precision is what programs wait for; the largest vectors for double would only cost compile time.
    constexpr auto widest = sizeof(Scalar) == 4 ? detail::Width::widest : detail::Width::vector;
    using Job =
        detail::UpdateSums<Scalar, Function, detail::width_of<Scalar, Function, First, Rest...>(widest),
                           std::make_index_sequence<1 + sizeof...(Rest)>, First, Rest...>;
    Job job{f, {const_cast<Scalar*>(first), const_cast<Scalar*>(rest)...}, {count}};
    return detail::sum_of_chunks(detail::choose<Job>().loop, &job, job.chunks);
}

/// The sum of x[i]^2, as `sum` computes it.
template <class Scalar>
double sum_of_squares(Index count, const Scalar* x) {
    return sum(
        count, [](const auto& v) OCKHAM_INLINE { return v * v; }, x);
}

/// sums[j] += sum over the rows of x(i, j).
template <class Scalar>
void add_column_sums(In<Scalar> x, Scalar* sums) {
    const Index piece =
        x.size() > 4 * detail::least_for_threads ? std::max(x.cols() / 8, Index{64}) : x.cols();
    const detail::ColumnSums<Scalar> job{sums, x.data(), x.rows(), x.cols()};
    detail::run_loop(detail::choose<detail::ColumnSums<Scalar>>().loop, &job, x.cols(),
                     (piece + 15) / 16 * 16);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
