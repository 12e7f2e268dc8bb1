// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/regularizer.hpp>

namespace ockham {

/// A regularizer, times a factor.
struct WeightedRegularizer {
    double weight;  ///< finite and >= 0
    AnyRegularizer regularizer;
};

/// Several penalties at once, each times a factor: sum_i weight_i R_i(w).
///
///     .kernel_regularizer = weighted_sum({{1, l1(0.001)}, {0.5, orthogonal(0.1)}})
///
/// A part sum |w| of it, as from `l1`, may be taken over by an optimizer, as for `l1` alone. Keras has no such penalty.
class WeightedSum final {
public:
    explicit WeightedSum(std::vector<WeightedRegularizer> terms) : terms_{std::move(terms)} {
        for (const WeightedRegularizer& term : terms_)
            check::non_negative("weighted_sum", "weight", term.weight);
    }

    [[nodiscard]] const std::vector<WeightedRegularizer>& terms() const { return terms_; }

    template <class Scalar>
    [[nodiscard]] double penalty(In<Scalar> w) const {
        double sum = 0;
        for (const auto& [weight, regularizer] : terms_) sum += weight * regularizer.penalty(w);
        return sum;
    }

    /// dw += scale * gradient; returns the penalty. Shapes: w and dw alike.
    template <class Scalar>
    double add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        double sum = 0;
        for (const auto& [weight, regularizer] : terms_)
            sum += weight * regularizer.add_gradient(w, dw, scale * static_cast<Scalar>(weight));
        return sum;
    }

    /// The same without the gradients of the parts sum |w|, whose factors add up to `l1_factor`.
    template <class Scalar>
    double add_smooth_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        double sum = 0;
        for (const auto& [weight, regularizer] : terms_)
            sum += weight * regularizer.add_smooth_gradient(w, dw, scale * static_cast<Scalar>(weight));
        return sum;
    }
    [[nodiscard]] double l1_factor() const {
        double sum = 0;
        for (const auto& [weight, regularizer] : terms_) sum += weight * regularizer.l1_factor();
        return sum;
    }

    /// `l1(0.001) + 0.5 orthogonal(0.1)`
    [[nodiscard]] std::string description() const {
        Text text;
        for (const auto& [weight, regularizer] : terms_) {
            if (!regularizer) continue;
            text << (text.empty() ? "" : " + ");
            if (weight != 1) text << weight << " ";
            text << regularizer.description();
        }
        return text.string();
    }

    void check_shape(const Shape& shape) const {
        for (const auto& [weight, regularizer] : terms_) regularizer.check_shape(shape);
    }

private:
    std::vector<WeightedRegularizer> terms_;
};

static_assert(Regularizer<WeightedSum>);
OCKHAM_BUILT_IN(Regularizer, WeightedSum);

[[nodiscard]] inline WeightedSum weighted_sum(std::initializer_list<WeightedRegularizer> terms) {
    return WeightedSum(terms);
}

}  // namespace ockham
