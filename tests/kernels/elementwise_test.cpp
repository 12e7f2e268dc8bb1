// SPDX-License-Identifier: MIT
#include <limits>
#include <vector>

#include <ockham/kernels/elementwise.hpp>

#include "support/finite_differences.hpp"

using namespace ockham;

namespace elementwise_test {

using finite_differences::in;
using finite_differences::out;

/// Rows with both signs, zeros, equal entries, and one that is far ahead.
inline Matrix<double> rows() {
    Matrix<double> z(5, 3);
    z << 1, -2, 0.5, 0, 0, 0, -1, -1, 3, 20, -20, 0, -0.0, 0.25, -0.25;
    return z;
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

TEST_CASE("sum adds up every entry once, in double", "[kernels]") {
    std::vector<double> powers;
    for (Index count = 0; count <= 20; ++count) {
        REQUIRE(kernels::sum(
                    count, [](double x) { return x; }, powers.data()) == std::exp2(count) - 1);
        powers.push_back(std::exp2(count));
    }
    const std::vector<float> ones(1 << 20, 1 + 0x1p-20F);
    REQUIRE(kernels::sum(
                1 << 20, [](float x) { return x; }, ones.data()) == 0x1p20 + 1);
    const float a[] = {1, 2, 3, 4, 5}, b[] = {1, 10, 100, 1000, 10000};
    REQUIRE(kernels::sum(
                5, [](float x, float y) { return x * y; }, a, b) == 54321);
}

TEST_CASE("softmax is a distribution in each row", "[kernels]") {
    using namespace elementwise_test;
    const Matrix<double> z = rows();
    Matrix<double> y(5, 3);
    kernels::softmax(in(z), out(y));
    for (Index i = 0; i < 5; ++i) {
        const double total = std::exp(z(i, 0)) + std::exp(z(i, 1)) + std::exp(z(i, 2));
        for (Index j = 0; j < 3; ++j) REQUIRE(y(i, j) == Approx(std::exp(z(i, j)) / total).epsilon(1e-14));
    }
    Matrix<double> same = z;
    kernels::softmax(in(same), out(same));
    REQUIRE(same == y);
    Matrix<double> one = Matrix<double>::Constant(3, 1, -7);
    kernels::softmax(in(one), out(one));
    REQUIRE(one == Matrix<double>::Ones(3, 1));
}

TEST_CASE("softmax of large entries is finite", "[kernels]") {
    using namespace elementwise_test;
    Matrix<float> z(4, 3), y(4, 3);
    z << 1000, 0, -1000, 3e38F, 3e38F, -3e38F, -1000, -1001, -1002, -3e38F, -3e38F, -3e38F;
    kernels::softmax(in(z), out(y));
    REQUIRE(y(0, 0) == 1);
    REQUIRE(y(0, 2) == 0);
    REQUIRE(y(1, 0) == 0.5F);
    REQUIRE(y(1, 1) == 0.5F);
    REQUIRE(y(1, 2) == 0);
    REQUIRE(y(2, 0) == Approx(0.66524095577));
    REQUIRE(y(2, 2) == Approx(0.09003057317));
    REQUIRE(y(3, 1) == Approx(1 / 3.0));
}

TEST_CASE("softmax's derivative is that of central differences", "[kernels]") {
    using namespace elementwise_test;
    Matrix<double> z = rows(), y(5, 3), dy(5, 3), dz(5, 3);
    for (Index i = 0; i < dy.size(); ++i) dy.data()[i] = static_cast<double>(i % 4) - 1.5;
    kernels::softmax(in(z), out(y));
    kernels::softmax_backward(in(y), in(dy), out(dz));
    finite_differences::require_gradient(z.data(), dz.data(), z.size(), [&] {
        kernels::softmax(in(z), out(y));
        return kernels::sum(
            y.size(), [](double a, double b) { return a * b; }, y.data(), dy.data());
    });
    kernels::softmax(in(z), out(y));
    kernels::softmax_backward(in(y), in(dy), out(dy));
    REQUIRE(dy == dz);
}

TEST_CASE("column sums are added on", "[kernels]") {
    using namespace elementwise_test;
    Matrix<float> x(3, 2);
    x << 1, 2, 3, 4, 5, 6;
    float sums[] = {100, 200, 7};
    kernels::add_column_sums(in(x), sums);
    REQUIRE(std::vector<float>(sums, sums + 3) == std::vector<float>{109, 212, 7});
    const Matrix<float> none(0, 2);
    kernels::add_column_sums(in(none), sums);
    REQUIRE(sums[0] == 109);
}
