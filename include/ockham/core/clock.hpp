// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/build.hpp>

namespace ockham::detail {

/// Seconds on a clock that never goes back; only differences mean anything.
[[nodiscard]] double steady_seconds();

/// Seconds since 1970.
[[nodiscard]] double wall_time();

}  // namespace ockham::detail

#if OCKHAM_BODIES

#include <chrono>
#include <ctime>

namespace ockham::detail {

OCKHAM_FUNC double steady_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

OCKHAM_FUNC double wall_time() {
    std::timespec time{};
    std::timespec_get(&time, TIME_UTC);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace ockham::detail

#endif
