// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <ockham/core/groups.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/kernels/rows.hpp>

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

/// Multiplies each vector of `w` that lies along `axes` such that its norm is within the bounds.
template <class Scalar>
[[gnu::noinline]] void rescale(TensorOut<Scalar> w, const Axes& axes, const NormBounds& bounds,
                               std::string_view who) {
    const Groups groups(w.shape(), axes, who);
    static thread_local std::vector<double> memory;  // kept from call to call
    memory.assign(static_cast<std::size_t>(groups.count), 0);
    groups.for_each_row([&](Index row, Index group) {
        kernels::add_squares(w.data() + row * groups.columns, groups.columns, groups.step,
                             memory.data() + group);
    });
    for (double& number : memory) number = bounds.factor(std::sqrt(number));
    groups.for_each_row([&](Index row, Index group) {
        kernels::multiply_by(w.data() + row * groups.columns, groups.columns, groups.step,
                             memory.data() + group);
    });
}

}  // namespace ockham::detail
