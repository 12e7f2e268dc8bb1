// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/types.hpp>

namespace ockham::detail {

/// loss_i = 1/n sum_j f(y_ij, p_ij), over the n columns.
template <class Function>
void mean_over_columns(In<double> y_true, In<double> y_pred, InOut<double> loss, Function f) {
    const Index columns = y_pred.cols();
    for (Index row = 0; row < y_pred.rows(); ++row) {
        double sum = 0;
        for (Index i = row * columns; i < (row + 1) * columns; ++i)
            sum += f(y_true.data()[i], y_pred.data()[i]);
        loss.data()[row] = sum / static_cast<double>(columns);
    }
}

/// d_pred_ij = slope(y_ij, p_ij) / n: the gradient of the same, for the derivative of f by p.
template <class Slope>
void slopes_of_columns(In<double> y_true, In<double> y_pred, InOut<double> d_pred, Slope slope) {
    const auto columns = static_cast<double>(y_pred.cols());
    for (Index i = 0; i < y_pred.size(); ++i)
        d_pred.data()[i] = slope(y_true.data()[i], y_pred.data()[i]) / columns;
}

}  // namespace ockham::detail
