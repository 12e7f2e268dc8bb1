// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

#include <ockham/core/initializer.hpp>

namespace ockham {

/// A matrix with orthonormal columns (rows, if it has fewer rows than columns), times `gain`; every such
/// matrix is as likely as the others.
///
/// The tensor is seen as the matrix (product of the leading sizes) x (last size). The columns of a matrix of
/// normal numbers are made orthonormal one after the other, twice each (Gram & Schmidt with
/// reorthogonalization), which gives the Q of its QR decomposition with a positive diagonal of R: Keras'
/// definition. Needs rank 2 or more; `gain` is finite.
///
/// Saxe et al. (2014), "Exact solutions to the nonlinear dynamics of learning in deep linear neural
/// networks".
class OrthogonalInitializer final {
public:
    explicit OrthogonalInitializer(double gain = 1) : gain_{gain} {
        check::finite("OrthogonalInitializer", "gain", gain);
    }

    [[nodiscard]] double gain() const { return gain_; }

    void fill(const Shape& shape, std::span<double> values, Random& random) const {
        if (shape.rank() < 2)
            check::fail<ShapeError>("OrthogonalInitializer", "a tensor of rank 2 or more",
                                    Text("shape ") << shape.to_string());
        const bool tall = shape.rows() >= shape.last();
        const auto count = static_cast<std::size_t>(tall ? shape.last() : shape.rows());
        const auto length = static_cast<std::size_t>(tall ? shape.rows() : shape.last());
        std::vector<std::vector<double>> units;
        while (units.size() < count) {
            std::vector<double> vector(length);
            for (double& entry : vector) entry = random.normal();
            for (int twice = 0; twice < 2; ++twice)
                for (const std::vector<double>& unit : units) {
                    const double along = dot(vector, unit);
                    for (std::size_t k = 0; k < length; ++k) vector[k] = std::fma(-along, unit[k], vector[k]);
                }
            const double size = std::sqrt(dot(vector, vector));
            if (size < 1e-6)
                continue;  // it lay among the others, which practically never happens: draw again
            for (double& entry : vector) entry /= size;
            units.push_back(std::move(vector));
        }
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t k = 0; k < length; ++k)
                values[tall ? k * count + i : i * length + k] = gain_ * units[i][k];
    }

private:
    static double dot(const std::vector<double>& a, const std::vector<double>& b) {
        double sum = 0;
        for (std::size_t k = 0; k < a.size(); ++k) sum = std::fma(a[k], b[k], sum);
        return sum;
    }

    double gain_;
};

static_assert(Initializer<OrthogonalInitializer>);
OCKHAM_BUILT_IN(Initializer, OrthogonalInitializer);

[[nodiscard]] inline OrthogonalInitializer orthogonal_initializer(double gain = 1) {
    return OrthogonalInitializer(gain);
}

}  // namespace ockham
