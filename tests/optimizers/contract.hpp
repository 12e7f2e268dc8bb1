// SPDX-License-Identifier: MIT
// What holds for every optimizer.
#pragma once

#include <cmath>
#include <vector>

#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/threads.hpp>

#include "kernels/instruction_sets.hpp"
#include "support/catch.hpp"

namespace optimizers_contract {

using namespace ockham;

/// Weights after some steps, of as many entries as several threads share, and no vector divides.
template <class Scalar>
std::vector<Scalar> trained(const AnyOptimizer& optimizer, Index size, double decay = 0, double l1 = 0) {
    Tensor<Scalar> value(Shape{size}), gradient(Shape{size});
    for (Index i = 0; i < size; ++i)
        value.data()[i] = static_cast<Scalar>(0.5 - 0.1 * static_cast<double>(i % 11));
    std::vector<Tensor<Scalar>> slots(static_cast<std::size_t>(optimizer.slots()),
                                      Tensor<Scalar>(Shape{size}));
    for (std::size_t i = 0; i < slots.size(); ++i)
        slots[i].fill(static_cast<Scalar>(optimizer.initial(static_cast<int>(i))));
    for (std::int64_t step = 0; step < 5; ++step) {
        for (Index i = 0; i < size; ++i)
            gradient.data()[i] =
                static_cast<Scalar>(static_cast<double>(i % 7) - 3 + 0.25 * static_cast<double>(step));
        optimizer.update(ParameterUpdate<Scalar>{value.matrix(), std::as_const(gradient).matrix(), slots,
                                                 0.02, step, decay, l1});
    }
    return {value.data(), value.data() + size};
}

/// float and double agree; so do all instruction sets; any number of threads gives the same bits; weight decay is done
/// where the optimizer says so.
inline void require(const AnyOptimizer& optimizer) {
    const std::vector<double> exact = trained<double>(optimizer, 53);
    instruction_sets::for_each([&] {
        const std::vector<float> single = trained<float>(optimizer, 53);
        const std::vector<double> twice = trained<double>(optimizer, 53);
        for (std::size_t i = 0; i < exact.size(); ++i) {
            INFO(optimizer.name() << " entry " << i);
            REQUIRE(std::isfinite(exact[i]));
            REQUIRE(static_cast<double>(single[i]) == Approx(exact[i]).margin(2e-5));
            REQUIRE(twice[i] == Approx(exact[i]).epsilon(1e-12).margin(1e-13));
        }
    });
    const std::vector<float> alone = trained<float>(optimizer, 40000);
    set_threads(3);
    const std::vector<float> together = trained<float>(optimizer, 40000);
    set_threads(1);
    REQUIRE(alone == together);
    REQUIRE(optimizer.applies_decay());
    REQUIRE(trained<double>(optimizer, 53, 0.1) != exact);
    if (optimizer.proximal_l1()) REQUIRE(trained<double>(optimizer, 53, 0, 0.5) != exact);
}

}  // namespace optimizers_contract
