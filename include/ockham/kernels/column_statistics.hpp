// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ockham/core/tensor.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/run.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

/// Which entries of a matrix belong together: each channel has `width` columns beside each other.
struct Channels {
    Index rows, channels, width = 1;

    [[nodiscard]] Index columns() const { return channels * width; }
    /// The number of entries of a channel.
    [[nodiscard]] Index count() const { return rows * width; }
};

namespace detail {

/// Blocks of so many rows, which stay in a cache while they are looked at more than once.
inline Index rows_of_block(Index columns) {
    return std::max<Index>(8192 / columns, 16);
}

/// sum of term(row) for begin <= row < end
template <class N, class Term>
OCKHAM_INLINE inline N sum_of_terms(Index begin, Index end, const Term& term) {
    N sum = N(0);
    Index row = begin;
    for (; row + 4 <= end; row += 4) sum += (term(row) + term(row + 1)) + (term(row + 2) + term(row + 3));
    for (; row < end; ++row) sum += term(row);
    return sum;
}

/// For blocks begin <= b < end, and each column: results[2 b] is the mean, results[2 b + 1] the sum of squared distances from it.
template <class Scalar>
struct BlockMoments {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar* x;
    Index rows, columns, block;
    Scalar* results;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index b = begin; b < end; ++b) {
            Index j = 0;
            for (; j + lanes<N> <= columns; j += lanes<N>) some_columns<N>(b, j);
            for (; j < columns; ++j) some_columns<Scalar>(b, j);
        }
    }

    template <class N>
    OCKHAM_INLINE void some_columns(Index b, Index j) const {
        const Index first = b * block, last = first + block < rows ? first + block : rows;
        const Scalar* const from = x + j;
        const Index step = columns;
        const auto entry = [from, step](Index row) OCKHAM_INLINE { return load<N>(from + row * step); };
        const N mean = sum_of_terms<N>(first, last, entry) * N(1 / static_cast<Scalar>(last - first));
        const auto square = [from, step, &mean](Index row) OCKHAM_INLINE {
            const N distance = load<N>(from + row * step) - mean;
            return distance * distance;
        };
        store(results + 2 * b * columns + j, mean);
        store(results + (2 * b + 1) * columns + j, sum_of_terms<N>(first, last, square));
    }
};

/// Likewise, results[2 b] is the sum of dy, results[2 b + 1] that of dy (x - mean) scale. Mean and scale are those of the column,
/// which has a scale of 1, or of the row.
template <class Scalar, bool of_rows>
struct BlockProducts {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar *dy, *x, *means, *scales;
    Index rows, columns, block;
    Scalar* results;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index b = begin; b < end; ++b) {
            Index j = 0;
            for (; j + lanes<N> <= columns; j += lanes<N>) some_columns<N>(b, j);
            for (; j < columns; ++j) some_columns<Scalar>(b, j);
        }
    }

    template <class N>
    OCKHAM_INLINE void some_columns(Index b, Index j) const {
        const Index first = b * block, last = first + block < rows ? first + block : rows;
        const Index step = columns;
        const Scalar *const gradients = dy + j, *const from = x + j, *const all_means = means,
                            *const all_scales = scales;
        const auto gradient = [gradients, step](Index row)
                                  OCKHAM_INLINE { return load<N>(gradients + row * step); };
        N mean = N(0);
        if constexpr (!of_rows) mean = load<N>(means + j);
        const auto product = [gradients, from, step, all_means, all_scales, &mean](Index row) OCKHAM_INLINE {
            if constexpr (of_rows)
                return load<N>(gradients + row * step) *
                       ((load<N>(from + row * step) - N(all_means[row])) * N(all_scales[row]));
            else
                return load<N>(gradients + row * step) * (load<N>(from + row * step) - mean);
        };
        store(results + 2 * b * columns + j, sum_of_terms<N>(first, last, gradient));
        store(results + (2 * b + 1) * columns + j, sum_of_terms<N>(first, last, product));
    }
};

