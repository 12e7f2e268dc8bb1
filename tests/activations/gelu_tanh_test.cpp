// SPDX-License-Identifier: MIT
#include <ockham/activations/gelu_tanh.hpp>

#include "activations/contract.hpp"

using namespace ockham;

TEST_CASE("gelu's approximation is near it, and is Keras'", "[activations]") {
    using namespace activations_contract;
    require_contract(activations::gelu_tanh, "gelu_tanh", 0, 1e-7);
    const Matrix<double> z = many_rows(),
                         exact = (z.array() * ((z.array() * std::sqrt(0.5)).unaryExpr([](double v) {
                                      return 1 + std::erf(v);
                                  }) / 2))
                                     .matrix();
    REQUIRE((value(activations::gelu_tanh, z) - exact).cwiseAbs().maxCoeff() < 5e-4);
    REQUIRE(value(activations::gelu_tanh, z) != exact);
}
