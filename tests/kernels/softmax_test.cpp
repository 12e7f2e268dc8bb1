// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <vector>

#include <ockham/kernels/reductions.hpp>
#include <ockham/kernels/softmax.hpp>

#include "kernels/instruction_sets.hpp"
#include "support/finite_differences.hpp"

using namespace ockham;

namespace softmax_test {

using finite_differences::in;
using finite_differences::out;

/// Rows with both signs, zeros, equal entries, and one that is far ahead.
inline Matrix<double> rows() {
    Matrix<double> z(5, 3);
    z << 1, -2, 0.5, 0, 0, 0, -1, -1, 3, 20, -20, 0, -0.0, 0.25, -0.25;
    return z;
}

}  // namespace softmax_test

TEST_CASE("softmax is a distribution in each row", "[kernels]") {
    using namespace softmax_test;
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
    using namespace softmax_test;
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
    using namespace softmax_test;
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

TEST_CASE("softmax and its derivative are the same in lanes as number by number", "[kernels]") {
    using namespace softmax_test;
    const auto check = [](auto number) {
        using Scalar = decltype(number);
        for (Index columns = 1; columns <= 40; ++columns) {
            const Index rows = 3;
            Matrix<Scalar> z(rows, columns), y(rows, columns), dy(rows, columns), dz(rows, columns);
            for (Index i = 0; i < z.size(); ++i) {
                z.data()[i] = static_cast<Scalar>((i * 37) % 101) / 9 - 5;
                dy.data()[i] = static_cast<Scalar>((i * 17) % 7) - 3;
            }
            kernels::softmax(in(z), out(y));
            kernels::softmax_backward(in(y), in(dy), out(dz));
            const long double close = 8 * std::numeric_limits<Scalar>::epsilon();
            for (Index i = 0; i < rows; ++i) {
                long double total = 0, mean = 0;
                for (Index j = 0; j < columns; ++j) total += std::exp(static_cast<long double>(z(i, j)));
                for (Index j = 0; j < columns; ++j) mean += static_cast<long double>(y(i, j) * dy(i, j));
                for (Index j = 0; j < columns; ++j) {
                    INFO(columns << " columns, entry " << i << ", " << j);
                    const long double p = std::exp(static_cast<long double>(z(i, j))) / total;
                    REQUIRE(std::abs(static_cast<long double>(y(i, j)) - p) <= close * p);
                    const long double slope = static_cast<long double>(y(i, j)) * (dy(i, j) - mean);
                    REQUIRE(std::abs(static_cast<long double>(dz(i, j)) - slope) <= 10 * close);
                }
            }
            Matrix<Scalar> same = z, back = dy;
            kernels::softmax(in(same), out(same));
            kernels::softmax_backward(in(y), in(back), out(back));
            REQUIRE(same == y);
            REQUIRE(back == dz);
        }
    };
    instruction_sets::for_each([&] {
        check(0.0F);
        check(0.0);
    });
}

TEST_CASE("softmax keeps what is not a number in its row", "[kernels]") {
    using namespace softmax_test;
    instruction_sets::for_each([] {
        for (const Index column : {0, 3, 8, 19}) {
            Matrix<float> z = Matrix<float>::Zero(2, 20), y(2, 20);
            z(0, column) = std::numeric_limits<float>::quiet_NaN();
            kernels::softmax(in(z), out(y));
            REQUIRE(y.row(0).array().isNaN().all());
            REQUIRE(y(1, 5) == 1 / 20.0F);
        }
    });
}

TEST_CASE("softmax of nothing is nothing", "[kernels]") {
    using namespace softmax_test;
    Matrix<float> no_rows(0, 3), no_columns(3, 0);
    kernels::softmax(in(no_rows), out(no_rows));
    kernels::softmax_backward(in(no_columns), in(no_columns), out(no_columns));
    REQUIRE(no_rows.size() == 0);
}

TEST_CASE("softmax has the same bits with any number of threads", "[kernels]") {
    using namespace softmax_test;
    Matrix<float> z(700, 100);
    for (Index i = 0; i < z.size(); ++i) z.data()[i] = static_cast<float>((i * 37) % 1001) / 99;
    instruction_sets::require_same_with_threads([&] {
        Matrix<float> y(700, 100), dz(700, 100);
        kernels::softmax(in(z), out(y));
        kernels::softmax_backward(in(y), in(z), out(dz));
        return Matrix<float>(y + dz);
    });
}
