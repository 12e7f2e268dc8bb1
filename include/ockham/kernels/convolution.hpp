// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ockham/core/tensor.hpp>
#include <ockham/kernels/convolution_depthwise.hpp>
#include <ockham/kernels/convolution_lines.hpp>
#include <ockham/kernels/convolution_patches.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/matrix_product.hpp>
#include <ockham/kernels/pieces.hpp>

// A convolution is a product of matrices: of its patches, a row for each position, and its kernel. Patches are made for some
// hundred positions at a time, which stay in the cache; or, where lines are long, not at all. `scratch` holds them, and keeps its
// memory from call to call; how large it is depends on the number of threads, not on that of samples. Results are the same with any
// number of threads.
namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// How many patches are worked on at a time, and how much of each: 256 KB, in shares that suit the product.
struct Block {
    Index rows, columns;
};
template <class Scalar>
Block block_of_patches(Index patch) {
    const Index columns = std::min(patch, Index{512});
    return {std::clamp(Index{262144} / static_cast<Index>(sizeof(Scalar)) / columns, Index{64}, Index{512}),
            columns};
}

}  // namespace detail

/// z = x * K, and with `bias` (filters; null: none) z = x * K + bias at every position. See `Convolution`.
template <class Scalar>
void convolve(const Convolution& sizes, Index samples, const Scalar* x, const Scalar* kernel,
              const Scalar* bias, Scalar* z, Tensor<Scalar>& scratch) {
    using detail::Product;
    const Index all = samples * sizes.positions(), patch = sizes.patch(), filters = sizes.filters,
                part = sizes.group_filters();
    if (all == 0) return;
    if (sizes.is_product())
        return Product<Scalar>(all, filters, patch, {x, patch, 1}, {kernel, filters, 1}, bias, 0, z, filters)
            .compute();
    if (detail::is_depthwise(sizes))
        return detail::convolve_depthwise(sizes, samples, x, kernel, bias, z, scratch);
    if (detail::Lines<Scalar>::suit(sizes))
        return detail::convolve_lines(sizes, samples, x, kernel, bias, z, scratch);
    const Index columns = detail::block_of_patches<Scalar>(patch).columns,
                rows = detail::block_of_patches<Scalar>(patch).rows;
    detail::for_pieces(
        (all + rows - 1) / rows, rows * columns, scratch, [&](Index piece, Scalar* patches, bool alone) {
            const Index first = piece * rows, count = std::min(rows, all - first);
            for (Index g = 0; g < sizes.groups; ++g)
                for (Index begin = 0; begin < patch; begin += columns) {
                    const Index width = std::min(columns, patch - begin);
                    Scalar* const to = z + first * filters + g * part;
                    const Scalar* const start = begin > 0 ? to : bias ? bias + g * part : nullptr;
                    detail::fill_patches<Scalar>({sizes, g, first, count, begin, begin + width, patches}, x);
                    detail::compute(Product<Scalar>(count, part, width, {patches, width, 1},
                                                    {kernel + begin * filters + g * part, filters, 1}, start,
                                                    begin > 0 ? filters : 0, to, filters),
                                    alone);
                }
        });
}

