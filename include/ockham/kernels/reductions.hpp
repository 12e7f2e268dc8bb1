// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include <ockham/kernels/elementwise.hpp>

namespace ockham::kernels {

namespace detail {

/// Entries that are added up at once. Sums of such chunks are added in their order, whoever computed them.
inline constexpr Index chunk_of_sum = 16384;

/// sums[c] = the sum of function(double(arrays[i])...) over chunk c.
template <class Scalar, class Function, Width wanted, class Positions>
struct ChunkSums;
template <class Scalar, class Function, Width wanted, std::size_t... k>
struct ChunkSums<Scalar, Function, wanted, std::index_sequence<k...>> {
    using Number = double;
    static constexpr Width width = wanted;

    Function function;
    const Scalar* arrays[sizeof...(k)];
    Index size;
    double* sums;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index chunk = begin; chunk < end; ++chunk) {
            Index i = chunk * chunk_of_sum;
            const Index last = i + chunk_of_sum < size ? i + chunk_of_sum : size;
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
            sums[chunk] = sum;
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
    constexpr Index most = 64;
    double sums[most], total = 0;
    for (Index done = 0; done < count; done += most * detail::chunk_of_sum) {
        const Index size = std::min(count - done, most * detail::chunk_of_sum),
                    chunks = (size + detail::chunk_of_sum - 1) / detail::chunk_of_sum;
        const Job job{f, {first + done, rest + done...}, size, sums};
        detail::run_loop(detail::choose<Job>().loop, &job, chunks, 1);
        for (Index c = 0; c < chunks; ++c) total += sums[c];
    }
    return total;
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

}  // namespace ockham::kernels
