// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/checkpoints/checkpoint.hpp>
#include <ockham/checkpoints/weights.hpp>