/// dK = dL/dK from dz = dL/dz, or, if `adds`, dK += dL/dK.
template <class Scalar>
void convolve_for_kernel(const Convolution& sizes, Index samples, const Scalar* x, const Scalar* dz,
                         bool adds, Scalar* dkernel, Tensor<Scalar>& scratch) {
    using detail::Product;
    const Index all = samples * sizes.positions(), patch = sizes.patch(), filters = sizes.filters,
                part = sizes.group_filters();
    if (sizes.is_product())
        return Product<Scalar>(patch, filters, all, {x, 1, patch}, {dz, filters, 1}, adds ? dkernel : nullptr,
                               filters, dkernel, filters)
            .compute();
    if (detail::is_depthwise(sizes))
        return detail::convolve_depthwise_for_kernel(sizes, samples, x, dz, adds, dkernel, scratch);
    if (detail::Lines<Scalar>::suit(sizes))
        return detail::convolve_lines_for_kernel(sizes, samples, x, dz, adds, dkernel, scratch);
    const Index columns = detail::block_of_patches<Scalar>(patch).columns,
                rows = detail::block_of_patches<Scalar>(patch).rows;
    // A piece is some rows of dK: it sees all positions, in order, but not all of a patch.
    const Index most = (patch + 7) / 8, shares = std::max<Index>(threads(), (patch + columns - 1) / columns),
                share = (most + shares - 1) / shares * 8, ranges = (patch + share - 1) / share;
    detail::for_pieces(
        ranges * sizes.groups, rows * share, scratch, [&](Index piece, Scalar* patches, bool alone) {
            const Index g = piece / ranges, begin = piece % ranges * share,
                        end = std::min(begin + share, patch);
            Scalar* const to = dkernel + begin * filters + g * part;
            for (Index first = 0; first == 0 || first < all; first += rows) {
                const Index count = std::min(rows, all - first);
                detail::fill_patches<Scalar>({sizes, g, first, count, begin, end, patches}, x);
                detail::compute(Product<Scalar>(end - begin, part, count, {patches, 1, end - begin},
                                                {dz + first * filters + g * part, filters, 1},
                                                adds || first > 0 ? to : nullptr, filters, to, filters),
                                alone);
            }
        });
}

/// dx = dL/dx from dz = dL/dz, and with `bias` (channels; null: none) dx = dL/dx + bias at every entry: the transposed
/// convolution of dz. `turned_kernel` is memory that is kept, too.
template <class Scalar>
void convolve_for_input(const Convolution& sizes, Index samples, const Scalar* dz, const Scalar* kernel,
                        const Scalar* bias, Scalar* dx, Tensor<Scalar>& scratch,
                        Tensor<Scalar>& turned_kernel) {
    using detail::Product;
    const Index positions = sizes.positions(), inputs = sizes.inputs(), patch = sizes.patch(),
                filters = sizes.filters, channels = sizes.channels, part = sizes.group_filters();
    if (samples == 0) return;
    if (sizes.is_product())
        return Product<Scalar>(samples * inputs, channels, filters, {dz, filters, 1}, {kernel, 1, filters},
                               bias, 0, dx, channels)
            .compute();
    if (detail::is_depthwise(sizes))
        return detail::convolve_depthwise_for_input(sizes, samples, dz, kernel, bias, dx, scratch);
    if (detail::can_turn<Scalar>(sizes)) {
        turned_kernel.resize({sizes.taps(), filters, channels});
        detail::turn(sizes, kernel, turned_kernel.data());
        return detail::convolve_lines<Scalar>(detail::turned(sizes), samples, dz, turned_kernel.data(), bias,
                                              dx, scratch);
    }
    const Index columns = detail::block_of_patches<Scalar>(patch).columns,
                rows = detail::block_of_patches<Scalar>(patch).rows;
    const Index together = std::clamp(rows / positions, Index{1}, samples);  // samples of a piece
    detail::for_pieces(
        (samples + together - 1) / together, rows * columns, scratch,
        [&](Index piece, Scalar* patches, bool alone) {
            const Index sample = piece * together, count = std::min(together, samples - sample),
                        last = (sample + count) * positions;
            detail::fill_rows(dx + sample * inputs * channels, count * inputs, channels, bias);
            for (Index first = sample * positions; first < last; first += rows)
                for (Index g = 0; g < sizes.groups; ++g)
                    for (Index begin = 0; begin < patch; begin += columns) {
                        const Index height = std::min(rows, last - first),
                                    width = std::min(columns, patch - begin);
                        detail::compute(Product<Scalar>(height, width, part,
                                                        {dz + first * filters + g * part, filters, 1},
                                                        {kernel + begin * filters + g * part, 1, filters},
                                                        nullptr, 0, patches, width),
                                        alone);
                        detail::add_patches<Scalar>(dx,
                                                    {sizes, g, first, height, begin, begin + width, patches});
                    }
        });
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
