// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/instruction_set.hpp>
#include <ockham/kernels/threads.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

/// Images of `rows` x `columns` pixels that become larger.
struct Enlarging {
    Index rows, columns, new_rows, new_columns, channels;
};

namespace detail {

/// Between which pixels of an axis a new one lies, and how far beyond the first.
struct Between {
    Index low, high;
    float part;
};

/// Middles of pixels are at 0.5, 1.5, ... In float and in this order, as TensorFlow has it.
inline Between between(Index pixel, Index size, Index new_size) {
    const float scale = static_cast<float>(size) / static_cast<float>(new_size);
    const float at = (static_cast<float>(pixel) + 0.5F) * scale - 0.5F, low = std::floor(at);
    return {std::max<Index>(static_cast<Index>(low), 0),
            std::min<Index>(static_cast<Index>(std::ceil(at)), size - 1), at - low};
}

template <class Scalar>
OCKHAM_OPTIMIZE void enlarge_image(const Enlarging& e, const Scalar* x, Scalar* y) {
    for (Index row = 0; row < e.new_rows; ++row) {
        const Between v = between(row, e.rows, e.new_rows);
        for (Index column = 0; column < e.new_columns; ++column) {
            const Between h = between(column, e.columns, e.new_columns);
            const Scalar *above = x + v.low * e.columns * e.channels,
                         *below = x + v.high * e.columns * e.channels;
            for (Index c = 0; c < e.channels; ++c) {
                const auto at = [&](const Scalar* line, Index pixel) {
                    return static_cast<float>(line[pixel * e.channels + c]);
                };
                const float top = at(above, h.low) + (at(above, h.high) - at(above, h.low)) * h.part;
                const float bottom = at(below, h.low) + (at(below, h.high) - at(below, h.low)) * h.part;
                *y++ = static_cast<Scalar>(top + (bottom - top) * v.part);
            }
        }
    }
}

template <class Scalar>
OCKHAM_OPTIMIZE void enlarge_image_backward(const Enlarging& e, const Scalar* dy, Scalar* dx) {
    std::fill_n(dx, e.rows * e.columns * e.channels, Scalar(0));
    for (Index row = 0; row < e.new_rows; ++row) {
        const Between v = between(row, e.rows, e.new_rows);
        for (Index column = 0; column < e.new_columns; ++column) {
            const Between h = between(column, e.columns, e.new_columns);
            const auto add = [&](Index to_row, Index to_column, float a, float b) {
                Scalar* to = dx + (to_row * e.columns + to_column) * e.channels;
                for (Index c = 0; c < e.channels; ++c)
                    to[c] += static_cast<Scalar>(static_cast<float>(dy[c]) * a * b);
            };
            add(v.low, h.low, 1 - v.part, 1 - h.part);
            add(v.low, h.high, 1 - v.part, h.part);
            add(v.high, h.low, v.part, 1 - h.part);
            add(v.high, h.high, v.part, h.part);
            dy += e.channels;
        }
    }
}

}  // namespace detail

/// Enlarges images of shape (rows, columns, channels) linearly along both axes.
template <class Scalar>
void enlarge(const Enlarging& e, Index samples, const Scalar* x, Scalar* y) {
    parallel_pieces(samples, [&](Index i) {
        detail::enlarge_image(e, x + i * e.rows * e.columns * e.channels,
                              y + i * e.new_rows * e.new_columns * e.channels);
    });
}

/// dx, of dy.
template <class Scalar>
void enlarge_backward(const Enlarging& e, Index samples, const Scalar* dy, Scalar* dx) {
    parallel_pieces(samples, [&](Index i) {
        detail::enlarge_image_backward(e, dy + i * e.new_rows * e.new_columns * e.channels,
                                       dx + i * e.rows * e.columns * e.channels);
    });
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
