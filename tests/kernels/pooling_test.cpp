// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include <ockham/core/window.hpp>
#include <ockham/kernels/pooling.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace pooling_test {

/// A number for each entry or position of some samples, for each channel.
using Numbers = std::vector<double>;

/// Small whole numbers, such that there are ties and sums are exact.
inline Numbers numbers(Index count) {
    Numbers result;
    for (Index i = 0; i < count; ++i) result.push_back(static_cast<double>(i * 7919 % 11 - 5));
    return result;
}

inline kernels::Windows windows(const Window (&window)[3], const Index (&in)[3], Index channels) {
    kernels::Windows result{.axes = {}, .channels = channels};
    for (int i = 0; i < 3; ++i)
        result.axes[i] = {in[i], window[i].positions(in[i]), window[i].size, window[i].stride,
                          window[i].before(in[i])};
    return result;
}

/// see(from, to, k) for each position, channel by channel, and each entry that it sees, in order; k counts those from 0.
template <class See>
void look(const kernels::Windows& windows, Index samples, See see) {
    const auto &a = windows.axes[0], &b = windows.axes[1], &c = windows.axes[2];
    const auto along = [](const kernels::Windows::Axis& axis, Index position, auto at) {
        const Index first = position * axis.stride - axis.before;
        for (Index i = std::max<Index>(first, 0); i < std::min(first + axis.size, axis.in); ++i) at(i);
    };
    std::size_t to = 0;
    for (Index sample = 0; sample < samples; ++sample)
        for (Index p = 0; p < a.out; ++p)
            for (Index q = 0; q < b.out; ++q)
                for (Index r = 0; r < c.out; ++r)
                    for (Index channel = 0; channel < windows.channels; ++channel, ++to) {
                        Index seen = 0;
                        along(a, p, [&](Index i) {
                            along(b, q, [&](Index j) {
                                along(c, r, [&](Index k) {
                                    const Index entry = ((sample * a.in + i) * b.in + j) * c.in + k;
                                    see(static_cast<std::size_t>(entry * windows.channels + channel), to,
                                        seen++);
                                });
                            });
                        });
                    }
}

/// All that is computed of windows.
template <class Scalar>
struct Results {
    std::vector<Scalar> largest, winners, ties, means, sums, to_winners, to_ties, of_means, of_sums;
    friend bool operator==(const Results&, const Results&) = default;
};

template <class Scalar>
Results<Scalar> compute(const kernels::Windows& windows, Index samples, const Numbers& x_numbers,
                        const Numbers& dy_numbers) {
    const std::vector<Scalar> x(x_numbers.begin(), x_numbers.end()), dy(dy_numbers.begin(), dy_numbers.end());
    const std::vector<Scalar> in(x.size(), 99), out(dy.size(), 99);
    Results<Scalar> r{out, out, out, out, out, in, in, in, in};
    kernels::max_pool_all(windows, samples, x.data(), r.largest.data(), r.ties.data());
    kernels::max_pool_all_backward(windows, samples, x.data(), std::as_const(r).largest.data(),
                                   std::as_const(r).ties.data(), dy.data(), r.to_ties.data());
    kernels::max_pool(windows, samples, x.data(), r.largest.data(), r.winners.data());
    kernels::max_pool_backward(windows, samples, std::as_const(r).winners.data(), dy.data(),
                               r.to_winners.data());
    kernels::mean_pool(windows, samples, x.data(), r.means.data());
    kernels::mean_pool_backward(windows, samples, dy.data(), r.of_means.data());
    kernels::sum_pool(windows, samples, x.data(), r.sums.data());
    kernels::sum_pool_backward(windows, samples, dy.data(), r.of_sums.data());
    return r;
}

