// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <ockham/core/types.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/instruction_set.hpp>

// Between parameters and body of a function or lambda that `kernels::map` and the like call: it becomes part of the loop for
// each instruction set, at -O0 too. Without it results are the same, but may come slowly. GCC's sanitizers are not
// to ask of each vector whether it is there; they watch what is read and written.
#if defined(__clang__)
#define OCKHAM_INLINE __attribute__((always_inline))
#elif defined(__GNUC__)
#define OCKHAM_INLINE __attribute__((always_inline, no_sanitize("null,alignment,object-size")))
#else
#define OCKHAM_INLINE
#endif

// Clang at -O0 keeps no number in a register; plain loops are as good there.
#if defined(OCKHAM_X86) && (!defined(__clang__) || defined(__OPTIMIZE__))
#define OCKHAM_SIMD 1
#endif

// Products and sums are fused where that is possible, and done in the order written, whatever Clang's flags say. (GCC is told
// where the loops are: run.hpp.)
#ifdef __clang__
#define OCKHAM_ARITHMETIC _Pragma("clang fp contract(fast) reassociate(off)")
#else
#define OCKHAM_ARITHMETIC
#endif

namespace ockham::kernels::inline OCKHAM_FLAGS {

/// How many entries of an array a `Number` stands for: 1, unless it is `Lanes`.
template <class Number>
inline constexpr Index lanes = 1;

/// Reads as many entries as `Number` has, at any address.
template <class Number, class Scalar>
OCKHAM_INLINE inline Number load(const Scalar* from) {
    if constexpr (lanes<Number> == 1)
        return static_cast<Number>(*from);
    else
        return Number::load(from);
}
/// Writes them.
template <class Scalar>
OCKHAM_INLINE inline void store(Scalar* to, Scalar number) {
    *to = number;
}

/// The sum of a number's entries.
template <class Scalar>
OCKHAM_INLINE inline Scalar sum_of_lanes(Scalar number) {
    return number;
}

#ifdef OCKHAM_SIMD

/// As many numbers as a register of `bytes` bytes holds, computed with together, in the vector types of GCC and Clang. Operators
/// work entry by entry; a single number stands for that many equal ones. Copying is written out so that it is not trivial: then
/// a function that is not inlined gets the address of a vector, not a register, about which functions for different instruction
/// sets disagree.
template <class Scalar, int bytes>
class Lanes final {
public:
    static constexpr int size = bytes / static_cast<int>(sizeof(Scalar));
    using Entry = Scalar;
    using Integer = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;
    typedef Scalar Native __attribute__((vector_size(bytes)));
    typedef Integer Bits __attribute__((vector_size(bytes)));  // numbers as they lie in memory
    typedef std::int32_t Whole
        __attribute__((vector_size(4 * size)));  // whole numbers, to convert to and from

    /// What a comparison says of each entry.
    class Mask final {
    public:
        using Number = Lanes;
        Bits bits;

        OCKHAM_INLINE explicit Mask(const Bits& b) : bits{b} {}
        OCKHAM_INLINE Mask(const Mask& other) : bits{other.bits} {}
        OCKHAM_INLINE Mask& operator=(const Mask& other) {
            bits = other.bits;
            return *this;
        }
        OCKHAM_INLINE friend Mask operator&(const Mask& a, const Mask& b) { return Mask(a.bits & b.bits); }
        OCKHAM_INLINE friend Mask operator|(const Mask& a, const Mask& b) { return Mask(a.bits | b.bits); }
    };

    Native native;

    OCKHAM_INLINE Lanes() {}
    OCKHAM_INLINE Lanes(const Lanes& other) : native{other.native} {}
    OCKHAM_INLINE Lanes& operator=(const Lanes& other) {
        native = other.native;
        return *this;
    }
    OCKHAM_INLINE explicit Lanes(const Native& numbers) : native{numbers} {}

    /// `size` times the same.
    OCKHAM_INLINE Lanes(Scalar number) {
#ifndef __clang__
        if (!__builtin_constant_p(number)) {
            Scalar copies[size];  // the one spelling that GCC turns into a single instruction
            for (int i = 0; i < size; ++i) copies[i] = number;
            native = load(copies).native;
            return;
        }
#endif
        native = number - Native{};
    }

