// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstring>

#include <ockham/kernels/convolution_depthwise.hpp>
#include <ockham/kernels/convolution_shape.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/matrix_product.hpp>
#include <ockham/kernels/pieces.hpp>

// A line is what lies along the last axis. What a row of taps sees of a line of x, from all positions of a line of z, is a matrix that
// need not be made: its rows lie in x, `stride` entries apart, and overlap. So a line of z is a sum of products, one for each row of
// taps. Where that is faster than patches it gives the same numbers, bit for bit.
namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// Computes a product, with the other threads unless they have work.
template <class Scalar>
void compute(const Product<Scalar>& product, bool alone) {
    alone ? product.compute_alone() : product.compute();
}

/// The lines of a convolution.
template <class Scalar>
class Lines {
public:
    Lines(const Convolution& sizes, Index samples, const Scalar* x)
        : sizes_{sizes}, samples_{samples}, x_{x}, end_{x + samples * sizes.inputs() * sizes.channels} {}

    /// True if they are worth while: the channels of a row of taps lie together, lines and rows of taps are long, filters fill
    /// vectors, what a row of taps needs of K stays in the first cache, and a line that must be copied in the second.
    [[nodiscard]] static bool suit(const Convolution& sizes) {
        const Index width = sizes.axes[2].out, seen = sizes.axes[2].taps * sizes.channels;
        return sizes.groups == 1 && sizes.axes[2].dilation == 1 && width >= 12 &&
               10 * width >= 9 * whole(width) && seen >= 48 && seen * sizes.filters <= 16384 &&
               Lines(sizes, 0, nullptr).memory() <= 262144 / static_cast<Index>(sizeof(Scalar)) &&
               sizes.filters % (64 / static_cast<Index>(sizeof(Scalar))) == 0;
    }

    /// `width` in fours, which is what is fast.
    [[nodiscard]] static Index whole(Index width) { return (width + 3) / 4 * 4; }

    /// Lines of z.
    [[nodiscard]] Index count() const { return samples_ * sizes_.axes[0].out * sizes_.axes[1].out; }
    [[nodiscard]] Index rows_of_taps() const { return sizes_.axes[0].taps * sizes_.axes[1].taps; }
    /// The numbers that a row of taps sees, and how far on it sees the next ones.
    [[nodiscard]] Index seen() const { return sizes_.axes[2].taps * sizes_.channels; }
    [[nodiscard]] Index step() const { return sizes_.axes[2].stride * sizes_.channels; }

    /// How much memory `see` needs: for a line with the zeros at its ends, if there are any.
    [[nodiscard]] Index memory() const {
        const Convolution::Axis& inner = sizes_.axes[2];
        if (inner.before == 0 && (inner.out - 1) * inner.stride + inner.taps <= inner.in) return 0;
        return std::max((whole(inner.out) - 1) * inner.stride + inner.taps, inner.before + inner.in) *
               sizes_.channels;
    }

    /// What a row of taps sees from the first position of a line of z; null if that is beyond the ends of x.
    const Scalar* see(Index line, Index row, Scalar* memory) const {
        const auto& [outer, middle, inner] = sizes_.axes;
        const Index z1 = line % middle.out, z0 = line / middle.out % outer.out,
                    sample = line / middle.out / outer.out, size = inner.in * sizes_.channels;
        const Index x1 = z1 * middle.stride - middle.before + row % middle.taps * middle.dilation,
                    x0 = z0 * outer.stride - outer.before + row / middle.taps * outer.dilation;
        if (x0 < 0 || x0 >= outer.in || x1 < 0 || x1 >= middle.in) return nullptr;
        const Scalar* const from = x_ + ((sample * outer.in + x0) * middle.in + x1) * size;
        const Index all = this->memory(), before = inner.before * sizes_.channels;
        if (all == 0) return from;
        clear(memory, before);
        std::memcpy(memory + before, from, sizeof(Scalar) * static_cast<std::size_t>(size));
        clear(memory + before + size, all - before - size);
        return memory;
    }

    /// How many rows of what `see` gave can be read: a line's width, in fours unless x ends before.
    [[nodiscard]] Index readable(const Scalar* from) const {
        const Index width = sizes_.axes[2].out;
        const bool ends = memory() == 0 && end_ - from < (whole(width) - 1) * step() + seen();
        return ends ? width : whole(width);
    }

private:
    static void clear(Scalar* numbers, Index count) {
        std::memset(numbers, 0, sizeof(Scalar) * static_cast<std::size_t>(count));
    }

