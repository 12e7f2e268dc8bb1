// SPDX-License-Identifier: MIT
#include <cmath>
#include <utility>
#include <vector>

#include <ockham/kernels/normalization.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace normalization_test {

using Numbers = std::vector<double>;

inline Numbers numbers(Index count, double shift = 0) {
    Numbers x;
    for (Index i = 0; i < count; ++i) x.push_back(shift + static_cast<double>((i * 37) % 101) / 50 - 1);
    return x;
}

}  // namespace normalization_test

TEST_CASE("columns are normalized by what is given for each", "[kernels]") {
    using namespace normalization_test;
    instruction_sets::for_each([] {
        for (const Index rows : {1, 3})
            for (Index columns = 1; columns <= 37; columns += 4) {
                const Numbers x = numbers(rows * columns), dy = numbers(rows * columns, 0.4),
                              means = numbers(columns, 1), scales = numbers(columns, 2),
                              shifts = numbers(columns, 3), slopes = numbers(columns, 4);
                Numbers y(x.size() + 1, 7), dx = y;
                kernels::normalize_columns(rows, columns, x.data(), means.data(), scales.data(),
                                           shifts.data(), y.data());
                kernels::normalize_columns_backward(rows, columns, dy.data(), x.data(), means.data(),
                                                    scales.data(), slopes.data(), shifts.data(), dx.data());
                for (std::size_t i = 0; i < x.size(); ++i) {
                    const std::size_t j = i % static_cast<std::size_t>(columns);
                    REQUIRE(y[i] == Approx((x[i] - means[j]) * scales[j] + shifts[j]).margin(1e-13));
                    REQUIRE(
                        dx[i] ==
                        Approx(dy[i] * scales[j] + (x[i] - means[j]) * slopes[j] + shifts[j]).margin(1e-13));
                }
                REQUIRE((y.back() == 7 && dx.back() == 7));
            }
    });
}

TEST_CASE("rows are normalized by their own mean and variance", "[kernels]") {
    using namespace normalization_test;
    instruction_sets::for_each([] {
        for (const Index rows : {1, 3})
            for (Index columns = 1; columns <= 37; columns += 4) {
                const auto width = static_cast<std::size_t>(columns);
                const Numbers x = numbers(rows * columns, 100), dy = numbers(rows * columns, 0.4),
                              gamma = numbers(columns, 2), beta = numbers(columns, 3);
                Numbers y(x.size() + 1, 7), dx = y, means(static_cast<std::size_t>(rows)), scales = means;
                kernels::normalize_rows(rows, columns, x.data(), gamma.data(), beta.data(), 0.5, means.data(),
                                        scales.data(), y.data());
                kernels::normalize_rows_backward(rows, columns, dy.data(), x.data(), gamma.data(),
                                                 std::as_const(means).data(), std::as_const(scales).data(),
                                                 dx.data());
                for (std::size_t row = 0; row < means.size(); ++row) {
                    double mean = 0, variance = 0, shift = 0, slope = 0;
                    const auto at = [&](std::size_t j) { return row * width + j; };
                    for (std::size_t j = 0; j < width; ++j) mean += x[at(j)] / static_cast<double>(columns);
                    for (std::size_t j = 0; j < width; ++j)
                        variance += (x[at(j)] - mean) * (x[at(j)] - mean) / static_cast<double>(columns);
                    const double scale = 1 / std::sqrt(variance + 0.5);
                    for (std::size_t j = 0; j < width; ++j) {
                        shift += dy[at(j)] * gamma[j] / static_cast<double>(columns);
                        slope +=
                            dy[at(j)] * gamma[j] * (x[at(j)] - mean) * scale / static_cast<double>(columns);
                    }
                    REQUIRE(means[row] == Approx(mean));
                    REQUIRE(scales[row] == Approx(scale));
                    for (std::size_t j = 0; j < width; ++j) {
                        const double n = (x[at(j)] - mean) * scale;
                        REQUIRE(y[at(j)] == Approx(n * gamma[j] + beta[j]).margin(1e-12));
                        REQUIRE(dx[at(j)] ==
                                Approx(scale * (dy[at(j)] * gamma[j] - shift - n * slope)).margin(1e-12));
                    }
                }
                REQUIRE((y.back() == 7 && dx.back() == 7));
            }
    });
}

TEST_CASE("normalized rows have the same bits with any number of threads", "[kernels]") {
    using namespace normalization_test;
    const Numbers x = numbers(5000 * 11), gamma = numbers(11, 2), beta = numbers(11, 3);
    instruction_sets::require_same_with_threads([&] {
        Numbers y(x.size()), means(5000), scales(5000);
        kernels::normalize_rows(5000, 11, x.data(), gamma.data(), beta.data(), 0.5, means.data(),
                                scales.data(), y.data());
        return y;
    });
}
