// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <ockham/core/build.hpp>

namespace ockham {

/// `MaxPooling2D` as `max_pooling2d`: the name that Keras makes of a class.
[[nodiscard]] std::string to_snake_case(std::string_view name);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC std::string to_snake_case(std::string_view name) {
    const auto is_upper = [&](std::size_t i) { return i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; };
    const auto is_lower = [&](std::size_t i) { return i < name.size() && name[i] >= 'a' && name[i] <= 'z'; };
    std::string snake;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (i > 0 && is_upper(i) && (is_lower(i + 1) || is_lower(i - 1))) snake += '_';
        snake += is_upper(i) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    }
    return snake;
}

}  // namespace ockham

#endif
