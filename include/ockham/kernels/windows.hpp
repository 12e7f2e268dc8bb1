// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/simd.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

/// Windows that move along up to three axes of samples, whose first ones are of size 1 if there are fewer. Shapes, without the
/// samples:
///
///     x    (in..., channels)
///     y    (out..., channels)
///
/// Position p sees the entries p stride - before <= i < p stride - before + size of an axis, as far as there are such entries. Each
/// position sees at least one.
struct Windows {
    struct Axis {
        Index in = 1, out = 1, size = 1, stride = 1, before = 0;
    };

    Axis axes[3];
    Index channels = 1;

    [[nodiscard]] Index entries() const { return axes[0].in * axes[1].in * axes[2].in; }
    [[nodiscard]] Index positions() const { return axes[0].out * axes[1].out * axes[2].out; }
};

namespace detail {

/// begin <= i < end
struct Range {
    Index begin, end;
};

/// What position `p` sees.
OCKHAM_INLINE inline Range seen_by(const Windows::Axis& axis, Index p) {
    const Index first = p * axis.stride - axis.before, end = first + axis.size;
    return {first < 0 ? 0 : first, end < axis.in ? end : axis.in};
}

/// Which positions see entry `i`; perhaps none.
OCKHAM_INLINE inline Range who_see(const Windows::Axis& axis, Index i) {
    const Index at = i + axis.before, end = at / axis.stride + 1;
    return {at < axis.size ? 0 : (at - axis.size) / axis.stride + 1, end < axis.out ? end : axis.out};
}

}  // namespace detail

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
