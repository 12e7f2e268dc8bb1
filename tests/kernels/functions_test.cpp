// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/functions.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace functions_test {

/// How far `got` is from `exact`, in units of the last place of numbers of that size. Infinite if one is infinite or NaN and the
/// other is not, or a zero has the wrong sign.
template <class Scalar>
double error(Scalar got, long double exact) {
    const auto rounded = static_cast<Scalar>(exact);
    if (std::isnan(got) || std::isnan(rounded)) return std::isnan(got) && std::isnan(rounded) ? 0 : INFINITY;
    if (std::signbit(got) != std::signbit(rounded)) return INFINITY;
    if (std::isinf(got) || std::isinf(rounded)) return got == rounded ? 0 : INFINITY;
    using Limits = std::numeric_limits<Scalar>;
    int exponent = Limits::min_exponent;
    if (rounded != 0) std::frexp(rounded, &exponent);
    const int last = std::max(exponent, Limits::min_exponent) - Limits::digits;
    return static_cast<double>(std::fabs(static_cast<long double>(got) - exact) / std::ldexp(1.0L, last));
}

/// Numbers of all sizes and both signs, those around zero and one more densely, and all that are special.
template <class Scalar>
std::vector<Scalar> numbers() {
    using Limits = std::numeric_limits<Scalar>;
    const Scalar infinity = Limits::infinity(), smallest = Limits::min(), denormal = Limits::denorm_min();
    std::vector<Scalar> x;
    for (const Scalar size : {Scalar(0), denormal, 3 * denormal, smallest / 2, smallest, Scalar(0.5),
                              Scalar(1), Limits::epsilon(), Limits::max(), infinity, Limits::quiet_NaN()})
        x.insert(x.end(), {size, -size});
    const bool is_float = sizeof(Scalar) == 4;
    // Where exp becomes infinite, denormal, and zero.
    for (const double edge :
         {is_float ? 88.7228391 : 709.782712893384, is_float ? -87.3365447 : -708.39641853,
          is_float ? -103.972077 : -745.13321910194})
        for (Scalar at = std::nextafter(static_cast<Scalar>(edge), -infinity), i = 0; i < 4; i += 1)
            x.push_back(at = std::nextafter(at, infinity));
    std::uint64_t state = 1;
    for (int i = 0; i < 20000; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const double uniform = static_cast<double>(state >> 11) * 0x1p-53 - 0.5;
        x.push_back(is_float
                        ? static_cast<Scalar>(std::bit_cast<float>(static_cast<std::uint32_t>(state >> 32)))
                        : static_cast<Scalar>(std::bit_cast<double>(state)));
        for (const double range : {1e-3, 1.0, 8.0, is_float ? 200.0 : 1500.0})
            x.push_back(static_cast<Scalar>(range * uniform));
        x.push_back(static_cast<Scalar>(1 + uniform));
    }
    return x;
}

/// `function` of both, compared with `exact` for all numbers, with vectors of every size.
template <class Function, class Exact>
void require_exact(Function function, Exact exact) {
    const auto check = [&](auto number) {
        using Scalar = decltype(number);
        const std::vector<Scalar> x = numbers<Scalar>();
        std::vector<Scalar> y(x.size());
        const auto require = [&] {
            double worst = 0;
            std::size_t at = 0;
            for (std::size_t i = 0; i < x.size(); ++i)
                if (const double e = error(y[i], exact(static_cast<long double>(x[i]))); !(e <= worst))
                    worst = e, at = i;
            INFO(sizeof(Scalar) << " bytes: " << worst << " units at " << x[at] << ", got " << y[at]);
            REQUIRE(worst <= 2.6);
        };
        instruction_sets::for_each([&] {
            kernels::map(static_cast<Index>(x.size()), y.data(), function, x.data());
            require();
            kernels::map_widest(static_cast<Index>(x.size()), y.data(), function, x.data());
            require();
        });
    };
    check(0.0F);
    check(0.0);
}

}  // namespace functions_test

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
