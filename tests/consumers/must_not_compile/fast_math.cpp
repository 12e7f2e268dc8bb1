// SPDX-License-Identifier: MIT
// expect: Ockham needs infinities, NaN and sums in the order in which they are written
#define __FAST_MATH__ 1  // as -ffast-math does
#include <ockham/ockham.hpp>
