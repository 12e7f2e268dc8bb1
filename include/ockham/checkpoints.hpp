// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/checkpoints/checkpoint.hpp>
#include <ockham/checkpoints/weights.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/checkpoints/model_tensors.hpp>
#include <ockham/checkpoints/named_parameters.hpp>
#endif
