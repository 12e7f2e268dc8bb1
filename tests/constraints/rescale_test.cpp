// SPDX-License-Identifier: MIT
#include <ockham/constraints/rescale.hpp>

#include "constraints/contract.hpp"

using namespace ockham;

namespace rescale_test {

using constraints_contract::numbers;

/// The norm along `axes` that each entry of `w` belongs to, entry by entry.
inline std::vector<double> norms(const Tensor<double>& w, const Axes& axes) {
    const auto along = axes.of(w.shape(), "test");
    const int rank = w.shape().rank();
    const auto place = [&](Index entry) {
        std::array<Index, Shape::max_rank> at{};
        for (int axis = rank; axis-- > 0; entry /= w.shape()[axis])
            at[static_cast<std::size_t>(axis)] = entry % w.shape()[axis];
        return at;
    };
    const auto together = [&](Index a, Index b) {
        for (std::size_t axis = 0; axis < Shape::max_rank; ++axis)
            if (!along[axis] && place(a)[axis] != place(b)[axis]) return false;
        return true;
    };
    std::vector<double> found;
    for (Index i = 0; i < w.size(); ++i) {
        double sum = 0;
        for (Index j = 0; j < w.size(); ++j)
            if (together(i, j)) sum += w.data()[j] * w.data()[j];
        found.push_back(std::sqrt(sum));
    }
    return found;
}

}  // namespace rescale_test

TEST_CASE("a vector lies along any axes of a tensor", "[constraints]") {
    using namespace rescale_test;
    for (const Axes& axes : {Axes(0), Axes(-1), Axes(1), Axes({0, 1}), Axes({0, 2}), Axes({1, 3}),
                             Axes({0, 1, 2}), Axes({3, 1, 0}), Axes({0, 1, 2, 3}), Axes::all()}) {
        Tensor<double> w = numbers({2, 3, 2, 5});
        const Tensor<double> before = w;
        const std::vector<double> norm = norms(before, axes);
        detail::rescale<double>(w, axes, {.min = 1, .max = 1, .rate = 1}, "test");
        for (Index i = 0; i < w.size(); ++i)
            REQUIRE(w.data()[i] ==
                    Approx(before.data()[i] / (1e-7 + norm[static_cast<std::size_t>(i)])).margin(1e-15));
    }
}

TEST_CASE("a norm is moved to its bounds as far as the rate says", "[constraints]") {
    const detail::NormBounds bounds{.min = 1, .max = 2, .rate = 0.25};
    REQUIRE(bounds.factor(1.5) == 1.5 / (1e-7 + 1.5));
    REQUIRE(bounds.factor(0.5) == (0.25 * 1 + 0.75 * 0.5) / (1e-7 + 0.5));
    REQUIRE(bounds.factor(8) == (0.25 * 2 + 0.75 * 8) / (1e-7 + 8));
}
