// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/constraints/max_norm.hpp>
#include <ockham/constraints/min_max_norm.hpp>
#include <ockham/constraints/non_neg.hpp>
#include <ockham/constraints/rescale.hpp>
#include <ockham/constraints/unit_norm.hpp>
