// SPDX-License-Identifier: MIT
// A small network with no more headers than it needs.
#include <ockham/layers/core/dense.hpp>
#include <ockham/losses/mean_squared_error.hpp>
#include <ockham/models.hpp>
#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/training/fit.hpp>

using namespace ockham;

int main() {
    Sequential model{Dense(8, {.kernel_regularizer = l2(0.01)}), Dense(1)};
    model.compile({.loss = MeanSquaredError()});
    const Matrix<float> x = Matrix<float>::Random(16, 3);
    const History history = model.fit(x, Matrix<float>(x.rowwise().sum()), {.epochs = 3, .verbose = 0});
    return history.last("loss") < history["loss"][0] ? 0 : 1;
}
