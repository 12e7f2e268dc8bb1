// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include <ockham/core/activation.hpp>

namespace ockham::activations {

namespace detail {

/// Whether a comes before b in falling order. What is not a number comes first.
template <class Scalar>
bool is_larger(Scalar a, Scalar b) {
    return a > b || (a != a && b == b);
}

}  // namespace detail

/// The nearest distribution to each row: like a softmax, but with exact zeros.
///
///     y_j = max(z_j - t, 0),     dz_j = dy_j - mean of dy over the support,  in the support; otherwise 0
///
/// The support is the k largest entries for which 1 + k z_(k) > z_(1) + ... + z_(k), and t = (z_(1) + ... + z_(k) - 1) / k. Keras
/// 3.15 on TensorFlow has another t: that is `cumulative_sparsemax`.
///
/// Martins & Astudillo (2016), "From softmax to sparsemax".
class Sparsemax final {
public:
    static constexpr std::string_view name = "sparsemax";
    static constexpr bool gradient_from_output = true;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        static thread_local std::vector<Scalar> sorted;  // kept from call to call
        for (Index row = 0; row < z.rows(); ++row) {
            const Scalar* from = z.data() + row * z.cols();
            sorted.assign(from, from + z.cols());
            std::sort(sorted.begin(), sorted.end(), detail::is_larger<Scalar>);
            double sum = 0, threshold = 0;
            for (std::size_t i = 0; i < sorted.size(); ++i) {
                const auto count = static_cast<double>(i + 1), next = static_cast<double>(sorted[i]);
                if (!(1 + count * next > sum + next)) break;
                sum += next;
                threshold = (sum - 1) / count;
            }
            for (Index j = 0; j < z.cols(); ++j)
                y(row, j) = static_cast<Scalar>(std::max(static_cast<double>(from[j]) - threshold, 0.0));
        }
    }

    template <class Scalar>
    void backward(In<Scalar>, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        for (Index row = 0; row < y.rows(); ++row) {
            double sum = 0, count = 0;
            for (Index j = 0; j < y.cols(); ++j)
                if (y(row, j) > 0) sum += static_cast<double>(dy(row, j)), ++count;
            const auto mean = static_cast<Scalar>(count > 0 ? sum / count : 0);
            for (Index j = 0; j < y.cols(); ++j) dz(row, j) = y(row, j) > 0 ? dy(row, j) - mean : Scalar(0);
        }
    }
};

static_assert(ActivationFunction<Sparsemax>);

inline constexpr Sparsemax sparsemax;

}  // namespace ockham::activations

namespace ockham {
OCKHAM_BUILT_IN(Activation, activations::Sparsemax);
}  // namespace ockham
