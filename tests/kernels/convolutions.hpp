// SPDX-License-Identifier: MIT
// Convolutions of all kinds, and what they are by definition.
#pragma once

#include <vector>

#include <ockham/core/random.hpp>
#include <ockham/kernels/convolution_shape.hpp>

#include "support/catch.hpp"

namespace convolutions {

using ockham::Index;
using ockham::kernels::Convolution;

/// Numbers from -1 to 1.
template <class Scalar>
std::vector<Scalar> numbers(Index count, std::uint32_t seed) {
    ockham::Random random(seed);
    std::vector<Scalar> drawn(static_cast<std::size_t>(count));
    for (Scalar& number : drawn) number = static_cast<Scalar>(random.uniform(-1, 1));
    return drawn;
}

/// A convolution with its data, the first ones of a seed.
template <class Scalar>
struct Problem {
    Convolution sizes;
    Index samples;
    std::vector<Scalar> x, kernel, z, channel_bias, filter_bias;

    Problem(const Convolution& convolution, Index count)
        : sizes{convolution},
          samples{count},
          x{numbers<Scalar>(count * sizes.inputs() * sizes.channels, 1)},
          kernel{numbers<Scalar>(sizes.patch() * sizes.filters, 2)},
          z{numbers<Scalar>(count * sizes.positions() * sizes.filters, 3)},
          channel_bias{numbers<Scalar>(sizes.channels, 4)},
          filter_bias{numbers<Scalar>(sizes.filters, 5)} {}

    /// look(i, k, p) for each product of the definition: entry i of x meets entry k of K for entry p of z.
    template <class Look>
    void for_each_product(Look look) const {
        const auto& [outer, middle, inner] = sizes.axes;
        const Index part = sizes.group_channels(), filters = sizes.filters;
        for (Index sample = 0; sample < samples; ++sample)
            for (Index position = 0; position < sizes.positions(); ++position)
                for (Index tap = 0; tap < sizes.taps(); ++tap) {
                    const auto at = [](const Convolution::Axis& axis, Index p, Index t) {
                        return p * axis.stride - axis.before + t * axis.dilation;
                    };
                    const Index x2 = at(inner, position % inner.out, tap % inner.taps),
                                x1 = at(middle, position / inner.out % middle.out,
                                        tap / inner.taps % middle.taps),
                                x0 = at(outer, position / inner.out / middle.out,
                                        tap / inner.taps / middle.taps);
                    if (x0 < 0 || x0 >= outer.in || x1 < 0 || x1 >= middle.in || x2 < 0 || x2 >= inner.in)
                        continue;
                    const Index row = ((sample * outer.in + x0) * middle.in + x1) * inner.in + x2;
                    for (Index f = 0; f < filters; ++f)
                        for (Index c = 0; c < part; ++c)
                            look(row * sizes.channels + f / sizes.group_filters() * part + c,
                                 (tap * part + c) * filters + f,
                                 (sample * sizes.positions() + position) * filters + f);
                }
    }

    /// What the definition says of z, dK and dx.
    struct Expected {
        std::vector<double> z, kernel_gradient, input_gradient;
    };
    [[nodiscard]] Expected expected(bool with_bias = true) const {
        Expected sums{std::vector<double>(z.size()), std::vector<double>(kernel.size()),
                      std::vector<double>(x.size())};
        for (std::size_t i = 0; with_bias && i < z.size(); ++i)
            sums.z[i] = filter_bias[i % filter_bias.size()];
        for (std::size_t i = 0; with_bias && i < x.size(); ++i)
            sums.input_gradient[i] = channel_bias[i % channel_bias.size()];
        for_each_product([&](Index i, Index k, Index p) {
            const double of_x = at(x, i), of_kernel = at(kernel, k), of_z = at(z, p);
            at(sums.z, p) += of_x * of_kernel;
            at(sums.kernel_gradient, k) += of_x * of_z;
            at(sums.input_gradient, i) += of_z * of_kernel;
        });
        return sums;
    }

private:
    template <class Vector>
    static auto& at(Vector& vector, Index i) {
        return vector[static_cast<std::size_t>(i)];
    }
};

/// Whether all are as expected, but for the rounding of sums of some hundred numbers.
template <class Scalar>
bool are_near(const std::vector<Scalar>& got, const std::vector<double>& expected) {
    const double tolerance = sizeof(Scalar) == 4 ? 2e-4 : 1e-12;
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (!(std::abs(double(got[i]) - expected[i]) <= tolerance)) return false;
    return got.size() == expected.size();
}

/// Along one axis: in, taps, stride, dilation, before, and how many positions.
inline Convolution::Axis axis(Index in, Index taps, Index stride, Index dilation, Index before, Index out) {
    return {.in = in, .out = out, .taps = taps, .stride = stride, .dilation = dilation, .before = before};
}

/// One of each kind: one to three axes; strides shorter and longer than the kernel; gaps; zeros at the ends, more than the kernel
/// is long, and none; one pixel; few and many channels, filters and groups; patches that are worked on in one and in several
/// shares; the products that need no patches; lines that are long enough to do without, too.
inline std::vector<Convolution> kinds() {
    const Convolution::Axis none,
        same = axis(5, 3, 1, 1, 1, 5), valid = axis(7, 3, 1, 1, 0, 5), strided = axis(8, 3, 2, 1, 0, 3),
        leaping = axis(9, 2, 3, 1, 0, 3), dilated = axis(8, 3, 1, 2, 2, 8), causal = axis(6, 4, 1, 2, 6, 6),
        pixel = axis(1, 3, 1, 1, 1, 1), long_axis = axis(40, 5, 1, 1, 2, 40), beyond = axis(2, 2, 1, 5, 4, 3),
        point = axis(6, 1, 1, 1, 0, 6), every_other = axis(7, 1, 2, 1, 0, 4), line = axis(20, 3, 1, 1, 0, 18),
        same_line = axis(12, 5, 1, 1, 2, 12), strided_line = axis(50, 4, 3, 1, 1, 16),
        short_line = axis(6, 3, 1, 1, 4, 15);
    return {{{none, none, same}, 2, 3, 1},           {{none, none, causal}, 1, 1, 1},
            {{none, none, long_axis}, 3, 17, 1},     {{none, none, beyond}, 2, 2, 1},
            {{none, same, valid}, 1, 8, 1},          {{none, strided, leaping}, 5, 4, 1},
            {{none, dilated, same}, 9, 33, 1},       {{none, pixel, pixel}, 3, 2, 1},
            {{none, long_axis, long_axis}, 4, 3, 1}, {{none, same, same}, 70, 5, 1},
            {{none, point, point}, 6, 10, 1},        {{none, every_other, point}, 3, 2, 1},
            {{none, valid, dilated}, 6, 9, 3},       {{none, same, strided}, 8, 40, 2},
            {{none, point, point}, 4, 6, 2},         {{none, same, valid}, 3, 3, 3},
            {{none, strided, dilated}, 19, 19, 19},  {{none, dilated, same}, 40, 40, 40},
            {{none, leaping, same}, 5, 15, 5},       {{none, same, leaping}, 3, 30, 3},
            {{same, valid, strided}, 2, 3, 1},       {{dilated, pixel, causal}, 4, 4, 2},
            {{leaping, same, dilated}, 3, 6, 3},     {{valid, beyond, same}, 33, 2, 1},
            {{none, same, line}, 16, 16, 1},         {{none, dilated, same_line}, 16, 32, 1},
            {{none, none, line}, 32, 16, 1},         {{none, strided, strided_line}, 12, 16, 1},
            {{same, beyond, short_line}, 16, 16, 1}};
}

}  // namespace convolutions
