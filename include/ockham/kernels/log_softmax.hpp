// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/softmax.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// Rows begin <= row < end of the logarithm of a softmax.
template <class Scalar>
struct LogSoftmax {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar* z;
    Scalar* y;
    Index columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index at = begin * columns; at < end * columns; at += columns) {
            Scalar most = z[at];
            for (Index i = 1; i < columns; ++i) most = max(most, z[at + i]);
            const auto weight = [most](const auto& v) OCKHAM_INLINE { return exp(v - most); };
            const Scalar total = log(sum_of_row<N, Scalar>(columns, weight, z + at));
            const auto less = [most, total](const auto& v) OCKHAM_INLINE { return (v - most) - total; };
            map_row<N>(columns, y + at, less, z + at);
        }
    }
};

/// Rows begin <= row < end of its derivative.
template <class Scalar>
struct LogSoftmaxBackward {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Scalar *y, *dy;
    Scalar* dz;
    Index columns;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        for (Index at = begin * columns; at < end * columns; at += columns) {
            const auto same = [](const auto& d) OCKHAM_INLINE { return d; };
            const Scalar total = sum_of_row<N, Scalar>(columns, same, dy + at);
            const auto centred = [total](const auto& v, const auto& d)
                                     OCKHAM_INLINE { return d - exp(v) * total; };
            map_row<N>(columns, dz + at, centred, y + at, dy + at);
        }
    }
};

}  // namespace detail

/// Each row of y is the logarithm of the softmax of that row of z: y_j = (z_j - max z) - log sum_k exp(z_k - max z). y may be z.
template <class Scalar>
void log_softmax(In<Scalar> z, InOut<Scalar> y) {
    detail::run_rows(detail::LogSoftmax<Scalar>{z.data(), y.data(), z.cols()}, z.rows());
}

/// dz_j = dy_j - exp(y_j) sum_k dy_k in each row. dz may be dy.
template <class Scalar>
void log_softmax_backward(In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) {
    detail::run_rows(detail::LogSoftmaxBackward<Scalar>{y.data(), dy.data(), dz.data(), y.cols()}, y.rows());
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
