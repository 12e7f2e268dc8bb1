// SPDX-License-Identifier: MIT
#include <ockham/kernels/tile_x86.hpp>

#include "kernels/instruction_sets.hpp"
#include "kernels/tiles.hpp"

using namespace ockham;

namespace tile_x86_test {

template <class Scalar>
void require_right() {
    const kernels::detail::Tile<Scalar> tile = kernels::detail::tile<Scalar>();
    REQUIRE(tile.columns <= kernels::detail::largest_columns<Scalar>);
    tiles::require_right<Scalar>(tile.whole, tile.rows, tile.columns);
    tiles::require_right<Scalar>(tile.narrow, tile.rows, tile.columns / 2);
    tiles::require_right<Scalar>(tile.low, 4, tile.columns);
    if (tile.copying) tiles::require_right<Scalar>(tile.copying, tile.rows, tile.columns, true);
}

}  // namespace tile_x86_test

TEST_CASE("the tiles of every instruction set are right", "[kernels]") {
    instruction_sets::for_each([] {
        tile_x86_test::require_right<float>();
        tile_x86_test::require_right<double>();
    });
}
