// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/flags.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// The sum of function(rows[i]...).
template <class N, class Scalar, class Function, class... Rows>
OCKHAM_INLINE inline Scalar sum_of_row(Index count, const Function& function, const Rows*... rows) {
    N sums = Scalar(0);
    Index i = 0;
    for (; i + lanes<N> <= count; i += lanes<N>) sums += function(load<N>(rows + i)...);
    Scalar sum = sum_of_lanes(sums);
    for (; i < count; ++i) sum += function(rows[i]...);
    return sum;
}

/// out[i] = function(rows[i]...), for a function that is as exact for one number as for several.
template <class N, class Scalar, class Function, class... Rows>
OCKHAM_INLINE inline void map_row(Index count, Scalar* out, const Function& function, const Rows*... rows) {
    Index i = 0;
    for (; i + lanes<N> <= count; i += lanes<N>) store(out + i, function(load<N>(rows + i)...));
    for (; i < count; ++i) out[i] = function(rows[i]...);
}

/// Rows begin <= row < end of a softmax; a row is at least as long as a vector.
template <class Scalar>
struct Softmax {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar* z;
    Scalar* y;
    Index columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        const Index last =
            columns - lanes<N>;  // where the last vector of a row begins, which overlaps the one before
        for (Index row = begin; row < end; ++row) {
            const Scalar* from = z + row * columns;
            Scalar* to = y + row * columns;

            const N ending = load<N>(from + last);
            N mosts = ending;
            for (Index i = 0; i < last; i += lanes<N>) mosts = max(mosts, load<N>(from + i));
            Scalar each[lanes<N>];
            store(each, mosts);
            Scalar most = each[0];
            for (Index i = 1; i < lanes<N>; ++i) most = max(most, each[i]);

            for (Index i = 0; i < columns; i += lanes<N>)
                store(to + (i < last ? i : last), exp((i < last ? load<N>(from + i) : ending) - most));

            const auto same = [](const auto& v) OCKHAM_INLINE { return v; };
            const Scalar total = sum_of_row<N, Scalar>(columns, same, to);
            const auto divide = [total](const auto& v) OCKHAM_INLINE { return v / total; };
            map_row<N>(columns, to, divide, to);
        }
    }
};

/// Rows begin <= row < end of its derivative.
template <class Scalar>
struct SoftmaxBackward {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar *y, *dy;
    Scalar* dz;
    Index columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index at = begin * columns; at < end * columns; at += columns) {
            const auto product = [](const auto& v, const auto& d) OCKHAM_INLINE { return v * d; };
            const Scalar mean = sum_of_row<N, Scalar>(columns, product, y + at, dy + at);
            const auto centred = [mean](const auto& v, const auto& d)
                                     OCKHAM_INLINE { return v * (d - mean); };
            map_row<N>(columns, dz + at, centred, y + at, dy + at);
        }
    }
};

/// Runs a job of rows, number by number if they are shorter than a vector.
template <class Rows>
void run_rows(const Rows& job, Index rows) {
    if (rows == 0 || job.columns == 0) return;
    Choice choice = choose<Rows>();
    if (job.columns < choice.lanes) choice.loop = &loop_portable<Rows>;
    run_loop(choice.loop, &job, rows, (2 * least_for_threads + job.columns - 1) / job.columns);
}

}  // namespace detail

/// Each row of y is the softmax of that row of z: y_j = exp(z_j - max z) / sum_k exp(z_k - max z). y may be z.
template <class Scalar>
void softmax(In<Scalar> z, InOut<Scalar> y) {
    detail::run_rows(detail::Softmax<Scalar>{z.data(), y.data(), z.cols()}, z.rows());
}

/// dz_j = y_j (dy_j - sum_k y_k dy_k) in each row. dz may be dy.
template <class Scalar>
void softmax_backward(In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) {
    detail::run_rows(detail::SoftmaxBackward<Scalar>{y.data(), dy.data(), dz.data(), y.cols()}, y.rows());
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
