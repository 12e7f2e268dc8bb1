// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ockham/core/check.hpp>

namespace ockham::detail {

/// Fails unless `beta`, by which a mean forgets, is in [0, 1), in single precision too.
inline void check_beta(std::string_view who, std::string_view what, double beta) {
    check::value(beta >= 0 && static_cast<float>(beta) < 1, who, what, "in [0, 1)", beta);
}

/// `number`, rounded to single precision. It goes through memory because g++ 12, from -O2 on, takes two numbers that are rounded
/// side by side at once, and then leaves the rounding out.
[[nodiscard]] inline double in_single_precision(double number) {
    const volatile float rounded = static_cast<float>(number);
    return rounded;
}

/// beta^step, of the beta in single precision: so Keras takes it, whatever the model computes in.
[[nodiscard]] inline double power_of_beta(double beta, double step) {
    return std::pow(in_single_precision(beta), step);
}

}  // namespace ockham::detail
