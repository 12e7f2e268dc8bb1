// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <vector>

#include <ockham/kernels/pieces.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("each piece is worked on once, with memory of its own", "[kernels]") {
    for (const int threads : {1, 2, 3, 5}) {
        set_threads(threads);
        for (const Index pieces : {0, 1, 2, 3, 7, 100}) {
            const Index workers = 2 * pieces < threads ? 1 : std::clamp<Index>(pieces, 1, threads);
            Tensor<float> scratch;
            std::vector<std::atomic<int>> done(static_cast<std::size_t>(pieces));
            std::atomic<bool> intact = true;
            kernels::detail::for_pieces(pieces, 50, scratch, [&](Index piece, float* memory, bool alone) {
                if (alone != (workers > 1)) intact = false;
                for (int i = 0; i < 50; ++i) memory[i] = static_cast<float>(piece);
                for (int i = 0; i < 50; ++i)
                    if (memory[i] != static_cast<float>(piece)) intact = false;
                ++done[static_cast<std::size_t>(piece)];
            });
            REQUIRE(intact);
            for (const std::atomic<int>& times : done) REQUIRE(times == 1);
            REQUIRE(scratch.size() == 50 * workers);
        }
    }
    set_threads(1);
}
