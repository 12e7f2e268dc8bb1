// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/functions.hpp>

// More functions of a number and, under the same name, of `Lanes`, for activations. expm1 and log1p are as exact as the others.
namespace ockham::kernels::inline OCKHAM_FLAGS {

template <std::floating_point S>
OCKHAM_INLINE inline S expm1(S x) {
    return std::expm1(x);
}
template <std::floating_point S>
OCKHAM_INLINE inline S log1p(S x) {
    return std::log1p(x);
}

/// The share of the standard normal distribution that lies below x, Phi(x) = erfc(-x / sqrt(2)) / 2, with an error of some 4e-16
/// (2e-7 in float), and of 2 x^2 units in the last place where that is less.
template <std::floating_point S>
OCKHAM_INLINE inline S normal_cdf(S x) {
    return S(0.5) * std::erfc(x * S(-0.70710678118654752));
}

#ifdef OCKHAM_SIMD

namespace detail {

/// Coefficients of a polynomial that is exp(u^2 / 2) Phi(-u) as a function of (u - center) / (u + center), for u >= 0: Chebyshev's
/// interpolation, whose error is less than that of rounding.
template <class Scalar>
struct NormalTail;
template <>
struct NormalTail<float> {
    static constexpr float center = 4;
    static constexpr float coefficients[] = {
        0.0944106413F,   -0.170397729F,   0.124379257F,    -0.0717071221F,   0.0308648952F,  -0.00849494602F,
        0.000505406109F, 0.000649459821F, -0.00017478748F, -5.77004713e-05F, 6.54982006e-06F};
};
template <>
struct NormalTail<double> {
    static constexpr double center = 5;
    static constexpr double coefficients[] = {
        0.076919304975006292,   -0.14345755526401197,    0.11606881188600329,     -0.080883877264127407,
        0.047855352284169921,   -0.023413900487692482,   0.0089913705505922942,   -0.002378844356688347,
        0.00021955073759614478, 0.00013427684339324653,  -6.042748263130746e-05,  9.6130596860750395e-07,
        6.6444206595808502e-06, -1.2700759093822703e-06, -6.7507756537134193e-07, 2.4334840048040954e-07,
        7.710670867344227e-08,  -3.9171833889817003e-08, -1.0996025308962263e-08, 5.6930484941574743e-09,
        1.8275640179465206e-09, -5.7114935302190299e-10, -2.3268023885828378e-10};
};

}  // namespace detail

template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> expm1(const Lanes<Scalar, bytes>& x) {
    using L = Lanes<Scalar, bytes>;
    using F = detail::Format<Scalar>;
    const auto e = detail::exponential(min(max(L(-F::exp_is_infinite), x), F::exp_is_infinite));
    const typename L::Whole half = e.power >> 1;
    const L first = detail::power_of_two<L>(half), scale = first * detail::power_of_two<L>(e.power - half);
    // Without cancellation, but infinity less infinity, where the power is large: there 1 does not matter.
    const L exact = scale * e.rest + (scale - 1),
            large = (first * (1 + e.rest)) * detail::power_of_two<L>(e.power - half);
    // What is denormal, or a zero, is itself.
    return select(x == x, select(abs(x) < F::smallest, x, select(x < 60, exact, large)), x);
}

template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> log1p(const Lanes<Scalar, bytes>& x) {
    using L = Lanes<Scalar, bytes>;
    // The logarithm of the rounded sum, and what was rounded off. An infinite sum, or none, has nothing to be rounded off.
    const L sum = 1 + x, lost = select(x < Scalar(1e9), x - (sum - 1), L(0));
    return select(sum == 1, x, select(sum > 0, log(sum) + lost / sum, log(sum)));
}

template <class Scalar, int bytes>
OCKHAM_INLINE inline Lanes<Scalar, bytes> normal_cdf(const Lanes<Scalar, bytes>& x) {
    using L = Lanes<Scalar, bytes>;
    using T = detail::NormalTail<Scalar>;
    const L u = min(L(40), abs(x));
    const L tail =
        exp(Scalar(-0.5) * u * u) * detail::polynomial<T::coefficients>((u - T::center) / (u + T::center));
    return select(x == x, select(x > 0, 1 - tail, tail), x);
}

#endif

/// log(1 + exp(x)).
template <class Number>
OCKHAM_INLINE inline Number softplus(const Number& x) {
    return max(x, 0) + log1p(exp(-abs(x)));
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
