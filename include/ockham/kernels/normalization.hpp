// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/flags.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// Rows begin <= row < end of y = (x - mean) scale + shift, all three of the column.
template <class Scalar>
struct NormalizeColumns {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar *x, *means, *scales, *shifts;
    Scalar* y;
    Index columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index at = begin * columns; at < end * columns; at += columns) {
            Index j = 0;
            for (; j + lanes<N> <= columns; j += lanes<N>) some<N>(at, j);
            for (; j < columns; ++j) some<Scalar>(at, j);
        }
    }

    template <class N>
    OCKHAM_INLINE void some(Index at, Index j) const {
        store(y + at + j,
              (load<N>(x + at + j) - load<N>(means + j)) * load<N>(scales + j) + load<N>(shifts + j));
    }
};

/// Rows of dx = dy scale + (x - mean) slope + shift.
template <class Scalar>
struct NormalizeColumnsBackward {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar *dy, *x, *means, *scales, *slopes, *shifts;
    Scalar* dx;
    Index columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index at = begin * columns; at < end * columns; at += columns) {
            Index j = 0;
            for (; j + lanes<N> <= columns; j += lanes<N>) some<N>(at, j);
            for (; j < columns; ++j) some<Scalar>(at, j);
        }
    }

    template <class N>
    OCKHAM_INLINE void some(Index at, Index j) const {
        store(dx + at + j,
              load<N>(dy + at + j) * load<N>(scales + j) +
                  ((load<N>(x + at + j) - load<N>(means + j)) * load<N>(slopes + j) + load<N>(shifts + j)));
    }
};

/// Sums over the entries of a row, several at a time.
template <class N, class Scalar, class Term>
OCKHAM_INLINE inline Scalar sum_along_row(Index columns, const Term& term) {
    N sums = N(0);
    Index j = 0;
    for (; j + lanes<N> <= columns; j += lanes<N>) sums += term(N(0), j);
    Scalar sum = sum_of_lanes(sums);
    for (; j < columns; ++j) sum += term(Scalar(0), j);
    return sum;
}

/// y = (x - mean) / sqrt(variance + epsilon) gamma + beta, where mean and variance are those of the row.
template <class Scalar>
struct NormalizeRows {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar *x, *gamma, *beta;
    Scalar *y, *means, *scales;
    Index columns;
    double epsilon;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        const auto count = static_cast<Scalar>(columns);
        for (Index row = begin; row < end; ++row) {
            const Scalar* from = x + row * columns;
            Scalar* to = y + row * columns;
            const auto entry = [from](auto number, Index j)
                                   OCKHAM_INLINE { return load<decltype(number)>(from + j); };
            const Scalar mean = sum_along_row<N, Scalar>(columns, entry) / count;
            const auto square = [from, mean](auto number, Index j) OCKHAM_INLINE {
                const auto distance = load<decltype(number)>(from + j) - mean;
                return distance * distance;
            };
            const auto variance = static_cast<double>(sum_along_row<N, Scalar>(columns, square) / count);
            const auto scale = static_cast<Scalar>(1 / std::sqrt(variance + epsilon));
            means[row] = mean;
            scales[row] = scale;
            Index j = 0;
            for (; j + lanes<N> <= columns; j += lanes<N>) some<N>(from, to, j, mean, scale);
            for (; j < columns; ++j) some<Scalar>(from, to, j, mean, scale);
        }
    }

    template <class N>
    OCKHAM_INLINE void some(const Scalar* from, Scalar* to, Index j, Scalar mean, Scalar scale) const {
        store(to + j, (load<N>(from + j) - mean) * N(scale) * load<N>(gamma + j) + load<N>(beta + j));
    }
};

/// With g = dy gamma and n = (x - mean) scale: dx = scale (g - (mean of g) - n (mean of g n)).
template <class Scalar>
struct NormalizeRowsBackward {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar *dy, *x, *gamma, *means, *scales;
    Scalar* dx;
    Index columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        const auto count = static_cast<Scalar>(columns);
        for (Index row = begin; row < end; ++row) {
            const Scalar *gradients = dy + row * columns, *from = x + row * columns, *factors = gamma;
            const Scalar mean = means[row], scale = scales[row];
            const auto gradient = [gradients, factors](auto number, Index j) OCKHAM_INLINE {
                return load<decltype(number)>(gradients + j) * load<decltype(number)>(factors + j);
            };
            const auto product = [gradients, factors, from, mean, scale](auto number, Index j) OCKHAM_INLINE {
                using M = decltype(number);
                return load<M>(gradients + j) * load<M>(factors + j) *
                       ((load<M>(from + j) - mean) * M(scale));
            };
            const Scalar shift = sum_along_row<N, Scalar>(columns, gradient) / count;
            const Scalar slope = sum_along_row<N, Scalar>(columns, product) / count;
            Index j = 0;
            for (; j + lanes<N> <= columns; j += lanes<N>)
                some<N>(row * columns, j, mean, scale, shift, slope);
            for (; j < columns; ++j) some<Scalar>(row * columns, j, mean, scale, shift, slope);
        }
    }

    template <class N>
    OCKHAM_INLINE void some(Index at, Index j, Scalar mean, Scalar scale, Scalar shift, Scalar slope) const {
        const N normalized = (load<N>(x + at + j) - mean) * N(scale);
        store(dx + at + j,
              (load<N>(dy + at + j) * load<N>(gamma + j) - shift - normalized * N(slope)) * N(scale));
    }
};

/// Runs a job of `rows` rows.
template <class Rows>
void run_all_rows(const Rows& job, Index rows) {
    run_loop(choose<Rows>().loop, &job, rows, (2 * least_for_threads + job.columns - 1) / job.columns);
}

}  // namespace detail

/// y = (x - mean) scale + shift, all three of the column, for a matrix x.
template <class Scalar>
void normalize_columns(Index rows, Index columns, const Scalar* x, const Scalar* means, const Scalar* scales,
                       const Scalar* shifts, Scalar* y) {
    detail::run_all_rows(detail::NormalizeColumns<Scalar>{x, means, scales, shifts, y, columns}, rows);
}

/// dx = dy scale + (x - mean) slope + shift, all four of the column.
template <class Scalar>
void normalize_columns_backward(Index rows, Index columns, const Scalar* dy, const Scalar* x,
                                const Scalar* means, const Scalar* scales, const Scalar* slopes,
                                const Scalar* shifts, Scalar* dx) {
    detail::run_all_rows(
        detail::NormalizeColumnsBackward<Scalar>{dy, x, means, scales, slopes, shifts, dx, columns}, rows);
}

/// y = (x - mean) scale gamma + beta, where mean and scale = 1 / sqrt(variance + epsilon) are those of the row, gamma and beta of
/// the column. Means and scales are written, too.
template <class Scalar>
void normalize_rows(Index rows, Index columns, const Scalar* x, const Scalar* gamma, const Scalar* beta,
                    double epsilon, Scalar* means, Scalar* scales, Scalar* y) {
    detail::run_all_rows(detail::NormalizeRows<Scalar>{x, gamma, beta, y, means, scales, columns, epsilon},
                         rows);
}

/// dx, from what the function above has written.
template <class Scalar>
void normalize_rows_backward(Index rows, Index columns, const Scalar* dy, const Scalar* x,
                             const Scalar* gamma, const Scalar* means, const Scalar* scales, Scalar* dx) {
    detail::run_all_rows(detail::NormalizeRowsBackward<Scalar>{dy, x, gamma, means, scales, dx, columns},
                         rows);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
