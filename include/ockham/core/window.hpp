// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <concepts>

#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// What a window that moves along an axis sees beyond its ends.
///
///     valid    nothing: it stays within
///     same     zeros, as many before as behind (one more behind, if they are odd), such that there is one position for
///              each `strides` entries, the last perhaps shared: TensorFlow's rule
///     causal   zeros before only, such that a position sees nothing that comes after it
enum class Padding { valid, same, causal };

[[nodiscard]] constexpr std::string_view to_string(Padding padding) {
    return padding == Padding::causal ? "causal" : padding == Padding::same ? "same" : "valid";
}

/// A number for each of some axes, outermost first. A single one stands for all: `3` is the same as `{3, 3}`.
template <int axes>
struct PerAxis final {
    std::array<Index, axes> values;

    constexpr PerAxis(Index all) { values.fill(all); }

    template <std::convertible_to<Index>... Rest>
    requires(axes > 1 && sizeof...(Rest) == axes - 1) constexpr PerAxis(Index first, Rest... rest)
        : values{first, static_cast<Index>(rest)...} {}

    constexpr explicit PerAxis(const std::array<Index, axes>& all) : values{all} {}

    constexpr Index operator[](int axis) const { return values[static_cast<std::size_t>(axis)]; }

    friend bool operator==(const PerAxis&, const PerAxis&) = default;

    /// `(2, 3)`, `(2,)`: Keras' spelling.
    [[nodiscard]] std::string to_string() const {
        Text text("(");
        for (int axis = 0; axis < axes; ++axis) text << (axis == 0 ? "" : ", ") << (*this)[axis];
        return (text << (axes == 1 ? ",)" : ")")).string();
    }
};

/// A window along one axis: how many entries it has, how far apart they are, and how far it moves from position to
/// position. All are from 1 to `largest`.
struct Window {
    static constexpr Index largest = 0x7fffffff;

    Index size = 1, stride = 1, dilation = 1;
    Padding padding = Padding::valid;

    /// From its first entry to its last.
    [[nodiscard]] constexpr Index reach() const { return (size - 1) * dilation + 1; }

    /// How many positions it has on an axis of `length` entries; not positive if it does not fit.
    [[nodiscard]] constexpr Index positions(Index length) const {
        if (padding != Padding::valid) return (length - 1) / stride + 1;
        return length < reach() ? 0 : (length - reach()) / stride + 1;
    }

    /// How many of the entries that the first position sees are before the axis.
    [[nodiscard]] constexpr Index before(Index length) const {
        if (padding == Padding::valid) return 0;
        if (padding == Padding::causal) return reach() - 1;
        return std::max<Index>((positions(length) - 1) * stride + reach() - length, 0) / 2;
    }
};

}  // namespace ockham

namespace ockham::check {

/// Fails unless each is from 1, or 0 if `may_be_zero`, to `Window::largest`.
template <int axes>
void sizes(std::string_view who, std::string_view what, const PerAxis<axes>& sizes,
           bool may_be_zero = false) {
    for (const Index size : sizes.values) {
        may_be_zero ? non_negative(who, what, size) : positive(who, what, size);
        value(size <= Window::largest, who, what, "at most 2147483647", static_cast<double>(size));
    }
}

}  // namespace ockham::check
