// SPDX-License-Identifier: MIT
// The order decides what this file of the library holds; see core/bodies.hpp.
// clang-format off
#include <ockham/activations.hpp>
#include <ockham/constraints.hpp>
#include <ockham/core.hpp>
#include <ockham/initializers.hpp>
#include <ockham/io.hpp>
#include <ockham/kernels.hpp>
#include <ockham/losses.hpp>
#include <ockham/metrics.hpp>
#include <ockham/optimizers.hpp>
#include <ockham/regularizers.hpp>
#include <ockham/schedules.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/keras/objects.hpp>
#include <ockham/keras/table.hpp>

#include <ockham/core/bodies.hpp>

#include <ockham/keras/activations.hpp>
#include <ockham/keras/constraints.hpp>
#include <ockham/keras/initializers.hpp>
#include <ockham/keras/losses.hpp>
#include <ockham/keras/metrics.hpp>
#include <ockham/keras/optimizers.hpp>
#include <ockham/keras/regularizers.hpp>
#include <ockham/keras/schedules.hpp>
