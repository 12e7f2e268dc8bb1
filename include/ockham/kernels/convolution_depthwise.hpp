// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstring>

#include <ockham/core/tensor.hpp>
#include <ockham/kernels/convolution_shape.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/pieces.hpp>
#include <ockham/kernels/run.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// True if every filter sees one channel, and there are so few filters to a channel that products would be thin.
inline bool is_depthwise(const Convolution& sizes) {
    return sizes.groups > 1 && sizes.group_channels() == 1 && sizes.group_filters() < 8;
}

/// Each row of a (rows, columns) = `row`, or zero if that is null.
template <class Scalar>
OCKHAM_OPTIMIZE void fill_rows(Scalar* a, Index rows, Index columns, const Scalar* row) {
    if (row == nullptr) {
        std::memset(a, 0, sizeof(Scalar) * static_cast<std::size_t>(rows * columns));
        return;
    }
    for (Index i = 0; i < rows; ++i, a += columns)
        std::memcpy(a, row, sizeof(Scalar) * static_cast<std::size_t>(columns));
}

enum class DepthwiseResult { output, input_gradient, kernel_gradient };

/// For filters begin <= f < end, with x as wide as z and K:
///
///     output             z(p, f) += x(p + t, f) K(t, f)
///     input_gradient     x(p + t, f) += z(p, f) K(t, f)
///     kernel_gradient    K(t, f) += x(p + t, f) z(p, f)
template <class Scalar>
struct DepthwiseLoop {
    using Number = Scalar;
    static constexpr Width width = Width::vector;

    const Convolution& sizes;
    DepthwiseResult result;
    Index samples;
    Scalar *x, *kernel, *z;

    template <class N>
    OCKHAM_INLINE void run(void* const*, Index begin, Index end) const {
        const auto& [outer, middle, inner] = sizes.axes;
        const Index row = sizes.filters;
        Scalar* z_line = z;
        for (Index sample = 0; sample < samples; ++sample)
            for (Index z0 = 0; z0 < outer.out; ++z0)
                for (Index z1 = 0; z1 < middle.out; ++z1, z_line += inner.out * row)
                    for (Index t = 0; t < sizes.taps(); ++t) {
                        const Index t2 = t % inner.taps, t1 = t / inner.taps % middle.taps,
                                    t0 = t / inner.taps / middle.taps;
                        const Index x0 = z0 * outer.stride - outer.before + t0 * outer.dilation,
                                    x1 = z1 * middle.stride - middle.before + t1 * middle.dilation,
                                    x2 = t2 * inner.dilation - inner.before;
                        if (x0 < 0 || x0 >= outer.in || x1 < 0 || x1 >= middle.in || x2 >= inner.in) continue;
                        const Index low = x2 < 0 ? (-x2 + inner.stride - 1) / inner.stride : 0,
                                    high = std::min(inner.out, (inner.in - 1 - x2) / inner.stride + 1);
                        if (low >= high) continue;
                        Scalar* const from = x + (((sample * outer.in + x0) * middle.in + x1) * inner.in +
                                                  x2 + low * inner.stride) *
                                                     row;
                        tap<N>(from, kernel + t * row, z_line + low * row, high - low, begin, end);
                    }
    }

private:
    /// One tap at `steps` positions of a line.
    template <class N>
    OCKHAM_INLINE void tap(Scalar* xs, Scalar* k, Scalar* zs, Index steps, Index begin, Index end) const {
        const Index x_step = sizes.axes[2].stride * sizes.filters, z_step = sizes.filters;
        Index f = begin;
        if (result == DepthwiseResult::kernel_gradient) {
            for (; f + 4 * lanes<N> <= end; f += 4 * lanes<N>) {
                N sum0 = load<N>(k + f), sum1 = load<N>(k + f + lanes<N>),
                  sum2 = load<N>(k + f + 2 * lanes<N>), sum3 = load<N>(k + f + 3 * lanes<N>);
                for (Index i = 0; i < steps; ++i) {
                    const Scalar *a = xs + i * x_step + f, *b = zs + i * z_step + f;
                    sum0 += load<N>(a) * load<N>(b);
                    sum1 += load<N>(a + lanes<N>) * load<N>(b + lanes<N>);
                    sum2 += load<N>(a + 2 * lanes<N>) * load<N>(b + 2 * lanes<N>);
                    sum3 += load<N>(a + 3 * lanes<N>) * load<N>(b + 3 * lanes<N>);
                }
                store(k + f, sum0);
                store(k + f + lanes<N>, sum1);
                store(k + f + 2 * lanes<N>, sum2);
                store(k + f + 3 * lanes<N>, sum3);
            }
            for (; f + lanes<N> <= end; f += lanes<N>) {
                N sum = load<N>(k + f);
                for (Index i = 0; i < steps; ++i)
                    sum += load<N>(xs + i * x_step + f) * load<N>(zs + i * z_step + f);
                store(k + f, sum);
            }
            for (; f < end; ++f)
                for (Index i = 0; i < steps; ++i) k[f] += xs[i * x_step + f] * zs[i * z_step + f];
            return;
        }
        const bool forward = result == DepthwiseResult::output;
        Scalar *to = forward ? zs : xs, *from = forward ? xs : zs;
        const Index to_step = forward ? z_step : x_step, from_step = forward ? x_step : z_step;
        for (Index i = 0; i < steps; ++i, to += to_step, from += from_step) {
            f = begin;
            for (; f + lanes<N> <= end; f += lanes<N>)
                store(to + f, load<N>(to + f) + load<N>(from + f) * load<N>(k + f));
            for (; f < end; ++f) to[f] += from[f] * k[f];
        }
    }
};

