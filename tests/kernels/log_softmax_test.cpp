// SPDX-License-Identifier: MIT
#include <vector>

#include <ockham/core/random.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/kernels/log_softmax.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace log_softmax_test {

template <class Scalar>
void check(Index rows, Index columns) {
    Random random(static_cast<std::uint32_t>(columns));
    Tensor<Scalar> z(Shape{rows, columns}), y = z, dy = z, dz = z;
    for (Index i = 0; i < z.size(); ++i) {
        z.data()[i] = static_cast<Scalar>(random.uniform(-20, 20));
        dy.data()[i] = static_cast<Scalar>(random.uniform(-1, 1));
    }
    const double tolerance = sizeof(Scalar) == 4 ? 1e-4 : 1e-13;
    instruction_sets::require_same_with_threads([&] {
        kernels::log_softmax(std::as_const(z).matrix(), y.matrix());
        kernels::log_softmax_backward(std::as_const(y).matrix(), std::as_const(dy).matrix(), dz.matrix());
        for (Index row = 0; row < rows; ++row) {
            const Scalar *from = z.data() + row * columns, *slopes = dy.data() + row * columns;
            double sum = 0, total = 0;
            for (Index j = 0; j < columns; ++j) {
                sum += std::exp(static_cast<double>(from[j]) - 20);
                total += static_cast<double>(slopes[j]);
            }
            for (Index j = 0; j < columns; ++j) {
                const double exact = static_cast<double>(from[j]) - 20 - std::log(sum);
                REQUIRE(std::abs(static_cast<double>(y.data()[row * columns + j]) - exact) <= tolerance);
                const double slope = static_cast<double>(slopes[j]) - std::exp(exact) * total;
                REQUIRE(std::abs(static_cast<double>(dz.data()[row * columns + j]) - slope) <= tolerance);
            }
        }
        return std::vector<Scalar>(dz.data(), dz.data() + dz.size());
    });
}

}  // namespace log_softmax_test

TEST_CASE("log softmax and its derivative, for rows of every length", "[kernels]") {
    for (const Index columns : {1, 2, 3, 7, 8, 9, 16, 33}) {
        log_softmax_test::check<float>(5, columns);
        log_softmax_test::check<double>(5, columns);
    }
    log_softmax_test::check<float>(3000, 10);
}
