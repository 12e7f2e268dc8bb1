// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <ockham/kernels/elementwise.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace elementwise_test {

template <class Scalar>
std::vector<Scalar> numbers(Index count, int step) {
    std::vector<Scalar> x;
    for (Index i = 0; i < count; ++i) x.push_back(static_cast<Scalar>((i * step) % 101) / 8 - 6);
    return x;
}

}  // namespace elementwise_test

TEST_CASE("map calls a function for each entry, also in place", "[kernels]") {
    const double a[] = {1, 2, 3}, b[] = {10, 20, 30};
    double sums[] = {0, 0, 0, 7};
    kernels::map(
        3, sums, [](double x, double y) { return x + y; }, a, b);
    REQUIRE(std::vector<double>(sums, sums + 4) == std::vector<double>{11, 22, 33, 7});
    kernels::map(
        2, sums, [](double x) { return -x; }, sums);
    REQUIRE(std::vector<double>(sums, sums + 4) == std::vector<double>{-11, -22, 33, 7});
    kernels::map(
        0, sums, [](double) { return 0.0; }, a);
    REQUIRE(sums[0] == -11);
}

TEST_CASE("map computes the same in lanes, at any length, and touches nothing else", "[kernels]") {
    using namespace elementwise_test;
    const auto check = [](auto number) {
        using Scalar = decltype(number);
        for (Index count = 0; count <= 70; ++count) {
            const auto size = static_cast<std::size_t>(count) + 1;
            std::vector<Scalar> a = numbers<Scalar>(count + 1, 37), b = numbers<Scalar>(count + 1, 17),
                                y(size, 99);
            const auto function = [](auto v, auto w) OCKHAM_INLINE { return v * w - 2; };
            kernels::map(count, y.data(), function, a.data(), b.data());
            for (std::size_t i = 0; i + 1 < size; ++i) REQUIRE(y[i] == a[i] * b[i] - 2);
            REQUIRE(y[size - 1] == 99);
            std::vector<Scalar> widest(size, 99), in_place = a;
            kernels::map_widest(count, widest.data(), function, a.data(), b.data());
            REQUIRE(widest == y);
            kernels::map(count, in_place.data(), function, in_place.data(), b.data());
            in_place[size - 1] = 99;
            REQUIRE(in_place == y);
        }
    };
    instruction_sets::for_each([&] {
        check(0.0F);
        check(0.0);
    });
}

TEST_CASE("what a function gives for an entry does not depend on where it lies", "[kernels]") {
    const std::vector<float> x(70, 0.7F);
    instruction_sets::for_each([&] {
        for (Index begin = 0; begin < 16; ++begin)
            for (Index count = 1; count <= 33; ++count) {
                std::vector<float> y(static_cast<std::size_t>(count));
                kernels::map_widest(
                    count, y.data(), [](auto v) OCKHAM_INLINE { return kernels::tanh(v); }, x.data() + begin);
                REQUIRE(y == std::vector<float>(y.size(), y[0]));
            }
    });
}

TEST_CASE("map takes a function of single numbers", "[kernels]") {
    using namespace elementwise_test;
    const std::vector<float> x = numbers<float>(50, 37);
    std::vector<float> y(50);
    instruction_sets::for_each([&] {
        kernels::map(
            50, y.data(), [](float v) { return v > 0 ? std::cos(v) : 1; }, x.data());
        for (std::size_t i = 0; i < 50; ++i) REQUIRE(y[i] == (x[i] > 0 ? std::cos(x[i]) : 1));
    });
}

TEST_CASE("update changes the arrays that are not const, in one pass", "[kernels]") {
    using namespace elementwise_test;
    const auto check = [](auto number) {
        using Scalar = decltype(number);
        for (Index count = 0; count <= 70; ++count) {
            const std::vector<Scalar> g = numbers<Scalar>(count + 1, 37);
            const std::vector<Scalar> m0 = numbers<Scalar>(count + 1, 17),
                                      w0 = numbers<Scalar>(count + 1, 11);
            std::vector<Scalar> m = m0, w = w0, w1 = w0, alone = w0;
            kernels::update(
                count,
                [half = Scalar(0.5)](auto& value, auto& velocity, auto gradient) OCKHAM_INLINE {
                    velocity = half * velocity - gradient;
                    value += velocity;
                },
                w.data(), m.data(), g.data());
            kernels::update(
                count, [](Scalar& value, Scalar gradient) { value -= 2 * gradient; }, w1.data(), g.data());
            kernels::update(
                count, [](auto& value) OCKHAM_INLINE { value *= 2; }, alone.data());
            for (std::size_t i = 0; i <= static_cast<std::size_t>(count); ++i) {
                const bool changed = i < static_cast<std::size_t>(count);
                REQUIRE(m[i] == (changed ? m0[i] / 2 - g[i] : m0[i]));
                REQUIRE(w[i] == (changed ? w0[i] + m[i] : w0[i]));
                REQUIRE(w1[i] == (changed ? w0[i] - 2 * g[i] : w0[i]));
                REQUIRE(alone[i] == (changed ? 2 * w0[i] : w0[i]));
            }
        }
    };
    instruction_sets::for_each([&] {
        check(0.0F);
        check(0.0);
    });
}

TEST_CASE("arrays are blended, also with themselves", "[kernels]") {
    for (const Index size : {Index{1}, Index{8}, Index{19}}) {
        std::vector<double> x(static_cast<std::size_t>(size)), y = x;
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i), y[i] = 1;
        kernels::blend(size, 2.0, x.data(), -0.5, y.data());
        for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(x[i] == 2 * static_cast<double>(i) - 0.5);
        kernels::blend(size, 1.0, x.data(), -0.25, x.data());
        for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(x[i] == 0.75 * (2 * static_cast<double>(i) - 0.5));
    }
}

TEST_CASE("large arrays have the same bits with any number of threads", "[kernels]") {
    using namespace elementwise_test;
    for (const Index count : {16384, 16385, 100003}) {
        const std::vector<float> x = numbers<float>(count, 37);
        instruction_sets::require_same_with_threads([&] {
            std::vector<float> y(x.size());
            kernels::map_widest(
                count, y.data(), [](auto v) OCKHAM_INLINE { return kernels::tanh(v); }, x.data());
            kernels::update(
                count, [](auto& v, auto w) OCKHAM_INLINE { v = 3 * v + w / 7; }, y.data(), x.data());
            return y;
        });
    }
}
