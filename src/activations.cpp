// SPDX-License-Identifier: MIT
// The order decides what this file of the library holds; see core/bodies.hpp.
// clang-format off
#include <ockham/core.hpp>
#include <ockham/kernels.hpp>

#include <ockham/core/bodies.hpp>

#include <ockham/activations.hpp>
