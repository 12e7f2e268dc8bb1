// SPDX-License-Identifier: MIT
#include <ockham/kernels/functions.hpp>

#include "kernels/exactness.hpp"

using namespace ockham;

TEST_CASE("exp is exact to the last digits, from zero to infinity", "[kernels]") {
    functions_test::require_exact([](auto x) OCKHAM_INLINE { return kernels::exp(x); },
                                  [](long double x) { return std::exp(x); });
}

TEST_CASE("tanh is exact to the last digits", "[kernels]") {
    functions_test::require_exact([](auto x) OCKHAM_INLINE { return kernels::tanh(x); },
                                  [](long double x) { return std::tanh(x); });
}

TEST_CASE("sigmoid is exact to the last digits, however close to 0", "[kernels]") {
    functions_test::require_exact(
        [](auto x) OCKHAM_INLINE { return kernels::sigmoid(x); },
        [](long double x) { return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x)); });
}

TEST_CASE("log is exact to the last digits, also next to 1", "[kernels]") {
    functions_test::require_exact([](auto x) OCKHAM_INLINE { return kernels::log(x); },
                                  [](long double x) { return std::log(x); });
}

TEST_CASE("sqrt is exact", "[kernels]") {
    functions_test::require_exact([](auto x) OCKHAM_INLINE { return kernels::sqrt(x); },
                                  [](long double x) { return std::sqrt(x); });
    const std::vector<double> x = {2, 3, 5, 7};
    std::vector<double> y(x.size());
    instruction_sets::for_each([&] {
        kernels::map_widest(
            4, y.data(), [](auto v) OCKHAM_INLINE { return kernels::sqrt(v); }, x.data());
        for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(y[i] == std::sqrt(x[i]));
    });
}

TEST_CASE("a soft threshold moves numbers towards zero, and small ones to it", "[kernels]") {
    const std::vector<float> x = {3, -3, 0.5F, -0.5F, 1, 0, 1e30F, -INFINITY, 0.25F};
    std::vector<float> y(x.size());
    instruction_sets::for_each([&] {
        const auto map = [&](float bound) {
            kernels::map(
                static_cast<Index>(x.size()), y.data(),
                [bound](auto v) OCKHAM_INLINE { return kernels::soft_threshold(v, bound); }, x.data());
        };
        map(1);
        REQUIRE(y == std::vector<float>{2, -2, 0, 0, 0, 0, 1e30F, -INFINITY, 0});
        map(0);
        REQUIRE(y == x);
    });
}

TEST_CASE("abs, min and max treat zeros and NaN as they say", "[kernels]") {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::vector<float> a = {1, -2, 0.0F, -0.0F, nan, 1, -0.0F}, b = {2, -3, -0.0F, 0.0F, 1, nan, -1};
    std::vector<float> y(a.size());
    instruction_sets::for_each([&] {
        const auto map = [&](auto function) {
            kernels::map(static_cast<Index>(a.size()), y.data(), function, a.data(), b.data());
        };
        map([](auto v, auto) OCKHAM_INLINE { return kernels::abs(v); });
        REQUIRE(std::vector<float>(y.begin(), y.begin() + 4) == std::vector<float>{1, 2, 0, 0});
        REQUIRE_FALSE(std::signbit(y[3]));
        REQUIRE(std::isnan(y[4]));
        map([](auto v, auto w) OCKHAM_INLINE { return kernels::min(v, w); });
        REQUIRE(std::vector<float>(y.begin(), y.begin() + 2) == std::vector<float>{1, -3});
        REQUIRE_FALSE(std::signbit(y[2]));
        REQUIRE(std::signbit(y[3]));
        REQUIRE(std::isnan(y[4]));
        REQUIRE(y[5] == 1);
        map([](auto v, auto w) OCKHAM_INLINE { return kernels::max(v, w); });
        REQUIRE(std::vector<float>(y.begin(), y.begin() + 2) == std::vector<float>{2, -2});
        REQUIRE_FALSE(std::signbit(y[2]));
        REQUIRE(std::signbit(y[3]));
        REQUIRE(std::isnan(y[4]));
        REQUIRE(y[5] == 1);
        REQUIRE(std::signbit(y[6]));
    });
}
