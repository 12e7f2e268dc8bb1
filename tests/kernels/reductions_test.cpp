// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <ockham/kernels/reductions.hpp>

#include "kernels/instruction_sets.hpp"
#include "support/finite_differences.hpp"

using namespace ockham;

namespace reductions_test {

template <class Scalar>
double sum_of_magnitudes(Index count, const Scalar* x) {
    return kernels::sum(
        count, [](const auto& v) OCKHAM_INLINE { return kernels::abs(v); }, x);
}

}  // namespace reductions_test

TEST_CASE("sum adds up every entry once, in double", "[kernels]") {
    std::vector<double> powers;
    for (Index count = 0; count <= 20; ++count) {
        REQUIRE(kernels::sum(
                    count, [](double x) { return x; }, powers.data()) == std::exp2(count) - 1);
        powers.push_back(std::exp2(count));
    }
    const std::vector<float> ones(1 << 20, 1 + 0x1p-20F);
    REQUIRE(kernels::sum(
                1 << 20, [](double x) { return x; }, ones.data()) == 0x1p20 + 1);
    const float a[] = {1, 2, 3, 4, 5}, b[] = {1, 10, 100, 1000, 10000};
    REQUIRE(kernels::sum(
                5, [](double x, double y) { return x * y; }, a, b) == 54321);
}

TEST_CASE("sums of magnitudes and of squares count every entry once", "[kernels]") {
    const auto check = [](auto number) {
        using Scalar = decltype(number);
        std::vector<Scalar> x;
        double magnitudes = 0, squares = 0;
        for (Index count = 0; count < 20000; ++count) {
            if (count <= 70 || count % 4999 == 0 || count == 16384) {
                REQUIRE(reductions_test::sum_of_magnitudes(count, x.data()) == magnitudes);
                REQUIRE(kernels::sum_of_squares(count, x.data()) == squares);
            }
            const auto next = static_cast<double>((count * 37) % 101) - 50;
            x.push_back(static_cast<Scalar>(next));
            magnitudes += std::abs(next);
            squares += next * next;
        }
    };
    instruction_sets::for_each([&] {
        check(0.0F);
        check(0.0);
    });
}

TEST_CASE("squares of floats are added up beyond the range of floats", "[kernels]") {
    const std::vector<float> x(100, -1e30F);
    instruction_sets::for_each([&] { REQUIRE(kernels::sum_of_squares(100, x.data()) == Approx(1e62)); });
}

TEST_CASE("sums have the same bits with any number of threads", "[kernels]") {
    std::vector<float> x(3000000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = 1 / static_cast<float>(i + 1);
    instruction_sets::require_same_with_threads(
        [&] { return reductions_test::sum_of_magnitudes(static_cast<Index>(x.size()), x.data()); });
    REQUIRE(reductions_test::sum_of_magnitudes(static_cast<Index>(x.size()), x.data()) ==
            Approx(0.57721566 + std::log(3e6)).epsilon(1e-6));
}

TEST_CASE("column sums are added on", "[kernels]") {
    using namespace finite_differences;
    Matrix<float> x(3, 2);
    x << 1, 2, 3, 4, 5, 6;
    float sums[] = {100, 200, 7};
    kernels::add_column_sums(in(x), sums);
    REQUIRE(std::vector<float>(sums, sums + 3) == std::vector<float>{109, 212, 7});
    const Matrix<float> none(0, 2);
    kernels::add_column_sums(in(none), sums);
    REQUIRE(sums[0] == 109);
}

TEST_CASE("column sums of any shape are those of whole numbers", "[kernels]") {
    using namespace finite_differences;
    instruction_sets::for_each([] {
        for (const Index rows : {1, 3, 4, 5, 9})
            for (Index columns = 1; columns <= 70; ++columns) {
                Matrix<float> x(rows, columns);
                for (Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>((i * 37) % 101);
                Matrix<float> sums = Matrix<float>::Constant(1, columns, 7);
                kernels::add_column_sums(in(x), sums.data());
                REQUIRE(sums == Matrix<float>(x.colwise().sum().array() + 7));
            }
    });
}

TEST_CASE("column sums have the same bits with any number of threads", "[kernels]") {
    using namespace finite_differences;
    Matrix<float> x(101, 1003);
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = 1 / static_cast<float>(i + 1);
    instruction_sets::require_same_with_threads([&] {
        Matrix<float> sums = Matrix<float>::Zero(1, 1003);
        kernels::add_column_sums(in(x), sums.data());
        return sums;
    });
}

namespace reductions_test {

/// d[i] += 2 v[i]; returns the sum of v^2 + d, with the d of before.
template <class Scalar>
double update_sum(Index count, Scalar* d, const Scalar* v) {
    return kernels::update_sum(
        count,
        [](auto& to, auto x) OCKHAM_INLINE {
            const auto term = x * x + to;
            to += 2 * x;
            return term;
        },
        d, v);
}

}  // namespace reductions_test

TEST_CASE("update_sum changes and adds up every entry once", "[kernels]") {
    const auto check = [](auto number, Index count) {
        using Scalar = decltype(number);
        const auto size = static_cast<std::size_t>(count);
        std::vector<Scalar> d(size + 1, 7), v(size);
        double sum = 0;
        for (std::size_t i = 0; i < size; ++i) {
            d[i] = static_cast<Scalar>(i % 5);
            v[i] = static_cast<Scalar>((i * 37) % 11) - 5;
            sum += static_cast<double>(v[i] * v[i] + d[i]);
        }
        REQUIRE(reductions_test::update_sum(count, d.data(), v.data()) == sum);
        for (std::size_t i = 0; i < size; ++i) REQUIRE(d[i] == static_cast<Scalar>(i % 5) + 2 * v[i]);
        REQUIRE(d[size] == 7);
    };
    instruction_sets::for_each([&] {
        for (Index count = 0; count <= 140; ++count) check(0.0F, count), check(0.0, count);
        for (const Index count : {16383, 16384, 16385, 40000}) check(0.0F, count), check(0.0, count);
    });
}

TEST_CASE("update_sum of floats loses no digits", "[kernels]") {
    const std::vector<float> x(1 << 20, 1 + 0x1p-20F);
    instruction_sets::for_each([&] {
        const double sum = kernels::update_sum(
            1 << 20, [](auto v) OCKHAM_INLINE { return v; }, x.data());
        REQUIRE(sum == Approx(0x1p20 + 1).epsilon(1e-7));
    });
}

TEST_CASE("update_sum has the same bits with any number of threads", "[kernels]") {
    std::vector<float> v(3000000);
    for (std::size_t i = 0; i < v.size(); ++i) v[i] = 1 / static_cast<float>(i + 1);
    instruction_sets::require_same_with_threads([&] {
        std::vector<float> d(v.size(), 0.5F);
        const double sum = reductions_test::update_sum(static_cast<Index>(v.size()), d.data(), v.data());
        return std::make_pair(sum, d);
    });
}
