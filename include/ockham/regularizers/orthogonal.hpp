// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/regularizer.hpp>

namespace ockham {

/// What `Orthogonal` keeps apart.
enum class OrthogonalMode { rows, columns };

struct OrthogonalOptions {
    double factor = 0.01;  ///< finite and >= 0
    OrthogonalMode mode = OrthogonalMode::rows;
};

/// Penalty on vectors that point the same way: the mean, over all pairs of rows (or columns) of a matrix, of
/// the absolute cosine of the angle between them.
///
///     u_i = w_i / max(|w_i|, 1e-7)
///     penalty  = factor * 2 / (n (n - 1)) * sum_{i < j} |u_i . u_j|
///     gradient = factor * 2 / (n (n - 1)) * sum_{j != i} sign(u_i . u_j) (u_j - (u_i . u_j) u_i) / |w_i|
///
/// for row i (divided by 1e-7 at least), with sign(0) = 0, and without the second term for a row shorter than 1e-7. Keras'
/// `OrthogonalRegularizer`. Only for tensors of rank 2; a single row has no pairs and no penalty (Keras gives NaN).
///
/// Brock et al. (2016), "Neural photo editing with introspective adversarial networks".
class Orthogonal final {
public:
    explicit Orthogonal(OrthogonalOptions options = {}) : options_{options} {
        check::non_negative("orthogonal", "factor", options.factor);
    }

    [[nodiscard]] const OrthogonalOptions& options() const { return options_; }

    template <class Scalar>
    [[nodiscard]] double penalty(In<Scalar> w) const {
        const Units units(w, options_.mode);
        double sum = 0;
        for (Index i = 0; i < units.count; ++i)
            for (Index j = 0; j < i; ++j) sum += std::abs(units.cosine(i, j));
        return factor(units.count) * sum;
    }

    /// dw += scale * gradient. Shapes: w and dw alike.
    template <class Scalar>
    void add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        const Units units(w, options_.mode);
        const double factor = this->factor(units.count) * static_cast<double>(scale);
        for (Index i = 0; i < units.count; ++i)
            for (Index j = 0; j < units.count; ++j) {
                const double cosine = i == j ? 0 : units.cosine(i, j);
                const double slope = factor * ((cosine > 0) - (cosine < 0)) / units.length(i);
                if (slope == 0) continue;
                const double along = units.is_short(i) ? 0 : cosine;
                for (Index k = 0; k < units.length_of_each; ++k) {
                    Scalar& to = options_.mode == OrthogonalMode::rows ? dw(i, k) : dw(k, i);
                    to += static_cast<Scalar>(slope * (units.at(j, k) - along * units.at(i, k)));
                }
            }
    }

    [[nodiscard]] std::string description() const {
        return (Text("orthogonal(") << options_.factor << ")").string();
    }

    void check_shape(const Shape& shape) const {
        if (shape.rank() != 2)
            check::fail<ShapeError>("orthogonal", "a tensor of rank 2", Text("shape ") << shape.to_string());
    }

private:
    static constexpr double shortest = 1e-7;

    /// The rows, or columns, divided by their lengths. They lie in memory of the thread, kept from call to
    /// call.
    struct Units {
        template <class Scalar>
        Units(In<Scalar> w, OrthogonalMode mode)
            : count{mode == OrthogonalMode::rows ? w.rows() : w.cols()},
              length_of_each{mode == OrthogonalMode::rows ? w.cols() : w.rows()} {
            static thread_local std::vector<double> memory;
            memory.resize(static_cast<std::size_t>(count * (length_of_each + 1)));
            units = memory.data();
            lengths = units + count * length_of_each;
            for (Index i = 0; i < count; ++i) {
                double square = 0;
                for (Index k = 0; k < length_of_each; ++k) {
                    const auto entry = static_cast<double>(mode == OrthogonalMode::rows ? w(i, k) : w(k, i));
                    units[i * length_of_each + k] = entry;
                    square += entry * entry;
                }
                lengths[i] = std::max(std::sqrt(square), shortest);
                for (Index k = 0; k < length_of_each; ++k) units[i * length_of_each + k] /= lengths[i];
            }
        }

        double at(Index i, Index k) const { return units[i * length_of_each + k]; }
        double length(Index i) const { return lengths[i]; }
        bool is_short(Index i) const { return lengths[i] <= shortest; }
        double cosine(Index i, Index j) const {
            double product = 0;
            for (Index k = 0; k < length_of_each; ++k) product += at(i, k) * at(j, k);
            return product;
        }

        Index count, length_of_each;
        double *units, *lengths;
    };

    double factor(Index count) const {
        return count < 2
                   ? 0
                   : 2 * options_.factor / (static_cast<double>(count) * static_cast<double>(count - 1));
    }

    OrthogonalOptions options_;
};

static_assert(Regularizer<Orthogonal>);
OCKHAM_BUILT_IN(Regularizer, Orthogonal);

/// `Orthogonal` with Keras' defaults: pairs of rows, factor 0.01.
[[nodiscard]] inline Orthogonal orthogonal(double factor = 0.01, OrthogonalMode mode = OrthogonalMode::rows) {
    return Orthogonal({.factor = factor, .mode = mode});
}

}  // namespace ockham
