// SPDX-License-Identifier: MIT
#include <ockham/kernels/windows.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("windows know how much there is to see", "[kernels]") {
    const kernels::Windows windows{.axes = {{}, {.in = 5, .out = 2}, {.in = 7, .out = 3}}, .channels = 4};
    REQUIRE(windows.entries() == 35);
    REQUIRE(windows.positions() == 6);
}

TEST_CASE("positions see entries, and entries are seen by positions", "[kernels]") {
    using kernels::detail::Range;
    for (const kernels::Windows::Axis& axis :
         {kernels::Windows::Axis{.in = 7, .out = 3, .size = 3, .stride = 2},
          {.in = 8, .out = 3, .size = 1, .stride = 3},
          {.in = 4, .out = 4, .size = 3, .stride = 1, .before = 1},
          {.in = 3, .out = 2, .size = 7, .stride = 2, .before = 3}})
        for (Index i = 0; i < axis.in; ++i) {
            const Range by = kernels::detail::who_see(axis, i);
            for (Index p = 0; p < axis.out; ++p) {
                const Range seen = kernels::detail::seen_by(axis, p);
                const Index first = p * axis.stride - axis.before;
                REQUIRE((seen.begin >= 0 && seen.begin < seen.end && seen.end <= axis.in));
                REQUIRE((seen.begin <= i && i < seen.end) == (first <= i && i < first + axis.size));
                REQUIRE((by.begin <= p && p < by.end) == (first <= i && i < first + axis.size));
            }
        }
}
