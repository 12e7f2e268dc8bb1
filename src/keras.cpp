// SPDX-License-Identifier: MIT
// The order decides what this file of the library holds; see core/bodies.hpp.
// clang-format off
#include <ockham/core.hpp>
#include <ockham/io.hpp>
#include <ockham/kernels.hpp>

#include <ockham/core/bodies.hpp>

#include <ockham/keras/fields.hpp>
#include <ockham/keras/json.hpp>
#include <ockham/keras/npz.hpp>
#include <ockham/keras/objects.hpp>
#include <ockham/keras/table.hpp>
