// SPDX-License-Identifier: MIT
#include <cmath>
#include <type_traits>

#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/simd.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace simd_test {

/// What `function` makes of each of 19 pairs of numbers, in lanes, is what it makes of them one by one.
template <class Scalar, class Function>
void require_as_one_by_one(Function function) {
    Scalar a[19], b[19], got[19];
    for (int i = 0; i < 19; ++i) {
        a[i] = static_cast<Scalar>((i * 7) % 5 - 2) / 2;
        b[i] = static_cast<Scalar>((i * 11) % 7 - 3) / 4;
    }
    a[3] = static_cast<Scalar>(NAN);
    b[4] = static_cast<Scalar>(NAN);
    a[5] = -static_cast<Scalar>(INFINITY);
    a[6] = static_cast<Scalar>(-0.0);
    instruction_sets::for_each([&] {
        kernels::map(19, got, function, a, b);
        for (int i = 0; i < 19; ++i) {
            const auto one = static_cast<Scalar>(function(a[i], b[i]));
            INFO(a[i] << ", " << b[i] << ": " << got[i] << " in lanes, " << one << " alone");
            REQUIRE((std::isnan(one) ? std::isnan(got[i])
                                     : got[i] == one && std::signbit(got[i]) == std::signbit(one)));
        }
    });
}

template <class Scalar>
void require_operators() {
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return a + b; });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return a - b; });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return a * b; });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return a / b; });
    require_as_one_by_one<Scalar>([](auto a, auto) OCKHAM_INLINE { return -a; });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return 1 + 2 * (a - 3) / (b - 1); });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE {
        a += b;
        a *= 2;
        a -= 1;
        a /= 4;
        return a;
    });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return kernels::select(a < b, 1, b); });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return kernels::select(a > b, a, 2); });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return kernels::select(a <= b, a, b); });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return kernels::select(a >= b, a, b); });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return kernels::select(a == b, a, 7); });
    require_as_one_by_one<Scalar>([](auto a, auto b) OCKHAM_INLINE { return kernels::select(a != b, a, 7); });
    require_as_one_by_one<Scalar>([](auto a, auto b)
                                      OCKHAM_INLINE { return kernels::select((a > 0) & (b > 0), a, b); });
    require_as_one_by_one<Scalar>([](auto a, auto b)
                                      OCKHAM_INLINE { return kernels::select((a > 0) | (b > 0), a, b); });
}

}  // namespace simd_test

TEST_CASE("lanes compute what numbers do one by one", "[kernels]") {
    simd_test::require_operators<float>();
    simd_test::require_operators<double>();
}

#ifdef OCKHAM_SIMD
TEST_CASE("lanes go by their address where they are not inlined", "[kernels]") {
    // A trivial copy would be passed in a register, which functions for different instruction sets disagree about.
    REQUIRE_FALSE(std::is_trivially_copyable_v<kernels::Lanes<float, 64>>);
    REQUIRE_FALSE(std::is_trivially_copyable_v<kernels::Lanes<float, 64>::Mask>);
    simd_test::require_as_one_by_one<float>([](auto a, auto b) { return kernels::select(a < b, a, 2 * b); });
    simd_test::require_as_one_by_one<double>([](auto a, auto b) { return kernels::select(a < b, a, 2 * b); });
}
#endif

TEST_CASE("entries of another type are converted as they are loaded, and added up", "[kernels]") {
    REQUIRE(kernels::lanes<float> == 1);
    const float x[] = {1, 2, 3, 4};
    REQUIRE(kernels::load<double>(x + 1) == 2);
    REQUIRE(kernels::sum_of_lanes(3.5) == 3.5);
#ifdef OCKHAM_SIMD
    REQUIRE(kernels::lanes<kernels::Lanes<float, 32>> == 8);
    REQUIRE(kernels::lanes<kernels::Lanes<double, 64>> == 8);
    REQUIRE(kernels::sum_of_lanes(kernels::load<kernels::Lanes<double, 32>>(x)) == 10);
#endif
}