    template <class Memory>
    OCKHAM_INLINE static Lanes load(const Memory* from) {
        typedef Memory Unaligned
            __attribute__((vector_size(size * sizeof(Memory)), aligned(alignof(Memory)), may_alias));
        Lanes result;
        if constexpr (std::is_same_v<Memory, Scalar>)
            result.native = *reinterpret_cast<const Unaligned*>(from);
        else
            result.native = __builtin_convertvector(*reinterpret_cast<const Unaligned*>(from), Native);
        return result;
    }
    OCKHAM_INLINE static Lanes from_bits(const Bits& bits) {
        return Lanes((Native)bits);
    }
    OCKHAM_INLINE static Lanes from_whole(const Whole& numbers) {
        return Lanes(__builtin_convertvector(numbers, Native));
    }

    OCKHAM_INLINE friend void store(Scalar* to, const Lanes& numbers) {
        typedef Scalar Unaligned __attribute__((vector_size(bytes), aligned(alignof(Scalar)), may_alias));
        *reinterpret_cast<Unaligned*>(to) = numbers.native;
    }

    OCKHAM_INLINE friend Lanes operator+(const Lanes& a, const Lanes& b) {
        OCKHAM_ARITHMETIC
        return Lanes(a.native + b.native);
    }
    OCKHAM_INLINE friend Lanes operator-(const Lanes& a, const Lanes& b) {
        OCKHAM_ARITHMETIC
        return Lanes(a.native - b.native);
    }
    OCKHAM_INLINE friend Lanes operator*(const Lanes& a, const Lanes& b) {
        OCKHAM_ARITHMETIC
        return Lanes(a.native * b.native);
    }
    OCKHAM_INLINE friend Lanes operator/(const Lanes& a, const Lanes& b) {
        return Lanes(a.native / b.native);
    }
    OCKHAM_INLINE friend Lanes operator-(const Lanes& a) {
        return Lanes(-a.native);
    }
    OCKHAM_INLINE Lanes& operator+=(const Lanes& other) {
        return *this = *this + other;
    }
    OCKHAM_INLINE Lanes& operator-=(const Lanes& other) {
        return *this = *this - other;
    }
    OCKHAM_INLINE Lanes& operator*=(const Lanes& other) {
        return *this = *this * other;
    }
    OCKHAM_INLINE Lanes& operator/=(const Lanes& other) {
        return *this = *this / other;
    }

    /// Of the bits.
    OCKHAM_INLINE friend Lanes operator&(const Lanes& a, const Lanes& b) {
        return from_bits((Bits)a.native & (Bits)b.native);
    }
    OCKHAM_INLINE friend Lanes operator|(const Lanes& a, const Lanes& b) {
        return from_bits((Bits)a.native | (Bits)b.native);
    }
    OCKHAM_INLINE friend Lanes operator^(const Lanes& a, const Lanes& b) {
        return from_bits((Bits)a.native ^ (Bits)b.native);
    }

    OCKHAM_INLINE friend Mask operator<(const Lanes& a, const Lanes& b) {
        return Mask((Bits)(a.native < b.native));
    }
    OCKHAM_INLINE friend Mask operator>(const Lanes& a, const Lanes& b) {
        return Mask((Bits)(a.native > b.native));
    }
    OCKHAM_INLINE friend Mask operator<=(const Lanes& a, const Lanes& b) {
        return Mask((Bits)(a.native <= b.native));
    }
    OCKHAM_INLINE friend Mask operator>=(const Lanes& a, const Lanes& b) {
        return Mask((Bits)(a.native >= b.native));
    }
    OCKHAM_INLINE friend Mask operator==(const Lanes& a, const Lanes& b) {
        return Mask((Bits)(a.native == b.native));
    }
    OCKHAM_INLINE friend Mask operator!=(const Lanes& a, const Lanes& b) {
        return Mask((Bits)(a.native != b.native));
    }
};

template <class Scalar, int bytes>
inline constexpr Index lanes<Lanes<Scalar, bytes>> = Lanes<Scalar, bytes>::size;

template <class Scalar, int bytes>
OCKHAM_INLINE inline Scalar sum_of_lanes(const Lanes<Scalar, bytes>& numbers) {
    Scalar sums[bytes / sizeof(Scalar)];
    store(sums, numbers);
    for (std::size_t half = bytes / sizeof(Scalar) / 2; half > 0; half /= 2)
        for (std::size_t i = 0; i < half; ++i) sums[i] += sums[i + half];
    return sums[0];
}

#endif

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