/// Runs a job on all of its blocks, and returns how many they are.
template <class Scalar, class Blocks>
Index run_blocks(Blocks job, Tensor<Scalar>& scratch) {
    job.block = rows_of_block(job.columns);
    const Index blocks = (job.rows + job.block - 1) / job.block;
    scratch.resize({2 * blocks, job.columns});
    job.results = scratch.data();
    run_loop(choose<Blocks>().loop, &job, blocks, 1);
    return blocks;
}

/// sums[2 c] and sums[2 c + 1] are the sums over the columns of channel c, of all blocks, in double.
template <class Scalar>
OCKHAM_OPTIMIZE void add_blocks(const Channels& of, Index blocks, const Scalar* results, Scalar* first,
                                Scalar* second) {
    for (Index c = 0; c < of.channels; ++c) {
        double sums[2] = {};
        for (Index b = 0; b < 2 * blocks; ++b)
            for (Index j = c * of.width; j < (c + 1) * of.width; ++j)
                sums[b % 2] += static_cast<double>(results[b * of.columns() + j]);
        first[c] = static_cast<Scalar>(sums[0]);
        second[c] = static_cast<Scalar>(sums[1]);
    }
}

template <class Scalar>
OCKHAM_OPTIMIZE void merge_blocks(const Channels& of, Index blocks, const Scalar* results, Scalar* means,
                                  Scalar* variances) {
    const Index columns = of.columns(), block = rows_of_block(columns);
    const auto rows_of = [&](Index b) { return static_cast<double>(std::min(of.rows - b * block, block)); };
    const auto count = static_cast<double>(of.count());
    for (Index c = 0; c < of.channels; ++c) {
        double sum = 0, squares = 0;
        for (Index b = 0; b < blocks; ++b)
            for (Index j = c * of.width; j < (c + 1) * of.width; ++j)
                sum += rows_of(b) * static_cast<double>(results[2 * b * columns + j]);
        const double mean = sum / count;
        for (Index b = 0; b < blocks; ++b)
            for (Index j = c * of.width; j < (c + 1) * of.width; ++j) {
                const double distance = static_cast<double>(results[2 * b * columns + j]) - mean;
                squares += static_cast<double>(results[(2 * b + 1) * columns + j]) +
                           rows_of(b) * distance * distance;
            }
        means[c] = static_cast<Scalar>(mean);
        variances[c] = static_cast<Scalar>(squares / count);
    }
}

}  // namespace detail

/// Mean and variance of each channel, the mean squared distance from the mean; `x` is a matrix of `of.rows` rows, at least one.
///
/// Exact also where the mean is far from zero: distances are from the means of some rows, which are then merged.
/// Chan, Golub & LeVeque (1983), "Algorithms for computing the sample variance".
template <class Scalar>
void channel_moments(const Channels& of, const Scalar* x, Tensor<Scalar>& scratch, Scalar* means,
                     Scalar* variances) {
    const Index blocks =
        detail::run_blocks(detail::BlockMoments<Scalar>{x, of.rows, of.columns(), 0, nullptr}, scratch);
    detail::merge_blocks(of, blocks, std::as_const(scratch).data(), means, variances);
}

/// The sums of dy, and of dy (x - mean), over each channel. `column_means` has the mean for each column.
template <class Scalar>
void channel_products(const Channels& of, const Scalar* dy, const Scalar* x, const Scalar* column_means,
                      Tensor<Scalar>& scratch, Scalar* sums, Scalar* products) {
    const Index blocks = detail::run_blocks(
        detail::BlockProducts<Scalar, false>{dy, x, column_means, nullptr, of.rows, of.columns(), 0, nullptr},
        scratch);
    detail::add_blocks(of, blocks, std::as_const(scratch).data(), sums, products);
}

/// The sums over the rows of dy, and of dy (x - mean) scale, where each row has its mean and scale, for each column.
template <class Scalar>
void column_products(Index rows, Index columns, const Scalar* dy, const Scalar* x, const Scalar* means,
                     const Scalar* scales, Tensor<Scalar>& scratch, Scalar* sums, Scalar* products) {
    const Index blocks = detail::run_blocks(
        detail::BlockProducts<Scalar, true>{dy, x, means, scales, rows, columns, 0, nullptr}, scratch);
    detail::add_blocks({rows, columns}, blocks, std::as_const(scratch).data(), sums, products);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
