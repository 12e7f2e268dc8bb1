// SPDX-License-Identifier: MIT
#include <ockham/kernels/tile.hpp>

#include "kernels/tiles.hpp"

using namespace ockham;

TEST_CASE("the portable tiles are right", "[kernels]") {
    using namespace kernels::detail;
    tiles::require_right<float>(portable_tile<float, 2>, 4, 2 * Quarter<float>::size);
    tiles::require_right<float>(portable_tile<float, 1>, 4, Quarter<float>::size);
    tiles::require_right<double>(portable_tile<double, 2>, 4, 2 * Quarter<double>::size);
    tiles::require_right<double>(portable_tile<double, 1>, 4, Quarter<double>::size);
}
