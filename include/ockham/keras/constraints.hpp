// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/keras/objects.hpp>

namespace ockham::keras {

/// A new constraint is a function above, and a line here.
[[nodiscard]] inline Table<AnyConstraint> constraints() {
    return Table<AnyConstraint>("constraint", "keras.constraints");
}

}  // namespace ockham::keras