template <class Scalar>
void run_depthwise(const Convolution& sizes, DepthwiseResult result, Index samples, const Scalar* x,
                   const Scalar* kernel, const Scalar* z, Index begin, Index end) {
    const DepthwiseLoop<Scalar> job{
        sizes, result, samples, const_cast<Scalar*>(x), const_cast<Scalar*>(kernel), const_cast<Scalar*>(z)};
    choose<DepthwiseLoop<Scalar>>().loop(&job, nullptr, begin, end);
}

/// wide(i, f) = x(i, channel of f): a column of x for each filter begin <= f < end that sees it.
template <class Scalar>
OCKHAM_OPTIMIZE void repeat_channels(const Convolution& sizes, const Scalar* x, Scalar* wide, Index begin,
                                     Index end) {
    const Index times = sizes.filters / sizes.channels;
    const Scalar* const last = wide + sizes.inputs() * sizes.filters;
    for (; wide < last; x += sizes.channels, wide += sizes.filters)
        for (Index c = begin / times, f = begin; f < end; ++c)
            for (const Index next = (c + 1) * times; f < end && f < next; ++f) wide[f] = x[c];
}

/// x(i, c) += the sum of wide(i, f) over the filters of c.
template <class Scalar>
OCKHAM_OPTIMIZE void add_repeated(const Convolution& sizes, Scalar* x, const Scalar* wide) {
    const Index times = sizes.filters / sizes.channels;
    const Scalar* const last = wide + sizes.inputs() * sizes.filters;
    for (; wide < last; ++x)
        for (Index m = 0; m < times; ++m) *x += *wide++;
}

/// The pieces of work are samples. Where several filters see a channel, x is widened, a sample at a time.
template <class Scalar>
void convolve_depthwise(const Convolution& sizes, Index samples, const Scalar* x, const Scalar* kernel,
                        const Scalar* bias, Scalar* z, Tensor<Scalar>& scratch) {
    const Index row = sizes.filters, in = sizes.inputs(), out = sizes.positions();
    const bool widens = sizes.channels < row;
    for_pieces(samples, widens ? in * row : 1, scratch, [&](Index i, Scalar* wide, bool) {
        const Scalar* from = x + i * in * sizes.channels;
        if (widens) repeat_channels(sizes, from, wide, 0, row);
        fill_rows(z + i * out * row, out, row, bias);
        run_depthwise(sizes, DepthwiseResult::output, 1, widens ? wide : from, kernel, z + i * out * row, 0,
                      row);
    });
}

template <class Scalar>
void convolve_depthwise_for_input(const Convolution& sizes, Index samples, const Scalar* dz,
                                  const Scalar* kernel, const Scalar* bias, Scalar* dx,
                                  Tensor<Scalar>& scratch) {
    const Index row = sizes.filters, channels = sizes.channels, in = sizes.inputs(), out = sizes.positions();
    const bool widens = channels < row;
    for_pieces(samples, widens ? in * row : 1, scratch, [&](Index i, Scalar* wide, bool) {
        Scalar* const to = dx + i * in * channels;
        fill_rows(to, in, channels, bias);
        if (widens) fill_rows<Scalar>(wide, in, row, nullptr);
        run_depthwise(sizes, DepthwiseResult::input_gradient, 1, widens ? wide : to, kernel,
                      dz + i * out * row, 0, row);
        if (widens) add_repeated(sizes, to, wide);
    });
}

/// The pieces of work are some filters each, of which all samples are seen in order.
template <class Scalar>
void convolve_depthwise_for_kernel(const Convolution& sizes, Index samples, const Scalar* x, const Scalar* dz,
                                   bool adds, Scalar* dkernel, Tensor<Scalar>& scratch) {
    constexpr Index share = 32;
    const Index row = sizes.filters, channels = sizes.channels, in = sizes.inputs(), out = sizes.positions();
    const bool widens = channels < row;
    if (!adds) fill_rows<Scalar>(dkernel, sizes.taps(), row, nullptr);
    for_pieces((row + share - 1) / share, widens ? in * row : 1, scratch,
               [&](Index piece, Scalar* wide, bool) {
                   const Index begin = piece * share, end = std::min(begin + share, row);
                   for (Index i = 0; i < samples; ++i) {
                       const Scalar* from = x + i * in * channels;
                       if (widens) repeat_channels(sizes, from, wide, begin, end);
                       run_depthwise(sizes, DepthwiseResult::kernel_gradient, 1, widens ? wide : from,
                                     dkernel, dz + i * out * row, begin, end);
                   }
               });
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
