// SPDX-License-Identifier: MIT
// Nadam takes its betas in single precision, however well this file is optimised. The unit tests cannot tell: -O1 leaves
// that rounding in.
#include <cstdio>
#include <utility>
#include <vector>

#include <ockham/core/tensor.hpp>
#include <ockham/optimizers/nadam.hpp>

using namespace ockham;

int main(int count, char**) {
    // Known only when the program runs.
    const Nadam optimizer({.beta_1 = count > 1 ? 0.5 : 0.9, .beta_2 = count > 1 ? 0.5 : 0.999});
    Tensor<double> value(Shape{1}), gradient(Shape{1});
    std::vector<Tensor<double>> slots(2, Tensor<double>(Shape{1}));
    value.fill(0);
    gradient.fill(1);
    for (Tensor<double>& slot : slots) slot.fill(0);
    optimizer.update(
        ParameterUpdate<double>{value.matrix(), std::as_const(gradient).matrix(), slots, 0.02, 0});

    const double mean = slots[0].data()[0], square = slots[1].data()[0];
    const double rounded_mean = 1 - static_cast<double>(0.9F),
                 rounded_square = 1 - static_cast<double>(0.999F);
    std::printf("means of %.17g and %.17g, of rounded betas %.17g and %.17g\n", mean, square, rounded_mean,
                rounded_square);
    return mean == rounded_mean && square == rounded_square ? 0 : 1;
}
