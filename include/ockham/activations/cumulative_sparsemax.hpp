// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include <ockham/activations/sparsemax.hpp>
#include <ockham/core/activation.hpp>

namespace ockham::activations {

/// What Keras 3.15 on TensorFlow calls `sparsemax`: files that name it are read so, and its rows do not add up to 1.
///
///     y_j = max(z_j - t, 0),     t = (s_1 + ... + s_k - 1) / k,     s_i = z_(1) + ... + z_(i), the i largest
///
/// k is the number of i for which z_(i) > (s_i - 1) / i, as for `sparsemax`, whose t is (s_k - 1) / k. Of equal entries the first
/// is the larger; the slope at y_j = 0 where z_j = t is 1.
class CumulativeSparsemax final {
public:
    static constexpr std::string_view name = "cumulative_sparsemax";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        for (Index row = 0; row < z.rows(); ++row) {
            const Scalar* from = z.data() + row * z.cols();
            const auto threshold = static_cast<Scalar>(support(from, z.cols()).threshold);
            for (Index j = 0; j < z.cols(); ++j) y(row, j) = std::max(from[j] - threshold, Scalar(0));
        }
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        for (Index row = 0; row < z.rows(); ++row) {
            const Scalar* from = z.data() + row * z.cols();
            const Support<Scalar> found = support(from, z.cols());
            double sum = 0;
            for (Index j = 0; j < z.cols(); ++j) {
                if (from[j] < static_cast<Scalar>(found.threshold))
                    dz(row, j) = 0;
                else
                    sum += static_cast<double>(dz(row, j) = dy(row, j));
            }
            // z_(i) is in s_i, ..., s_k.
            for (std::size_t i = 0; i < found.size; ++i)
                dz(row, found.order[i]) -= static_cast<Scalar>(sum * static_cast<double>(found.size - i) /
                                                               static_cast<double>(found.size));
        }
    }

private:
    template <class Scalar>
    struct Support {
        const std::vector<Index>& order;  ///< columns, the largest first
        std::size_t size;
        double threshold;
    };

    template <class Scalar>
    static Support<Scalar> support(const Scalar* z, Index columns) {
        static thread_local std::vector<Index> order;  // kept from call to call
        order.resize(static_cast<std::size_t>(columns));
        for (Index j = 0; j < columns; ++j) order[static_cast<std::size_t>(j)] = j;
        std::sort(order.begin(), order.end(), [z](Index a, Index b) {
            return detail::is_larger(z[a], z[b]) || (!detail::is_larger(z[b], z[a]) && a < b);
        });
        double sum = 0, sums = 0;
        std::size_t size = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto next = static_cast<double>(z[order[i]]);
            sum += next;
            if (!(next - (sum - 1) / static_cast<double>(i + 1) > 0)) break;
            sums += sum;
            size = i + 1;
        }
        return {order, size, (sums - 1) / static_cast<double>(size)};
    }
};

static_assert(ActivationFunction<CumulativeSparsemax>);

inline constexpr CumulativeSparsemax cumulative_sparsemax;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::CumulativeSparsemax);
}  // namespace ockham
