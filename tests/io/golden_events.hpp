// SPDX-License-Identifier: MIT
// Recorded by record_events.py from TensorFlow 2.21.0.
#pragma once

#include <cmath>
#include <cstdint>

namespace golden_events {

struct Scalar {
    const char* tag;
    std::int64_t step;
    double value;
    double wall_time;
};

// clang-format off
inline const Scalar scalars[] = {
    {"epoch_loss", 0, 0.75, 0x1.ac174dceb54c5p+30},
    {"epoch_accuracy", 0, 1.0, 0x1.ac174dceb60e5p+30},
    {"epoch_loss", 1, 0.1, 0x1.ac174dceb6502p+30},
    {"epoch_loss", 127, 0.0, 0x1.ac174dceb6883p+30},
    {"epoch_loss", 128, 0.3333333333333333, 0x1.ac174dceb6bcap+30},
    {"evaluation_loss_vs_iterations", 2147483648, 1e-45, 0x1.ac174dceb6ef0p+30},
    {"täg/€", 4611686018427387904, 3e+38, 0x1.ac174dceb722ep+30},
    {"nan", 300, NAN, 0x1.ac174dceb75dep+30},
    {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 5, -3.5, 0x1.ac174dceb78eap+30},
    {"y", 6, -INFINITY, 0x1.ac174dceb7be5p+30},
};
// clang-format on

}  // namespace golden_events
