// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/initializers/orthogonal.hpp>

#include "initializers/contract.hpp"

using namespace ockham;

namespace orthogonal_initializer_test {

inline double dot(const std::vector<double>& m, std::size_t a, std::size_t b, std::size_t count,
                  std::size_t step) {
    double sum = 0;
    for (std::size_t k = 0; k < count; ++k) sum += m[a + k * step] * m[b + k * step];
    return sum;
}

/// The largest difference between the products of the columns of a rows x columns matrix, or of its rows if they are
/// fewer, and gain^2 times the identity.
inline double error(const std::vector<double>& m, std::size_t rows, std::size_t columns, double gain) {
    const bool tall = rows >= columns;
    const std::size_t count = tall ? columns : rows, length = tall ? rows : columns;
    const std::size_t to_next = tall ? 1 : columns, step = tall ? columns : 1;
    double worst = 0;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < count; ++j)
            worst = std::max(
                worst, std::abs(dot(m, i * to_next, j * to_next, length, step) - (i == j ? gain * gain : 0)));
    return worst;
}

}  // namespace orthogonal_initializer_test

TEST_CASE("the columns are orthonormal, or the rows if they are fewer", "[initializers]") {
    using namespace orthogonal_initializer_test;
    using initializers_contract::filled;
    REQUIRE(error(filled(OrthogonalInitializer(), {7, 3}), 7, 3, 1) < 1e-14);
    REQUIRE(error(filled(orthogonal_initializer(), {3, 7}), 3, 7, 1) < 1e-14);
    REQUIRE(error(filled(orthogonal_initializer(), {40, 40}), 40, 40, 1) < 1e-13);
    REQUIRE(error(filled(orthogonal_initializer(), {1, 5}), 1, 5, 1) < 1e-14);
    REQUIRE(error(filled(orthogonal_initializer(), {5, 1}), 5, 1, 1) < 1e-14);
    REQUIRE(error(filled(orthogonal_initializer(), {2, 3, 2, 5}), 12, 5, 1) < 1e-14);
    REQUIRE(error(filled(orthogonal_initializer(-2.5), {6, 4}), 6, 4, -2.5) < 1e-13);
    REQUIRE(std::abs(filled(orthogonal_initializer(), {1, 1})[0]) == 1);
    REQUIRE(initializers_contract::largest(filled(orthogonal_initializer(0), {3, 3})) == 0);
    initializers_contract::require_contract(orthogonal_initializer(1.5), {4, 3});
}

TEST_CASE("it is the Q of a QR decomposition with a positive diagonal of R", "[initializers]") {
    constexpr std::size_t rows = 6, columns = 4;
    const std::vector<double> q = initializers_contract::filled(orthogonal_initializer(), {rows, columns}, 9);
    Random random(9);
    for (std::size_t j = 0; j < columns; ++j) {
        std::array<double, rows> drawn{};  // column j of the matrix of normal numbers
        for (double& entry : drawn) entry = random.normal();
        for (std::size_t i = 0; i < columns; ++i) {
            double r = 0;
            for (std::size_t k = 0; k < rows; ++k) r += q[k * columns + i] * drawn[k];
            if (i == j) REQUIRE(r > 0.1);
            if (i > j) REQUIRE(std::abs(r) < 1e-14);
        }
    }
}

TEST_CASE("every orthonormal matrix is as likely as the others", "[initializers]") {
    Random random(1);
    std::vector<double> mean(12), square(12);
    constexpr int count = 2000;
    for (int i = 0; i < count; ++i) {
        const std::vector<double> q = initializers_contract::filled(orthogonal_initializer(), {4, 3}, random);
        for (std::size_t k = 0; k < q.size(); ++k) {
            mean[k] += q[k] / count;
            square[k] += q[k] * q[k] / count;
        }
    }
    for (std::size_t k = 0; k < mean.size(); ++k) {
        REQUIRE(mean[k] == Approx(0).margin(0.045));
        REQUIRE(square[k] == Approx(0.25).margin(0.025));
    }
}

TEST_CASE("an orthogonal initializer needs a matrix and a finite gain", "[initializers]") {
    using initializers_contract::filled;
    REQUIRE_THROWS_AS(filled(orthogonal_initializer(), {3}), ShapeError);
    REQUIRE_THROWS_WITH(filled(orthogonal_initializer(), {3}),
                        "OrthogonalInitializer: expected a tensor of rank 2 or more, got shape (3,)");
    REQUIRE_THROWS_WITH(orthogonal_initializer(std::numeric_limits<double>::quiet_NaN()),
                        "OrthogonalInitializer: expected gain to be finite, got nan");
}

TEST_CASE("an orthogonal initializer says its gain", "[initializers]") {
    CHECK(orthogonal_initializer(0.5).gain() == 0.5);
}
