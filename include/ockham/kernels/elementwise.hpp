// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <ockham/core/types.hpp>

namespace ockham::kernels {

/// out[i] = f(in[i]...) for 0 <= i < count; `out` may be one of the inputs.
template <class Scalar, class Function, class... Inputs>
void map(Index count, Scalar* out, Function f, const Inputs*... in) {
    for (Index i = 0; i < count; ++i) out[i] = f(in[i]...);
}

/// The sum of f(in[i]...) for 0 <= i < count, added up in double.
template <class Function, class... Inputs>
double sum(Index count, Function f, const Inputs*... in) {
    double sums[4] = {};
    Index i = 0;
    for (; i + 4 <= count; i += 4)
        for (Index j = 0; j < 4; ++j) sums[j] += static_cast<double>(f(in[i + j]...));
    for (; i < count; ++i) sums[0] += static_cast<double>(f(in[i]...));
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Each row of y is the softmax of that row of z: y_j = exp(z_j - max z) / sum_k exp(z_k - max z). y may be
/// z.
template <class Scalar>
void softmax(In<Scalar> z, InOut<Scalar> y) {
    for (Index row = 0; row < z.rows(); ++row) {
        const Scalar* from = z.data() + row * z.cols();
        Scalar* to = y.data() + row * z.cols();
        const Scalar largest = *std::max_element(from, from + z.cols());
        Scalar total = 0;
        for (Index j = 0; j < z.cols(); ++j) total += to[j] = std::exp(from[j] - largest);
        for (Index j = 0; j < z.cols(); ++j) to[j] /= total;
    }
}

/// dz_j = y_j (dy_j - sum_k y_k dy_k) in each row. dz may be dy.
template <class Scalar>
void softmax_backward(In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) {
    for (Index row = 0; row < y.rows(); ++row) {
        const Scalar* value = y.data() + row * y.cols();
        const Scalar* from = dy.data() + row * y.cols();
        Scalar* to = dz.data() + row * y.cols();
        Scalar mean = 0;
        for (Index j = 0; j < y.cols(); ++j) mean += value[j] * from[j];
        for (Index j = 0; j < y.cols(); ++j) to[j] = value[j] * (from[j] - mean);
    }
}

/// sums[j] += sum over the rows of x(i, j).
template <class Scalar>
void add_column_sums(In<Scalar> x, Scalar* sums) {
    for (Index row = 0; row < x.rows(); ++row) {
        const Scalar* from = x.data() + row * x.cols();
        for (Index j = 0; j < x.cols(); ++j) sums[j] += from[j];
    }
}

}  // namespace ockham::kernels
