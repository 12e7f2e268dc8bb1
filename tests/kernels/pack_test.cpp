// SPDX-License-Identifier: MIT
#include <numeric>
#include <vector>

#include <ockham/kernels/pack.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace pack_test {

/// How many entries of a packed panel are not what they should be.
template <class Scalar>
int differences(Index width, Index count, Index depth, Index row, Index column) {
    std::vector<Scalar> from(static_cast<std::size_t>((count - 1) * row + (depth - 1) * column + 1));
    std::iota(from.begin(), from.end(), Scalar(1));
    std::vector<Scalar> to(static_cast<std::size_t>(width * depth), Scalar(-1));
    kernels::detail::pack(to.data(), width, from.data(), row, column, count, depth);
    int wrong = 0;
    for (Index p = 0; p < depth; ++p)
        for (Index i = 0; i < width; ++i)
            wrong += to[static_cast<std::size_t>(p * width + i)] !=
                     (i < count ? from[static_cast<std::size_t>(i * row + p * column)] : 0);
    return wrong;
}

template <class Scalar>
void require_right() {
    for (const Index width : {1, 4, 6, 8, 16, 32})
        for (const Index count : {Index(1), Index(3), width / 2, width - 1, width})
            for (const Index depth : {1, 2, 3, 4, 5, 8, 31}) {
                if (count < 1 || count > width) continue;
                INFO(width << " " << count << " " << depth);
                REQUIRE(differences<Scalar>(width, count, depth, 1, width + 3) == 0);  // rows lie together
                REQUIRE(differences<Scalar>(width, count, depth, depth + 2, 1) == 0);  // columns do
                REQUIRE(differences<Scalar>(width, count, depth, 2, 2 * width) == 0);  // neither
            }
}

}  // namespace pack_test

TEST_CASE("a panel is packed from any order", "[kernels]") {
    pack_test::require_right<float>();
    pack_test::require_right<double>();
}
