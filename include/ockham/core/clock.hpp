// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>

namespace ockham::detail {

/// Seconds on a clock that never goes back; only differences mean anything.
[[nodiscard]] double steady_seconds();

}  // namespace ockham::detail

#if OCKHAM_BODIES

#include <chrono>

namespace ockham::detail {

OCKHAM_FUNC double steady_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace ockham::detail

#endif
