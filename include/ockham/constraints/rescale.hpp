// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <ockham/core/groups.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/kernels/instruction_set.hpp>

namespace ockham::detail {

/// Where Euclidean norms shall lie, and how far each is moved there: 1 is all the way.
struct NormBounds {
    double min, max, rate;

    /// What a vector with that norm is multiplied by. Keras adds 1e-7 to the norm that it divides by.
    [[nodiscard]] double factor(double norm) const {
        const double desired = rate * std::clamp(norm, min, max) + (1 - rate) * norm;
        return desired / (1e-7 + norm);
    }
};

template <class Scalar, int flags = kernels::detail::file_flags>
OCKHAM_OPTIMIZE void add_squares(const Scalar* row, Index columns, Index step, double* sums) {
    for (Index i = 0; i < columns; ++i)
        sums[i * step] += static_cast<double>(row[i]) * static_cast<double>(row[i]);
}

template <class Scalar, int flags = kernels::detail::file_flags>
OCKHAM_OPTIMIZE void multiply_by(Scalar* row, Index columns, Index step, const double* factors) {
    for (Index i = 0; i < columns; ++i)
        row[i] = static_cast<Scalar>(static_cast<double>(row[i]) * factors[i * step]);
}

/// Multiplies each vector of `w` that lies along `axes` such that its norm is within the bounds.
template <class Scalar>
[[gnu::noinline]] void rescale(TensorOut<Scalar> w, const Axes& axes, const NormBounds& bounds,
                               std::string_view who) {
    const Groups groups(w.shape(), axes, who);
    static thread_local std::vector<double> memory;  // kept from call to call
    memory.assign(static_cast<std::size_t>(groups.count), 0);
    groups.for_each_row([&](Index row, Index group) {
        add_squares(w.data() + row * groups.columns, groups.columns, groups.step, memory.data() + group);
    });
    for (double& number : memory) number = bounds.factor(std::sqrt(number));
    groups.for_each_row([&](Index row, Index group) {
        multiply_by(w.data() + row * groups.columns, groups.columns, groups.step, memory.data() + group);
    });
}

}  // namespace ockham::detail
