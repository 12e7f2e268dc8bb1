// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <ockham/kernels/column_statistics.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace column_statistics_test {

template <class Scalar>
std::vector<Scalar> numbers(Index count, double mean = 0) {
    std::vector<Scalar> x;
    for (Index i = 0; i < count; ++i)
        x.push_back(static_cast<Scalar>(mean + static_cast<double>((i * 37) % 101) / 50 - 1));
    return x;
}

/// Of channel c.
template <class Scalar>
double mean(const kernels::Channels& of, const std::vector<Scalar>& x, Index c, double power = 1,
            double from = 0) {
    double sum = 0;
    for (Index row = 0; row < of.rows; ++row)
        for (Index j = c * of.width; j < (c + 1) * of.width; ++j)
            sum += std::pow(static_cast<double>(x[static_cast<std::size_t>(row * of.columns() + j)]) - from,
                            power);
    return sum / static_cast<double>(of.count());
}

struct Moments {
    std::vector<float> means, variances;
    bool operator==(const Moments&) const = default;
};

}  // namespace column_statistics_test

TEST_CASE("channel_moments gives the mean and variance of each channel", "[kernels]") {
    using namespace column_statistics_test;
    const auto check = [](auto number, const kernels::Channels& of, double tolerance, double level = 0) {
        using Scalar = decltype(number);
        const auto x = numbers<Scalar>(of.rows * of.columns(), level);
        std::vector<Scalar> means(static_cast<std::size_t>(of.channels)), variances = means;
        Tensor<Scalar> scratch;
        kernels::channel_moments(of, x.data(), scratch, means.data(), variances.data());
        for (Index c = 0; c < of.channels; ++c) {
            const auto i = static_cast<std::size_t>(c);
            const double wanted = mean(of, x, c);
            REQUIRE(std::abs(static_cast<double>(means[i]) - wanted) <= tolerance * (1 + std::abs(level)));
            REQUIRE(std::abs(static_cast<double>(variances[i]) - mean(of, x, c, 2, wanted)) <= tolerance);
        }
    };
    instruction_sets::for_each([&] {
        for (const Index rows : {1, 2, 5, 64, 1000})
            for (const Index channels : {1, 3, 8, 17, 70})
                for (const Index width : {1, 3}) {
                    check(0.0, {rows, channels, width}, 1e-13);
                    check(0.0F, {rows, channels, width}, 1e-6);
                }
        // Far from zero the squares would have no digits left for the variance.
        check(0.0F, {5000, 3}, 2e-3, 1000);
        check(0.0, {5000, 3}, 1e-9, 1e4);
    });
}

TEST_CASE("moments have the same bits with any number of threads", "[kernels]") {
    using namespace column_statistics_test;
    const kernels::Channels of{20000, 13};
    const auto x = numbers<float>(of.rows * of.columns());
    instruction_sets::require_same_with_threads([&] {
        Moments moments{std::vector<float>(13), std::vector<float>(13)};
        Tensor<float> scratch;
        kernels::channel_moments(of, x.data(), scratch, moments.means.data(), moments.variances.data());
        return moments;
    });
}

TEST_CASE("channel_products and column_products sum over their rows", "[kernels]") {
    using namespace column_statistics_test;
    instruction_sets::for_each([&] {
        for (const Index rows : {1, 3, 600})
            for (const Index columns : {1, 6, 33}) {
                const auto x = numbers<double>(rows * columns), dy = numbers<double>(rows * columns, 0.3);
                const auto at = [&](Index row, Index j) {
                    return static_cast<std::size_t>(row * columns + j);
                };
                const auto column_means = numbers<double>(columns, 0.1),
                           row_means = numbers<double>(rows, 0.2), row_scales = numbers<double>(rows, 2);
                Tensor<double> scratch;
                const Index width = columns % 3 == 0 ? 3 : 1, channels = columns / width;
                std::vector<double> sums(static_cast<std::size_t>(columns)), products = sums;
                kernels::channel_products({rows, channels, width}, dy.data(), x.data(), column_means.data(),
                                          scratch, sums.data(), products.data());
                for (Index c = 0; c < channels; ++c) {
                    double sum = 0, product = 0;
                    for (Index row = 0; row < rows; ++row)
                        for (Index j = c * width; j < (c + 1) * width; ++j) {
                            sum += dy[at(row, j)];
                            product +=
                                dy[at(row, j)] * (x[at(row, j)] - column_means[static_cast<std::size_t>(j)]);
                        }
                    REQUIRE(sums[static_cast<std::size_t>(c)] == Approx(sum).margin(1e-11));
                    REQUIRE(products[static_cast<std::size_t>(c)] == Approx(product).margin(1e-11));
                }
                kernels::column_products(rows, columns, dy.data(), x.data(), row_means.data(),
                                         row_scales.data(), scratch, sums.data(), products.data());
                for (Index j = 0; j < columns; ++j) {
                    double sum = 0, product = 0;
                    for (Index row = 0; row < rows; ++row) {
                        const auto r = static_cast<std::size_t>(row);
                        sum += dy[at(row, j)];
                        product += dy[at(row, j)] * (x[at(row, j)] - row_means[r]) * row_scales[r];
                    }
                    REQUIRE(sums[static_cast<std::size_t>(j)] == Approx(sum).margin(1e-11));
                    REQUIRE(products[static_cast<std::size_t>(j)] == Approx(product).margin(1e-11));
                }
            }
    });
}