/// The same by definition, in double.
inline Results<double> define(const kernels::Windows& windows, Index samples, const Numbers& x,
                              const Numbers& dy) {
    Results<double> r;
    r.largest.assign(dy.size(), -100);
    r.winners = r.ties = r.means = r.sums = Numbers(dy.size());
    r.to_winners = r.to_ties = r.of_means = r.of_sums = Numbers(x.size());
    Numbers counts(dy.size()), from(dy.size());
    look(windows, samples, [&](std::size_t i, std::size_t p, Index k) {
        r.sums[p] += x[i];
        counts[p] += 1;
        if (x[i] > r.largest[p]) {
            r.largest[p] = x[i];
            r.winners[p] = static_cast<double>(k);
        }
    });
    look(windows, samples, [&](std::size_t i, std::size_t p, Index) { r.ties[p] += x[i] == r.largest[p]; });
    for (std::size_t p = 0; p < dy.size(); ++p) r.means[p] = r.sums[p] / counts[p];
    look(windows, samples, [&](std::size_t i, std::size_t p, Index k) {
        if (k == static_cast<Index>(r.winners[p])) r.to_winners[i] += dy[p];
        if (x[i] == r.largest[p]) r.to_ties[i] += dy[p] / r.ties[p];
        r.of_means[i] += dy[p] / counts[p];
        r.of_sums[i] += dy[p];
    });
    return r;
}

template <class Scalar>
void require_equal(const std::vector<Scalar>& got, const Numbers& wanted) {
    REQUIRE(got.size() == wanted.size());
    double farthest = 0;
    for (std::size_t i = 0; i < got.size(); ++i)
        farthest = std::max(farthest, std::abs(static_cast<double>(got[i]) - wanted[i]));
    REQUIRE(farthest <= 1e-5);
}

template <class Scalar>
void require_defined(const kernels::Windows& windows, Index samples) {
    const Numbers x = numbers(samples * windows.entries() * windows.channels),
                  dy = numbers(samples * windows.positions() * windows.channels);
    const Results<double> wanted = define(windows, samples, x, dy);
    instruction_sets::for_each([&] {
        const Results<Scalar> got = compute<Scalar>(windows, samples, x, dy);
        require_equal(got.largest, wanted.largest);
        require_equal(got.winners, wanted.winners);
        require_equal(got.ties, wanted.ties);
        require_equal(got.means, wanted.means);
        require_equal(got.sums, wanted.sums);
        require_equal(got.to_winners, wanted.to_winners);
        require_equal(got.to_ties, wanted.to_ties);
        require_equal(got.of_means, wanted.of_means);
        require_equal(got.of_sums, wanted.of_sums);
    });
}

}  // namespace pooling_test

TEST_CASE("pools of windows are what their definition says, and so are their gradients", "[kernels]") {
    using namespace pooling_test;
    constexpr Window one, two{.size = 2, .stride = 2}, odd{.size = 3, .stride = 2, .padding = Padding::same};
    constexpr Window apart{.size = 2, .stride = 3}, dense{.size = 3},
        all{.size = 5, .padding = Padding::same};
    constexpr Window large{.size = 7, .stride = 3, .padding = Padding::same};
    const kernels::Windows shapes[] = {
        windows({one, one, two}, {1, 1, 6}, 1),    windows({one, one, odd}, {1, 1, 7}, 9),
        windows({one, two, two}, {1, 5, 4}, 8),    windows({one, odd, apart}, {1, 6, 8}, 3),
        windows({one, dense, all}, {1, 4, 3}, 17), windows({one, large, large}, {1, 5, 1}, 4),
        windows({one, one, one}, {1, 1, 1}, 1),    windows({apart, odd, dense}, {5, 4, 3}, 5),
        windows({two, two, two}, {4, 3, 5}, 16),   windows({large, all, odd}, {2, 3, 4}, 2),
    };
    for (const kernels::Windows& shape : shapes)
        for (const Index samples : {1, 3}) {
            INFO(&shape - shapes << ", " << samples << " samples");
            require_defined<double>(shape, samples);
            require_defined<float>(shape, samples);
        }
    require_defined<float>(shapes[0], 0);
}

TEST_CASE("pools have the same bits with any number of threads", "[kernels]") {
    using namespace pooling_test;
    const kernels::Windows shape = windows({{}, {.size = 3, .stride = 2}, {.size = 2}}, {1, 40, 41}, 24);
    const Numbers x = numbers(3 * shape.entries() * 24), dy = numbers(3 * shape.positions() * 24);
    instruction_sets::require_same_with_threads([&] { return compute<float>(shape, 3, x, dy); });
}
