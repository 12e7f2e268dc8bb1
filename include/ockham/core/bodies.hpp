// SPDX-License-Identifier: MIT
// Not `#pragma once`: from here on, headers that are included for the first time bring what the compiled library holds of
// them. A file of the library includes what is below it first, then this, then what it holds. See build.hpp.

#include <ockham/core/build.hpp>

#undef OCKHAM_BODIES
#define OCKHAM_BODIES 1
#undef OCKHAM_TEMPLATE
#define OCKHAM_TEMPLATE template
