// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/regularizers/orthogonal.hpp>