    const Convolution& sizes_;
    Index samples_;
    const Scalar *x_, *end_;
};

/// A piece of work is some lines. Where their width is no multiple of four, the entries after a line are computed, too: they are the
/// next line's, which is computed later.
template <class Scalar>
void convolve_lines(const Convolution& sizes, Index samples, const Scalar* x, const Scalar* kernel,
                    const Scalar* bias, Scalar* z, Tensor<Scalar>& scratch) {
    const Lines<Scalar> lines(sizes, samples, x);
    const Index width = sizes.axes[2].out, filters = sizes.filters, seen = lines.seen(),
                count = lines.count(), share = std::min((count + threads() - 1) / threads(), Index{32});
    const auto work = [&](Index piece, Scalar* memory, bool alone) {
        const Index end = std::min((piece + 1) * share, count);
        for (Index line = piece * share; line < end; ++line) {
            Scalar* const to = z + line * width * filters;
            const bool fits = (end - line) * width >= Lines<Scalar>::whole(width);
            bool begun = false;
            for (Index row = 0; row < lines.rows_of_taps(); ++row)
                if (const Scalar* from = lines.see(line, row, memory)) {
                    compute(
                        Product<Scalar>(fits ? lines.readable(from) : width, filters, seen,
                                        {from, lines.step(), 1}, {kernel + row * seen * filters, filters, 1},
                                        begun ? to : bias, begun ? filters : 0, to, filters),
                        alone);
                    begun = true;
                }
            if (!begun) fill_rows(to, width, filters, bias);
        }
    };
    for_pieces((count + share - 1) / share, lines.memory(), scratch, work);
}

/// A piece of work is some columns of what rows of taps see; all lines are seen in order.
template <class Scalar>
void convolve_lines_for_kernel(const Convolution& sizes, Index samples, const Scalar* x, const Scalar* dz,
                               bool adds, Scalar* dkernel, Tensor<Scalar>& scratch) {
    const Lines<Scalar> lines(sizes, samples, x);
    const Index width = sizes.axes[2].out, filters = sizes.filters, seen = lines.seen();
    const Index most = (seen + 7) / 8, share = (most + threads() - 1) / threads() * 8;
    if (!adds) fill_rows<Scalar>(dkernel, sizes.patch(), filters, nullptr);
    const auto work = [&](Index piece, Scalar* memory, bool alone) {
        const Index begin = piece * share, height = std::min(share, seen - begin);
        for (Index line = 0; line < lines.count(); ++line)
            for (Index row = 0; row < lines.rows_of_taps(); ++row)
                if (const Scalar* from = lines.see(line, row, memory)) {
                    Scalar* const to = dkernel + (row * seen + begin) * filters;
                    compute(
                        Product<Scalar>(height, filters, width, {from + begin, 1, lines.step()},
                                        {dz + line * width * filters, filters, 1}, to, filters, to, filters),
                        alone);
                }
    };
    for_pieces((seen + share - 1) / share, lines.memory(), scratch, work);
}

/// The convolution that makes the gradient of x out of dz, if the positions are next to each other: with the kernel `turned`.
inline Convolution turned(const Convolution& sizes) {
    Convolution back{
        .axes = {}, .channels = sizes.filters, .filters = sizes.channels, .groups = sizes.groups};
    for (int i = 0; i < 3; ++i) {
        const Convolution::Axis& axis = sizes.axes[i];
        back.axes[i] = {axis.out, axis.in,       axis.taps,
                        1,        axis.dilation, (axis.taps - 1) * axis.dilation - axis.before};
    }
    return back;
}

/// True if that convolution exists, and is one for lines.
template <class Scalar>
bool can_turn(const Convolution& sizes) {
    for (const Convolution::Axis& axis : sizes.axes)
        if (axis.stride != 1 || axis.before > (axis.taps - 1) * axis.dilation) return false;
    return Lines<Scalar>::suit(turned(sizes));
}

/// The kernel (taps, channels, filters) as (taps, filters, channels), with the last tap first.
template <class Scalar>
void turn(const Convolution& sizes, const Scalar* kernel, Scalar* turned) {
    const Index taps = sizes.taps(), size = sizes.channels * sizes.filters;
    for (Index t = 0; t < taps; ++t)
        pack(turned + (taps - 1 - t) * size, sizes.channels, kernel + t * size, sizes.filters, 1,
             sizes.channels, sizes.filters);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
