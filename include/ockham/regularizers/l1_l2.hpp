// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/check.hpp>
#include <ockham/core/regularizer.hpp>
#include <ockham/kernels/reductions.hpp>

namespace ockham {

/// Factors of `L1L2`. Both are finite and >= 0; zero switches that term off.
struct L1L2Options {
    double l1 = 0;
    double l2 = 0;
};

/// Elastic-net penalty on every entry of a matrix.
///
///     penalty  = l1 * sum |w|  +  l2 * sum w^2
///     gradient = l1 * sign(w)  +  2 * l2 * w,     sign(0) = 0
///
/// `l2` is not halved (Keras' convention, not that of PyTorch's `weight_decay`), and neither term is divided
/// by the number of entries. An entry that is exactly zero gets no L1 gradient: it stays zero unless the loss
/// moves it.
///
/// Tibshirani (1996), "Regression shrinkage and selection via the lasso"; Hoerl & Kennard (1970), "Ridge
/// regression"; Zou & Hastie (2005), "Regularization and variable selection via the elastic net".
class L1L2 final {
public:
    explicit L1L2(L1L2Options options) : options_{options} {
        check::non_negative("l1_l2", "l1", options.l1);
        check::non_negative("l1_l2", "l2", options.l2);
    }

    [[nodiscard]] const L1L2Options& options() const { return options_; }

    template <class Scalar>
    [[nodiscard]] double penalty(In<Scalar> w) const {
        const auto l1 = static_cast<Scalar>(options_.l1), l2 = static_cast<Scalar>(options_.l2);
        return kernels::update_sum(
            w.size(),
            [l1, l2](auto v) OCKHAM_INLINE { return kernels::abs(v) * (l1 + l2 * kernels::abs(v)); },
            w.data());
    }

    /// dw += scale * gradient; returns the penalty. Shapes: w and dw alike.
    template <class Scalar>
    double add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        return add(w, dw, scale * static_cast<Scalar>(options_.l1), scale);
    }

    /// The same without the gradient of the first term, whose factor is `l1_factor`.
    template <class Scalar>
    double add_smooth_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        return add(w, dw, Scalar(0), scale);
    }
    [[nodiscard]] double l1_factor() const { return options_.l1; }

    [[nodiscard]] std::string description() const {
        if (options_.l2 == 0 && options_.l1 > 0) return (Text("l1(") << options_.l1 << ")").string();
        if (options_.l1 == 0 && options_.l2 > 0) return (Text("l2(") << options_.l2 << ")").string();
        return (Text("l1_l2(") << options_.l1 << ", " << options_.l2 << ")").string();
    }

private:
    template <class Scalar>
    double add(In<Scalar> w, InOut<Scalar> dw, Scalar slope, Scalar scale) const {
        const auto l1 = static_cast<Scalar>(options_.l1), l2 = static_cast<Scalar>(options_.l2);
        return kernels::update_sum(
            w.size(),
            [l1, l2, slope, twice = scale * 2 * l2](auto& d, auto v) OCKHAM_INLINE {
                d += kernels::select(v > 0, slope, kernels::select(v < 0, -slope, 0)) + twice * v;
                return kernels::abs(v) * (l1 + l2 * kernels::abs(v));
            },
            dw.data(), w.data());
    }

    L1L2Options options_;
};

static_assert(Regularizer<L1L2>);
OCKHAM_BUILT_IN(Regularizer, L1L2);

/// The lasso penalty, `factor` times the sum of absolute values; Keras' `L1`, with its default factor.
[[nodiscard]] inline L1L2 l1(double factor = 0.01) {
    check::non_negative("l1", "factor", factor);
    return L1L2({.l1 = factor});
}

/// The ridge penalty, `factor` times the sum of squares; Keras' `L2`, with its default factor.
[[nodiscard]] inline L1L2 l2(double factor = 0.01) {
    check::non_negative("l2", "factor", factor);
    return L1L2({.l2 = factor});
}

/// Both. Without arguments both factors are 0.01, as in Keras 2 and in the meaning of the string "l1_l2"; the
/// class `L1L2` of Keras 3 has zeros there.
[[nodiscard]] inline L1L2 l1_l2(double l1 = 0.01, double l2 = 0.01) {
    return L1L2({.l1 = l1, .l2 = l2});
}

}  // namespace ockham
