// SPDX-License-Identifier: MIT
#include <numeric>
#include <vector>

#include <ockham/kernels/permute.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace permute_test {

inline std::vector<double> counted(const Shape& shape) {
    std::vector<double> x(static_cast<std::size_t>(shape.size()));
    std::iota(x.begin(), x.end(), 0.0);
    return x;
}

inline std::vector<double> permuted(const kernels::AxisOrder& order, const Shape& shape,
                                    const std::vector<double>& x) {
    std::vector<double> y(x.size());
    kernels::permute(order, shape, x.data(), y.data());
    return y;
}

/// Looks every entry of `y` up where its definition says it came from.
inline void require_permuted(const kernels::AxisOrder& order, const Shape& shape) {
    const std::vector<double> x = counted(shape), y = permuted(order, shape, x);
    Index sizes[5] = {1, 1, 1, 1, 1}, strides[5] = {};
    for (int axis = shape.rank() - 1, stride = 1; axis >= 0; --axis) {
        sizes[axis] = shape[axis];
        strides[axis] = stride;
        stride *= static_cast<int>(shape[axis]);
    }
    const auto size = [&](int k) { return sizes[order[static_cast<std::size_t>(k)]]; };
    const auto stride = [&](int k) { return strides[order[static_cast<std::size_t>(k)]]; };
    std::size_t at = 0;
    for (Index a = 0; a < size(0); ++a)
        for (Index b = 0; b < size(1); ++b)
            for (Index c = 0; c < size(2); ++c)
                for (Index d = 0; d < size(3); ++d)
                    for (Index e = 0; e < size(4); ++e)
                        REQUIRE(y[at++] == static_cast<double>(a * stride(0) + b * stride(1) + c * stride(2) +
                                                               d * stride(3) + e * stride(4)));
    REQUIRE(at == x.size());
}

}  // namespace permute_test

TEST_CASE("axes are put in any order", "[kernels]") {
    using permute_test::require_permuted;
    require_permuted({0, 1, 2, 3, 4}, {3, 2});
    require_permuted({0, 2, 1, 3, 4}, {2, 3, 4});
    require_permuted({0, 2, 1, 3, 4}, {2, 3, 4, 5});
    require_permuted({0, 3, 1, 2, 4}, {2, 3, 4, 5});
    require_permuted({0, 2, 4, 1, 3}, {2, 3, 4, 5, 2});
    require_permuted({2, 1, 0, 3, 4}, {2, 3, 4});
    require_permuted({0, 1, 2, 3, 4}, {0, 3});
}

TEST_CASE("the inverse order brings all back", "[kernels]") {
    const kernels::AxisOrder order{0, 3, 1, 2, 4};
    REQUIRE(kernels::inverse(order) == kernels::AxisOrder{0, 2, 3, 1, 4});
    const std::vector<double> x = permute_test::counted({2, 3, 4, 5});
    REQUIRE(permute_test::permuted(kernels::inverse(order), {2, 5, 3, 4},
                                   permute_test::permuted(order, {2, 3, 4, 5}, x)) == x);
}

TEST_CASE("axes are permuted by any number of threads", "[kernels]") {
    const Shape shape{7, 50, 60};
    const std::vector<double> x = permute_test::counted(shape);
    instruction_sets::require_same_with_threads([&] {
        return permute_test::permuted({0, 2, 1, 3, 4}, shape, x);
    });
}
