// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/regularizers/group_lasso.hpp>
#include <ockham/regularizers/l1_l2.hpp>
#include <ockham/regularizers/orthogonal.hpp>
#include <ockham/regularizers/weighted_sum.hpp>
