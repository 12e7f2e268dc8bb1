// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/simd.hpp>

// Functions of a number and, under the same name, of `Lanes`: what a function that is given to `kernels::map` is made of. In
// lanes, exp, tanh, sigmoid and log are wrong by at most 2.6 units in the last place, for every number; infinities, NaN, zeros of
// both signs and denormal numbers are as in <cmath>. Signs of NaN are not defined.
namespace ockham::kernels::inline OCKHAM_FLAGS {

/// `yes` if the condition holds, else `no`. Both are computed.
template <class A, class B>
OCKHAM_INLINE inline std::common_type_t<A, B> select(bool condition, A yes, B no) {
    using Both = std::common_type_t<A, B>;
    return condition ? static_cast<Both>(yes) : static_cast<Both>(no);
}
template <class Mask>
OCKHAM_INLINE inline typename Mask::Number select(const Mask& condition, const typename Mask::Number& yes,
                                                  const typename Mask::Number& no) {
    return typename Mask::Number(condition.bits ? yes.native : no.native);
}

/// The smaller one; `a` if both are equal or one is NaN.
template <class Number>
OCKHAM_INLINE inline Number min(const Number& a, const std::type_identity_t<Number>& b) {
    return select(b < a, b, a);
}

/// The larger one; `a` if both are equal or one is NaN.
template <class Number>
OCKHAM_INLINE inline Number max(const Number& a, const std::type_identity_t<Number>& b) {
    return select(b > a, b, a);
}

/// sign(x) max(|x| - bound, 0): `x` moved by `bound` towards 0, but not beyond; exactly `x` if `bound` is 0.
template <class Number>
OCKHAM_INLINE inline Number soft_threshold(const Number& x, const std::type_identity_t<Number>& bound) {
    return x - max(min(x, bound), -bound);
}

template <std::floating_point S>
OCKHAM_INLINE inline S abs(S x) {
    return std::abs(x);
}
template <std::floating_point S>
OCKHAM_INLINE inline S sqrt(S x) {
    return std::sqrt(x);
}
template <std::floating_point S>
OCKHAM_INLINE inline S exp(S x) {
    return std::exp(x);
}
template <std::floating_point S>
OCKHAM_INLINE inline S log(S x) {
    return std::log(x);
}
template <std::floating_point S>
OCKHAM_INLINE inline S tanh(S x) {
    return std::tanh(x);
}

/// 1 / (1 + exp(-x)), where small as exact as elsewhere.
template <class Number>
OCKHAM_INLINE inline Number sigmoid(const Number& x) {
    const Number e = exp(-abs(x));
    return select(x < 0, e, Number(1)) / (1 + e);
}

#ifdef OCKHAM_SIMD

namespace detail {

/// How numbers are made of bits, and the coefficients of two polynomials:
///
///     exp(r) = 1 + r + r^2 (exp[0] + exp[1] r + ...),                                      |r| <= ln(2) / 2
///     log(1 + f) = 2 atanh(s) = s (2 + s^2 (log[0] + log[1] s^2 + ...)),  s = f / (2 + f),   sqrt(1/2) <= 1 + f <= sqrt(2)
///
/// They are those with the smallest largest error (Remez' algorithm), which is less than 0.06 units in the last place. ln2_high
/// has so few digits that its product with an exponent is exact.
template <class Scalar>
struct Format;
template <>
struct Format<float> {
    static constexpr int fraction_bits = 23, bias = 127;
    static constexpr float smallest = 0x1p-126F, sqrt_half = 0x1.6a09e6p-1F;
    static constexpr float ln2_high = 0x1.63p-1F, ln2_low = -0x1.bd0106p-13F, log2_e = 0x1.715476p0F;
    static constexpr float exp_is_zero = -104, exp_is_infinite = 89, tanh_is_one = 10;
    static constexpr float exp[] = {0.499999934F, 0.166665204F, 0.0416683908F, 0.00836874511F,
                                    0.00138145402F};
    static constexpr float log[] = {0.666667767F, 0.399774955F, 0.298730732F};
};
template <>
struct Format<double> {
    static constexpr int fraction_bits = 52, bias = 1023;
    static constexpr double smallest = 0x1p-1022, sqrt_half = 0x1.6a09e667f3bcdp-1;
    static constexpr double ln2_high = 0x1.62e42fefap-1, ln2_low = 0x1.cf79abc9e3b3ap-40,
                            log2_e = 0x1.71547652b82fep0;
    static constexpr double exp_is_zero = -746, exp_is_infinite = 710, tanh_is_one = 20;
    static constexpr double exp[] = {0.5000000000000011,    0.1666666666666641,     0.041666666666529725,
                                     0.008333333333494978,  0.001388888894375992,   0.00019841269505771318,
                                     2.480149294967783e-05, 2.7557586806200696e-06, 2.763030623625996e-07,
                                     2.5000018094703843e-08};
    static constexpr double log[] = {0.6666666666666735,  0.3999999999941109,  0.28571428743262955,
                                     0.22222198475963328, 0.18183569740789435, 0.15313903225620154,
                                     0.14797507887340536};
};

/// coefficients[0] + coefficients[1] x + ... Each is a constant to the compiler, which GCC needs to hold it in a register.
template <const auto& coefficients, class L, std::size_t... k>
OCKHAM_INLINE inline L polynomial(const L& x, std::index_sequence<k...>) {
    constexpr std::size_t last = sizeof...(k);
    L sum = coefficients[last];
    (..., (sum = sum * x + coefficients[last - 1 - k]));
    return sum;
}
template <const auto& coefficients, class L>
OCKHAM_INLINE inline L polynomial(const L& x) {
    return polynomial<coefficients>(x, std::make_index_sequence<std::size(coefficients) - 1>());
}

/// exp(x) = 2^power (1 + rest), |rest| < 0.42.
template <class L>
struct Exponential {
    typename L::Whole power;
    L rest;
};

template <class Scalar, int bytes>
OCKHAM_INLINE inline Exponential<Lanes<Scalar, bytes>> exponential(const Lanes<Scalar, bytes>& x) {
    using L = Lanes<Scalar, bytes>;
    using F = Format<Scalar>;
    const L scaled = x * F::log2_e, half = (scaled & Scalar(-0.0)) | Scalar(0.5);
    const typename L::Whole power =
        __builtin_convertvector((scaled + half).native, typename L::Whole);  // which rounds to zero
    const L n = L::from_whole(power), r = (x - n * F::ln2_high) - n * F::ln2_low;
    // Without a constructor, which would not be inlined at -O0.
    return {power, r + r * r * polynomial<F::exp>(r)};
}

/// 2^power, for powers that are neither too small nor too large to be numbers.
template <class L>
OCKHAM_INLINE inline L power_of_two(const typename L::Whole& power) {
    using F = Format<typename L::Entry>;
    return L::from_bits(__builtin_convertvector(power + F::bias, typename L::Bits) << F::fraction_bits);
}

}  // namespace detail

template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> abs(const Lanes<Scalar, bytes>& x) {
    return x ^ (x & Scalar(-0.0));
}

/// As exact as that of a number. There is no operator for it, and a loop over the entries would become calls of a function; Clang
/// has registers of 16 bytes only in what may be called without AVX, though it will be part of loops with it.
template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> sqrt(const Lanes<Scalar, bytes>& x) {
#ifdef __clang__
    constexpr int register_bytes = 16;
#else
    constexpr int register_bytes = bytes;
#endif
    typedef Scalar Register __attribute__((vector_size(register_bytes), may_alias));
    Lanes<Scalar, bytes> y = x;
    for (int i = 0; i < bytes / register_bytes; ++i) {
        Register& part = reinterpret_cast<Register*>(&y.native)[i];
        if constexpr (sizeof(Scalar) == 4)
            asm("vsqrtps {%1, %0|%0, %1}" : "=v"(part) : "v"(part));
        else
            asm("vsqrtpd {%1, %0|%0, %1}" : "=v"(part) : "v"(part));
    }
    return y;
}

template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> exp(const Lanes<Scalar, bytes>& x) {
    using L = Lanes<Scalar, bytes>;
    using F = detail::Format<Scalar>;
    const auto e = detail::exponential(min(max(L(F::exp_is_zero), x), F::exp_is_infinite));
    // Two factors, since the results reach from denormal numbers to infinity.
    const typename L::Whole half = e.power >> 1;
    const L y = (1 + e.rest) * detail::power_of_two<L>(half) * detail::power_of_two<L>(e.power - half);
    return select(x == x, y, x);
}

/// tanh |x| = (e - 1) / (e + 1) with e = exp(2 |x|), where e - 1 is computed without cancellation.
template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> tanh(const Lanes<Scalar, bytes>& x) {
    using L = Lanes<Scalar, bytes>;
    const L size = min(L(detail::Format<Scalar>::tanh_is_one), abs(x));
    const auto e = detail::exponential(size + size);
    const L scale = detail::power_of_two<L>(e.power), less_one = scale * e.rest + (scale - 1);
    return select(x == x, (less_one / (less_one + 2)) | (x & Scalar(-0.0)), x);
}

template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> log(const Lanes<Scalar, bytes>& x) {
    using L = Lanes<Scalar, bytes>;
    using F = detail::Format<Scalar>;
    // x = 2^n (1 + f): n comes from x / sqrt(1/2) rounded down to a power of two. Denormal x are made larger first, and what
    // has no logarithm is set aside.
    const L valid = select(x > 0, x, L(1));
    const auto denormal = valid < F::smallest;
    const L normal = select(denormal, valid * Scalar(std::int64_t{1} << F::fraction_bits), valid);
    const auto bits = (typename L::Bits)normal.native;
    const typename L::Bits power = (bits - (typename L::Bits)L(F::sqrt_half).native) >> F::fraction_bits;
    const L n = L::from_whole(__builtin_convertvector(power, typename L::Whole)) -
                select(denormal, L(Scalar(F::fraction_bits)), L(0));
    const L f = L::from_bits(bits - (power << F::fraction_bits)) - 1;
    // log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + s^2 (...)), of which f is exact and the rest small.
    const L s = f / (2 + f), z = s * s, half_square = Scalar(0.5) * f * f;
    const L rest = half_square - (s * (half_square + z * detail::polynomial<F::log>(z)) + n * F::ln2_low);
    const L y = n * F::ln2_high - (rest - f);
    const L infinity = Scalar(INFINITY);
    return select(x > 0, select(x < infinity, y, x), select(x == 0, -infinity, x - x + Scalar(NAN)));
}

#endif

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
