// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ockham/core/check.hpp>

namespace ockham::detail {

/// Fails unless `beta`, by which a mean forgets, is in [0, 1), in single precision too.
inline void check_beta(std::string_view who, std::string_view what, double beta) {
    check::value(beta >= 0 && static_cast<float>(beta) < 1, who, what, "in [0, 1)", beta);
}

/// beta^step, of the beta in single precision: so Keras takes it, whatever the model computes in.
[[nodiscard]] inline double power_of_beta(double beta, double step) {
    return std::pow(static_cast<double>(static_cast<float>(beta)), step);
}

}  // namespace ockham::detail
