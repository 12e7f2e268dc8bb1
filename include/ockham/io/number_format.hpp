// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// How a binary file holds its numbers: their kind, their size in bytes, and which byte comes first.
///
/// `floating` is IEEE 754 of 2, 4 or 8 bytes, `brain` the upper half of a 4-byte one (bfloat16); the others
/// have 1, 2, 4 or 8 bytes, a `boolean` one.
struct NumberFormat {
    enum class Kind { boolean, integer, natural, floating, brain };

    Kind kind = Kind::floating;
    std::size_t bytes = 4;
    bool big_endian = false;

    /// NumPy's name, whatever the order of the bytes: `float32`, `int64`, `uint8`, `bool`.
    [[nodiscard]] std::string name() const;

    friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

namespace detail {

/// The format in which this machine holds a `Scalar`.
template <std::floating_point Scalar>
inline constexpr NumberFormat native_format{NumberFormat::Kind::floating, sizeof(Scalar),
                                            std::endian::native == std::endian::big};

/// The unsigned number of these bytes, at most eight, the lowest first.
[[nodiscard]] std::uint64_t little_endian(std::string_view bytes);

/// The number whose bytes begin at `bytes`. Integers beyond 2^53 are rounded.
double decode_number(const char* bytes, NumberFormat format);

/// Whether `format` can hold `number` as it is; floating formats hold every double, rounded.
bool can_hold(NumberFormat format, double number);

/// Appends the bytes of `number`, which `format`, of 4 or 8 bytes if it is floating, can hold.
void encode_number(double number, NumberFormat format, std::string& bytes);

/// Appends `count` numbers. One that `format` cannot hold is an `ArgumentError` in the name of `who`; bytes
/// before it are there then.
template <std::floating_point Scalar>
void encode_numbers(const Scalar* from, Index count, NumberFormat format, std::string& bytes,
                    std::string_view who) {
    if (format == native_format<Scalar>) {
        bytes.append(reinterpret_cast<const char*>(from), static_cast<std::size_t>(count) * sizeof(Scalar));
        return;
    }
    for (Index i = 0; i < count; ++i) {
        const auto number = static_cast<double>(from[i]);
        if (!can_hold(format, number))
            check::fail(who, Text("numbers that ") << format.name() << " can hold", Text() << number);
        encode_number(number, format, bytes);
    }
}

/// Writes `count` numbers that follow each other at `bytes` to `to`. A number too large for `Scalar` is a
/// `FileError` in the name of `who`.
template <std::floating_point Scalar>
void decode_numbers(const char* bytes, NumberFormat format, Index count, Scalar* to, std::string_view who) {
    if (format == native_format<Scalar>) {
        if (count > 0) std::memcpy(to, bytes, static_cast<std::size_t>(count) * sizeof(Scalar));
        return;
    }
    for (Index i = 0; i < count; ++i, bytes += format.bytes) {
        const double number = decode_number(bytes, format);
        if (!can_hold(native_format<Scalar>, number))
            check::fail<FileError>(who, Text("numbers in the range of ") << native_format<Scalar>.name(),
                                   Text() << number);
        to[i] = static_cast<Scalar>(number);
    }
}

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC std::string NumberFormat::name() const {
    const char* const kinds[] = {"bool", "int", "uint", "float", "bfloat"};
    Text text(kinds[static_cast<std::size_t>(kind)]);
    return (kind == Kind::boolean ? text : text << 8 * bytes).string();
}

}  // namespace ockham

namespace ockham::detail {

OCKHAM_FUNC std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

OCKHAM_FUNC double decode_number(const char* bytes, NumberFormat format) {
    using Kind = NumberFormat::Kind;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < format.bytes; ++i)
        bits = bits << 8 | static_cast<unsigned char>(bytes[format.big_endian ? i : format.bytes - 1 - i]);
    if (format.kind == Kind::boolean) return bits != 0;
    if (format.kind == Kind::natural) return static_cast<double>(bits);
    if (format.kind == Kind::integer) {
        const std::uint64_t sign = std::uint64_t{1} << (8 * format.bytes - 1);
        return static_cast<double>(static_cast<std::int64_t>((bits ^ sign) - sign));
    }
    if (format.bytes == 8) return std::bit_cast<double>(bits);
    if (format.kind == Kind::brain) bits <<= 16;
    if (format.bytes == 4 || format.kind == Kind::brain)
        return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    const auto exponent = static_cast<int>(bits >> 10 & 31), fraction = static_cast<int>(bits & 1023);
    const double size = exponent == 31  ? (fraction == 0 ? std::numeric_limits<double>::infinity()
                                                         : std::numeric_limits<double>::quiet_NaN())
                        : exponent == 0 ? std::ldexp(fraction, -24)
                                        : std::ldexp(1024 + fraction, exponent - 25);
    return (bits >> 15) != 0 ? -size : size;
}

OCKHAM_FUNC bool can_hold(NumberFormat format, double number) {
    using Kind = NumberFormat::Kind;
    if (format.kind == Kind::floating) {
        return format.bytes == 8 || !std::isfinite(number) ||
               std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max());
    }
    if (std::trunc(number) != number || std::abs(number) > 0x1p53) return false;
    const int bits = format.kind == Kind::boolean ? 1 : static_cast<int>(8 * format.bytes);
    if (format.kind == Kind::integer)
        return number >= -std::ldexp(1, bits - 1) && number < std::ldexp(1, bits - 1);
    return number >= 0 && number < std::ldexp(1, bits);
}

OCKHAM_FUNC void encode_number(double number, NumberFormat format, std::string& bytes) {
    using Kind = NumberFormat::Kind;
    std::uint64_t bits = 0;
    if (format.kind == Kind::floating)
        bits = format.bytes == 8 ? std::bit_cast<std::uint64_t>(number)
                                 : std::bit_cast<std::uint32_t>(static_cast<float>(number));
    else
        bits = static_cast<std::uint64_t>(static_cast<std::int64_t>(number));
    for (std::size_t i = 0; i < format.bytes; ++i)
        bytes += static_cast<char>(bits >> 8 * (format.big_endian ? format.bytes - 1 - i : i));
}

}  // namespace ockham::detail

#endif
