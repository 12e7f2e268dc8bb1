// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/types.hpp>
#include <ockham/kernels/flags.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

/// The sizes of a convolution of up to three axes, whose first ones are of size 1 if it has fewer:
///
///     z(p, f) = sum over taps t and channels c of  x(p stride - before + t dilation, c) K(t, c, f)
///
/// where x is zero beyond its ends. Shapes, without the samples:
///
///     x    (in..., channels)
///     K    (taps..., channels / groups, filters)
///     z    (out..., filters)
///
/// Channels and filters fall into `groups` of equal size, and a group of filters sees its group of channels alone.
struct Convolution {
    struct Axis {
        Index in = 1, out = 1, taps = 1, stride = 1, dilation = 1, before = 0;
    };

    Axis axes[3];
    Index channels = 1, filters = 1, groups = 1;

    [[nodiscard]] Index inputs() const { return axes[0].in * axes[1].in * axes[2].in; }
    [[nodiscard]] Index positions() const { return axes[0].out * axes[1].out * axes[2].out; }
    [[nodiscard]] Index taps() const { return axes[0].taps * axes[1].taps * axes[2].taps; }
    [[nodiscard]] Index group_channels() const { return channels / groups; }
    [[nodiscard]] Index group_filters() const { return filters / groups; }

    /// The numbers that a filter sees at a position.
    [[nodiscard]] Index patch() const { return taps() * group_channels(); }

    /// True if position p sees entry p alone: the convolution is the product of x and K.
    [[nodiscard]] bool is_product() const {
        for (const Axis& axis : axes)
            if (axis.taps != 1 || axis.stride != 1 || axis.in != axis.out || axis.before != 0) return false;
        return groups == 1;
    }
};

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
