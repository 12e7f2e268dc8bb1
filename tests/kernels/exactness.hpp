// SPDX-License-Identifier: MIT
// How functions of numbers are compared with exact ones.
#pragma once

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <ockham/kernels/elementwise.hpp>

#include "kernels/instruction_sets.hpp"

namespace functions_test {

namespace kernels = ockham::kernels;
using ockham::Index;

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

/// `function` of both, compared with `exact` for all numbers, with vectors of every size. `allowed(x)` is how far it may be off.
template <class Function, class Exact, class Allowed>
void require_exact(Function function, Exact exact, Allowed allowed) {
    const auto check = [&](auto number) {
        using Scalar = decltype(number);
        const std::vector<Scalar> x = numbers<Scalar>();
        std::vector<Scalar> y(x.size());
        const auto require = [&] {
            double worst = 0;
            std::size_t at = 0;
            for (std::size_t i = 0; i < x.size(); ++i)
                if (const double e = error(y[i], exact(static_cast<long double>(x[i]))) / allowed(x[i]);
                    !(e <= worst))
                    worst = e, at = i;
            INFO(sizeof(Scalar) << " bytes: " << worst << " of what is allowed at " << x[at] << ", got "
                                << y[at]);
            REQUIRE(worst <= 1);
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
template <class Function, class Exact>
void require_exact(Function function, Exact exact) {
    require_exact(function, exact, [](auto) { return 2.6; });
}

}  // namespace functions_test
