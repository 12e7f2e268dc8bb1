// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include <ockham/core/shape.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/instruction_set.hpp>
#include <ockham/kernels/threads.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

/// Which axis stands at each place; beyond the rank of a tensor, the place's own.
using AxisOrder = std::array<int, Shape::max_rank>;

inline constexpr AxisOrder same_order{0, 1, 2, 3, 4};

/// The order that undoes `order`.
[[nodiscard]] inline AxisOrder inverse(const AxisOrder& order) {
    AxisOrder result{};
    for (std::size_t i = 0; i < order.size(); ++i)
        result[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    return result;
}

namespace detail {

/// Sizes of the result, outermost first, and how far its neighbours along each axis are from each other in memory.
struct Gathering {
    Index sizes[Shape::max_rank], strides[Shape::max_rank];
};

/// Writes entry number `first` of the outermost axis.
template <class Scalar>
OCKHAM_OPTIMIZE void gather(const Gathering& s, Index first, const Scalar* x, Scalar* y) {
    x += first * s.strides[0];
    y += first * s.sizes[1] * s.sizes[2] * s.sizes[3] * s.sizes[4];
    for (Index a = 0; a < s.sizes[1]; ++a)
        for (Index b = 0; b < s.sizes[2]; ++b)
            for (Index c = 0; c < s.sizes[3]; ++c) {
                const Scalar* from = x + a * s.strides[1] + b * s.strides[2] + c * s.strides[3];
                for (Index d = 0; d < s.sizes[4]; ++d) *y++ = from[d * s.strides[4]];
            }
}

}  // namespace detail

/// y is x, of shape `shape`, with its axes in another order: axis k of y is axis order[k] of x.
template <class Scalar>
void permute(const AxisOrder& order, const Shape& shape, const Scalar* x, Scalar* y) {
    constexpr int rank = Shape::max_rank;
    Index sizes[rank], strides[rank], stride = 1;
    for (int axis = rank - 1; axis >= 0; --axis) {
        sizes[axis] = axis < shape.rank() ? shape[axis] : 1;
        strides[axis] = stride;
        stride *= sizes[axis];
    }
    // The outermost axis first, the others at the end, so that the innermost loop is a long one.
    detail::Gathering gathering{{1, 1, 1, 1, 1}, {}};
    for (int axis = shape.rank() - 1, to = rank - 1; axis >= 0; --axis, --to) {
        const int from = order[static_cast<std::size_t>(axis)];
        if (axis == 0) to = 0;
        gathering.sizes[to] = sizes[from];
        gathering.strides[to] = strides[from];
    }
    const auto entry = [&](Index first) { detail::gather(gathering, first, x, y); };
    if (stride < 16384)
        for (Index first = 0; first < gathering.sizes[0]; ++first) entry(first);
    else
        parallel_pieces(gathering.sizes[0], entry);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
