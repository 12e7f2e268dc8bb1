// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/regularizer.hpp>
#include <ockham/kernels/rows.hpp>

namespace ockham {

/// What the groups of `GroupLasso` are.
enum class GroupLassoMode {
    rows,    ///< of a Dense kernel: what goes out of one feature, which so may be ignored
    columns  ///< of a Dense kernel: what goes into one unit; of a convolution's kernel: a filter
};

struct GroupLassoOptions {
    double factor = 0.01;  ///< finite and >= 0
    GroupLassoMode mode = GroupLassoMode::rows;
};

/// The sum of the lengths of a matrix's rows, or of its columns: a penalty that makes whole groups of entries zero. Also known as
/// the L2,1 norm.
///
///     penalty  = factor * sum_g |w_g|,     |.| Euclidean
///     gradient = factor * w_g / |w_g|      for the entries of group g, and 0 if they are all zero
///
/// The groups of a matrix are equally large, so that the root of their size, with which they are often weighted, is left to
/// `factor`. A tensor of higher rank is the matrix (product of the leading sizes) x (last size). Keras has no such penalty.
///
/// Yuan & Lin (2006), "Model selection and estimation in regression with grouped variables".
class GroupLasso final {
public:
    explicit GroupLasso(GroupLassoOptions options = {}) : options_{options} {
        check::non_negative("group_lasso", "factor", options.factor);
    }

    [[nodiscard]] const GroupLassoOptions& options() const { return options_; }

    template <class Scalar>
    [[nodiscard]] double penalty(In<Scalar> w) const {
        return sum(lengths(w));
    }

    /// dw += scale * gradient; returns the penalty. Shapes: w and dw alike.
    template <class Scalar>
    double add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        std::vector<double>& factors = lengths(w);
        const double penalty = sum(factors);
        for (double& length : factors)
            length = length > 0 ? options_.factor * static_cast<double>(scale) / length : 0;
        for (Index row = 0; row < w.rows(); ++row)
            kernels::add_products(w.data() + row * w.cols(), w.cols(), step(), factors.data() + group(row),
                                  dw.data() + row * w.cols());
        return penalty;
    }

    [[nodiscard]] std::string description() const {
        return (Text("group_lasso(") << options_.factor << ")").string();
    }

private:
    Index step() const { return options_.mode == GroupLassoMode::columns ? 1 : 0; }
    Index group(Index row) const { return options_.mode == GroupLassoMode::columns ? 0 : row; }

    /// The length of each group, in memory of the thread that is kept from call to call.
    template <class Scalar>
    std::vector<double>& lengths(In<Scalar> w) const {
        static thread_local std::vector<double> memory;
        memory.assign(static_cast<std::size_t>(step() == 1 ? w.cols() : w.rows()), 0);
        for (Index row = 0; row < w.rows(); ++row)
            kernels::add_squares(w.data() + row * w.cols(), w.cols(), step(), memory.data() + group(row));
        for (double& length : memory) length = std::sqrt(length);
        return memory;
    }

    double sum(const std::vector<double>& lengths) const {
        double sum = 0;
        for (const double length : lengths) sum += length;
        return options_.factor * sum;
    }

    GroupLassoOptions options_;
};

static_assert(Regularizer<GroupLasso>);
OCKHAM_BUILT_IN(Regularizer, GroupLasso);

/// `GroupLasso` over rows, or over columns.
[[nodiscard]] inline GroupLasso group_lasso(double factor = 0.01,
                                            GroupLassoMode mode = GroupLassoMode::rows) {
    return GroupLasso({.factor = factor, .mode = mode});
}

}  // namespace ockham
