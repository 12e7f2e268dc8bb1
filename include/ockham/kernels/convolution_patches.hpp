// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ockham/kernels/convolution_shape.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/run.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// Rows of what a group of filters sees, a row for each position, and where they come from.
///
///     patches   (count, end - begin)     for the positions first, first + 1, ..., counted through all samples; of a
///                                        patch the entries from `begin` to `end`
template <class Scalar>
struct Patches {
    const Convolution& sizes;
    Index group, first, count, begin, end;
    Scalar* data;
};

/// Fills patches from x, or adds them onto x, of which they are copies.
template <class Scalar, bool adds>
struct PatchLoop {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    Patches<Scalar> p;
    Scalar* x;  // written only if `adds`

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index, Index) const {
        const auto& [outer, middle, inner] = p.sizes.axes;
        const Index line = inner.in * p.sizes.channels, part = p.sizes.group_channels();
        // What lies together: one tap's channels, or those of a whole row of taps.
        const bool together = !adds && inner.dilation == 1 && p.sizes.groups == 1;
        const Index runs = together ? 1 : inner.taps, longest = together ? inner.taps * part : part;
        for (Index done = 0; done < p.count;) {
            Index at = p.first + done;
            const Index z2 = at % inner.out, z1 = (at /= inner.out) % middle.out,
                        z0 = (at /= middle.out) % outer.out, sample = at / outer.out;
            const Index steps = std::min(inner.out - z2, p.count - done);
            Index column = 0;
            for (Index t0 = 0; t0 < outer.taps; ++t0)
                for (Index t1 = 0; t1 < middle.taps; ++t1) {
                    const Index x0 = z0 * outer.stride - outer.before + t0 * outer.dilation,
                                x1 = z1 * middle.stride - middle.before + t1 * middle.dilation;
                    const bool outside = x0 < 0 || x0 >= outer.in || x1 < 0 || x1 >= middle.in;
                    Scalar* from = x + (outside ? 0 : ((sample * outer.in + x0) * middle.in + x1) * line);
                    for (Index t2 = 0; t2 < runs; ++t2, column += longest) {
                        const Index left = std::max(p.begin - column, Index{0}),
                                    size = std::min(p.end - column, longest) - left;
                        if (size <= 0) continue;
                        const Index offset =
                            (z2 * inner.stride - inner.before + t2 * inner.dilation) * p.sizes.channels +
                            p.group * part + left;
                        move<N>(p.data + done * (p.end - p.begin) + column + left - p.begin, from, offset,
                                outside ? 0 : line, size, steps);
                    }
                }
            done += steps;
        }
    }

private:
    /// One run for each of `steps` positions. Entries of x that are not within 0 to `line` are zero.
    template <class N>
    OCKHAM_INLINE void move(Scalar* to, Scalar* from, Index offset, Index line, Index size,
                            Index steps) const {
        const Index row = p.end - p.begin, step = p.sizes.axes[2].stride * p.sizes.channels;
        for (Index i = 0; i < steps; ++i, to += row, offset += step) {
            Index low = 0, high = size;
            if (offset < 0 || offset + size > line) {
                low = std::clamp(-offset, Index{0}, size);
                high = std::clamp(line - offset, low, size);
                if constexpr (!adds) {
                    clear<N>(to, low);
                    clear<N>(to + high, size - high);
                }
            }
            if constexpr (adds)
                add<N>(from + offset + low, to + low, high - low);
            else
                copy<N>(to + low, from + offset + low, high - low);
        }
    }

    template <class N>
    OCKHAM_INLINE static void copy(Scalar* to, const Scalar* from, Index size) {
        if (size >= lanes<N>) {
            for (Index i = 0; i + lanes<N> <= size; i += lanes<N>) store(to + i, load<N>(from + i));
            store(to + size - lanes<N>, load<N>(from + size - lanes<N>));
        } else {
            for (Index i = 0; i < size; ++i) to[i] = from[i];
        }
    }
    template <class N>
    OCKHAM_INLINE static void clear(Scalar* to, Index size) {
        Index i = 0;
        for (; i + lanes<N> <= size; i += lanes<N>) store(to + i, N(Scalar(0)));
        for (; i < size; ++i) to[i] = 0;
    }
    template <class N>
    OCKHAM_INLINE static void add(Scalar* to, const Scalar* from, Index size) {
        Index i = 0;
        for (; i + lanes<N> <= size; i += lanes<N>) store(to + i, load<N>(to + i) + load<N>(from + i));
        for (; i < size; ++i) to[i] += from[i];
    }
};

template <class Scalar>
void fill_patches(const Patches<Scalar>& patches, const Scalar* x) {
    const PatchLoop<Scalar, false> job{patches, const_cast<Scalar*>(x)};
    choose<PatchLoop<Scalar, false>>().loop(&job, nullptr, 0, 0);
}

template <class Scalar>
void add_patches(Scalar* x, const Patches<Scalar>& patches) {
    const PatchLoop<Scalar, true> job{patches, x};
    choose<PatchLoop<Scalar, true>>().loop(&job, nullptr, 0, 0);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
