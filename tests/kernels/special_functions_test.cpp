// SPDX-License-Identifier: MIT
#include <ockham/kernels/special_functions.hpp>

#include "kernels/exactness.hpp"

using namespace ockham;

TEST_CASE("expm1 is exact to the last digits, from denormal numbers to infinity", "[kernels]") {
    functions_test::require_exact([](auto x) OCKHAM_INLINE { return kernels::expm1(x); },
                                  [](long double x) { return std::expm1(x); });
}

TEST_CASE("log1p is exact to the last digits", "[kernels]") {
    functions_test::require_exact([](auto x) OCKHAM_INLINE { return kernels::log1p(x); },
                                  [](long double x) { return std::log1p(x); });
}

TEST_CASE("softplus is exact to the last digits, where small, too", "[kernels]") {
    functions_test::require_exact(
        [](auto x) OCKHAM_INLINE { return kernels::softplus(x); },
        [](long double x) { return std::max(x, 0.0L) + std::log1p(std::exp(-std::fabs(x))); });
}

TEST_CASE("the normal distribution is exact, but for tails that are almost nothing", "[kernels]") {
    functions_test::require_exact(
        [](auto x) OCKHAM_INLINE { return kernels::normal_cdf(x); },
        [](long double x) { return std::erfc(x * -std::sqrt(0.5L)) / 2; },
        [](auto x) { return 8 + (x < 0 ? 2 * static_cast<double>(x) * static_cast<double>(x) : 0); });
}
